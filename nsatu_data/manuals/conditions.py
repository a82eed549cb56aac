"""Laws between the fields of one record."""


class CameoAgainstType:
    """An event's CAMEO code is not of the family of its PLOVER type.

    Both say what was done, so one of them is wrong. PLOVER's types follow CAMEO's root codes: AGREE is 03, SUPPORT
    05, AID 07. Leave the code out where none fits.

    Bad, in `event/arda-asks-to-join.yaml`:

        type: AGREE
        cameo: "051"

    Good:

        type: AGREE
        cameo: "030"
    """


class DisorderedSentences:
    """The sentences of a source are not numbered from 1 in the order of the text.

    Evidence names its sentence by number, and readers go through the rows as through the text. So numbers have no gap,
    no sentence begins before the one before it ends, and paragraphs follow one another. Tools make these rows from the
    text; nobody should type them.

    Bad, in `source/river-pact.yaml`:

          - number: 2
            paragraph: 1

    Good:

          - number: 1
            paragraph: 1
    """


class EmptySpan:
    """A span of characters does not end after its start.

    Offsets count code points from 0, and the end is the offset just after the last character, as in the text position
    selector of W3C's Web Annotation: `start: 55, end: 71` is sixteen characters, `start: 55, end: 55` none.

    Bad, in `place/lorn.yaml`:

            start: 55
            end: 55

    Good:

            start: 55
            end: 71
    """


class HypotheticalMainEvent:
    """The main event of a source is only conceived of.

    The main event is what the source reports: it took place, or is sought. What nobody is said to seek cannot be the
    news; the act of raising the idea is the main event then, or the event's occurrence is misjudged.

    Bad, in `event/arda-asks-to-join.yaml`:

        occurrence: hypothetical
        prominence: main

    Good:

        occurrence: actual
        prominence: main
    """


class NameAgainstNaming:
    """An actor has a name without being named or described, or the other way round.

    `naming: unnamed` is for those who are only "some" or "others": a name for them would be made up. Whoever is named
    or described has `name` in the words of the source.

    Bad, in `actor/welcomers.yaml`:

        name: "Some"
        naming: unnamed

    Good:

        name: null
        naming: unnamed
    """


class OpenReaction:
    """A reaction is only wondered about.

    How someone takes an event is a reaction when the source says or expects it. Where it asks how someone might take
    it, nobody has reacted: that is a question about what may follow, an implication.

    Bad, in `reaction/some-welcome.yaml`:

        certainty: open

    Good:

        certainty: probable
    """


class SeatOfNoBody:
    """An actor that is no organisation and no mission has headquarters.

    A seat is where a body with members or staff has its offices. A state has a territory and a capital; a person or a
    group has none of these. Where the article locates something in a place, name it in the claim that says so.

    Bad, in `actor/arda.yaml`:

        type: polity
        headquarters: place/lorn

    Good, in `actor/river-pact.yaml`:

        type: organisation
        headquarters: place/lorn
    """


class SentenceOutsideText:
    """A sentence ends past the end of the text.

    The length of the text and the offsets of its sentences are measured on one canonical text; where they do not agree,
    one was measured on another version, or changed by hand. Make the source record again from the text.

    Bad, in `source/river-pact.yaml`:

          code_points: 232

    Good:

          code_points: 233
    """
