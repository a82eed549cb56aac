"""Keys, lists and how they lie in one another."""


class BadIndentation:
    """A line is indented by another depth than its place demands.

    Depth is what says where a line belongs: a key that slips by one space belongs to another mapping, or to none.
    YAML takes any depth, and list items that stand as deep as their key; portable YAML takes two for each level and
    nothing else, so that every line shows its level.

    Bad, in `dataset.yaml`:

        licences:
            data: CC-BY-4.0

    Good:

        licences:
          data: CC-BY-4.0
    """


class ColonSpacing:
    """The colon of a key stands after a space, or without exactly one space behind it.

    `name:Arda` is no key with a value but one piece of text, and quietly so. Values that are aligned by spaces have to
    be moved whenever a longer key joins them, and every move is a change to review.

    Bad, in `actor/arda.yaml`:

        name:   Arda
        type:   polity

    Good:

        name: Arda
        type: polity
    """


class DashSpacing:
    """The dash of an item does not stand before one space and the item.

    `-actor/arda` is text that begins with a dash, and quietly so. Behind two spaces the further keys of the item would
    have to be indented by three.

    Bad, in `risk/strain-on-the-budget.yaml`:

        bearers:
          -actor/arda

    Good:

        bearers:
          - actor/arda
    """


class DuplicateKey:
    """A key is given twice in one mapping.

    PyYAML, Ruby's Psych, SnakeYAML and Jackson take the last and say nothing; ruamel.yaml and js-yaml refuse the file.
    For JSON, RFC 8259 leaves it open which is taken. Whoever corrects the first of the two sees no effect.

    Bad, in `actor/arda.yaml`:

        name: Arda
        name: "The Republic of Arda"

    Good:

        name: Arda
        aliases: ["The Republic of Arda"]
    """


class MalformedKey:
    """A key is not a lower-case word of letters, digits and underscores without quotes.

    Every field has such a name. A key `1` is a number in Python and text in JavaScript, `no` is false to PyYAML, `null`
    is the empty string to npm's yaml, and a key of more than 1024 characters most parsers refuse.

    Bad, in `actor/river-pact.yaml`:

        Headquarters: place/lorn

    Good:

        headquarters: place/lorn
    """


class MalformedList:
    """A list in brackets is not written as `[a, b]`.

    It holds scalars on one line, with a comma and one space between them, none after the last. Lists that lie in one
    another can kill a parser: 60 kB of brackets end a process that reads them by libyaml. An empty list says nothing
    that its absence does not.

    Bad, in `risk/strain-on-the-budget.yaml`:

        themes: [economic,diplomatic]

    Good:

        themes: [economic, diplomatic]
    """


class MissingValue:
    """A key or a dash has nothing behind it, and nothing below.

    Parsers read null. Here null says that the source is silent, which is a finding about the source; a line that was
    left unfinished must not look like one. Write `null` where it is meant.

    Bad, in `event/arda-joins.yaml`:

        when:

    Good:

        when: null
    """


class MixedCollection:
    """A list item stands among keys, or a key among list items.

    What stands together at one depth is a mapping or a list. YAML has no reading for a mixture; parsers stop there,
    each at another place and in other words.

    Bad, in `actor/arda.yaml`:

        naming: named
        - aliases: [Ardaland]

    Good:

        naming: named
        aliases: [Ardaland]
    """


class NoRecord:
    """A file holds nothing but comments.

    Parsers read it as null, or refuse it. If the record is to go, remove its file, and enter its id under `retired` in
    `dataset.yaml`, so that no other record takes it.

    Bad, the whole of `actor/arda.yaml`:

        # id: actor/arda
        # kind: actor

    Good, in `actor/arda.yaml`:

        id: actor/arda
        kind: actor
    """


class NotAMapping:
    """A file holds a list where a record belongs.

    A record is a mapping of its fields, and each has a file that is named after its id. So a change to a record is a
    change to one file, and a reference leads to a place that is known.

    Bad, the whole of `actor/arda.yaml`:

        - id: actor/arda
          kind: actor
        - id: actor/bela
          kind: actor

    Good, in `actor/arda.yaml`:

        id: actor/arda
        kind: actor
    """


class TextWithoutKey:
    """A line has neither a key nor a dash.

    Most often a value goes on in the next line, or a key has lost its colon. YAML joins the lines of a value by spaces,
    and takes in whatever is indented deeper: words get into a text that nobody meant to be there. A value stays on the
    line of its key.

    Bad, in `risk/strain-on-the-budget.yaml`:

        statement:
          Membership could strain the budget of Arda

    Good:

        statement: Membership could strain the budget of Arda
    """


class TooDeep:
    """Collections lie more than twelve deep in one another.

    A record is three deep, a bundle five. Most parsers follow nested data by calling themselves: where it is nested
    deep enough, the process dies or takes minutes. So the depth is counted while the file is read.

    Bad, in `actor/arda.yaml`:

        role:
          a:
            b:
              c:
                d:
                  e:
                    f:
                      g:
                        h:
                          i:
                            j:
                              k:
                                l: m

    Good:

        role: "A state on the river"
    """
