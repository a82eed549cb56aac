"""Bundles: the whole dataset as one JSON object."""


class DisorderedBundle:
    """The records of a kind do not stand in the order of their ids.

    Equal datasets give equal bundles, byte for byte, so that two of them can be compared and a digest tells whether
    anything changed. For that there has to be one order: by the code points of the ids. `nsatu-data export json`
    writes it.

    Bad, in `bundle.json`:

        "actors": [{"id": "actor/river-pact", ...}, {"id": "actor/arda", ...}, {"id": "actor/welcomers", ...}]

    Good:

        "actors": [{"id": "actor/arda", ...}, {"id": "actor/river-pact", ...}, {"id": "actor/welcomers", ...}]
    """


class DuplicateId:
    """Two records of a bundle have the same id.

    An id stands for one record: of two, one reader takes the first, another the last, a third both. In a folder this
    cannot happen, as the id is the name of the file; in a bundle it comes of joining two datasets, or of editing it by
    hand.

    Bad, in `bundle.json`:

        "places": [{"id": "place/lorn", ...}, {"id": "place/lorn", ...}]

    Good:

        "places": [{"id": "place/lorn", ...}]
    """


class NotJson:
    """A bundle is not JSON as RFC 8259 has it.

    A comma behind the last item, a comment, single quotes, `NaN` or `Infinity`: some readers let one or the other
    pass, and JavaScript's `JSON.parse` none. `nsatu-data export json` writes what every reader takes.

    Bad, in `bundle.json`:

        "places": [{"id": "place/lorn", ...},]

    Good:

        "places": [{"id": "place/lorn", ...}]
    """
