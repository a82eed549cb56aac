"""What YAML has and portable YAML has not, because parsers differ on it or because JSON has no word for it."""


class Alias:
    """An alias stands for a value that is written elsewhere.

    Parsers differ: Jackson reads the alias's name as a string, Ruby's safe loader refuses the file, others put in the
    value. Aliases of aliases multiply: nine short lines can stand for hundreds of millions of items, which fill the
    memory of whoever writes them out. And a reviewer has to look for the value elsewhere.

    Bad, in `actor/arda.yaml`:

        name: *arda

    Good:

        name: Arda
    """


class Anchor:
    """An anchor names a value for aliases to repeat.

    Aliases are not portable, so an anchor has nothing to serve. With one, a value can hold itself, `&a [*a]`, and JSON
    cannot say that. Write each value out where it is needed.

    Bad, in `actor/arda.yaml`:

        name: &arda Arda

    Good:

        name: Arda
    """


class Directive:
    """A line that begins with `%` is an instruction to the parser.

    Parsers do not follow it alike. Under `%YAML 1.2` the word `no` should be text; PyYAML, Ruby's Psych and SnakeYAML
    still read false, and Go's yaml package refuses the file. Nothing in a record needs a directive.

    Bad, in `actor/arda.yaml`:

        %YAML 1.2
        id: actor/arda

    Good:

        id: actor/arda
    """


class DocumentMarker:
    """A marker, three hyphens or three dots, begins or ends a document.

    Of two documents in one file Ruby's Psych, Go's yaml package and Jackson read the first and do not mention the
    second; most others refuse the file. A file holds one record, so there is nothing to mark.

    Bad, in `actor/arda.yaml`:

        ---
        id: actor/arda

    Good:

        id: actor/arda
    """


class ExplicitKey:
    """A question mark announces a key.

    The form is there for keys that are lists or mappings. JSON has only strings for keys. Of the key `[1, 2]` js-yaml 3
    makes the text `1,2` and ruamel.yaml a tuple; PyYAML and js-yaml 5 refuse the file.

    Bad, in `actor/arda.yaml`:

        ? name
        type: polity

    Good:

        name: Arda
        type: polity
    """


class FlowMapping:
    """A mapping stands in braces.

    One slip, and it says something else: `{data:CC0-1.0}` is a key `data:CC0-1.0` without a value, and so is every
    word in `{a, b}`. On lines of its own each key has its place, which findings and reviews can point at.

    Bad, in `dataset.yaml`:

        licences: {data: CC-BY-4.0}

    Good:

        licences:
          data: CC-BY-4.0
    """


class FoldedBlock:
    """A block that begins with `>` folds its lines into one.

    A line break becomes a space, except at empty lines and at lines that are indented further, and the last one stays.
    What the text will be cannot be seen from how it stands there. A text of one line goes between double quotes,
    however long the line; one with line breaks is a literal block.

    Bad, in `risk/strain-on-the-budget.yaml`:

        statement: >
          Membership could put Arda's budget
          under strain.

    Good:

        statement: "Membership could put Arda's budget under strain."
    """


class MergeKey:
    """The key `<<` takes in the keys of another mapping.

    It comes from YAML 1.1 and is not in 1.2. PyYAML, ruamel.yaml, SnakeYAML and Go's yaml package merge; npm's yaml,
    js-yaml 5 and Rust's serde_yaml keep a key that is called `<<`; Ruby's safe loader refuses the alias behind it.
    Where mappings merge one another in turn, twenty lines keep PyYAML busy for seconds.

    Bad, in `place/lorn.yaml`:

        <<: *city
        name: Lorn

    Good:

        name: Lorn
        type: city
    """


class SingleQuotes:
    """A string stands in single quotes.

    Parsers read it alike, but by rules of its own: an apostrophe is written twice, and a backslash is a backslash.
    Portable YAML has one way to quote, the one that JSON has too; then equal texts look equal, and a search finds
    them all.

    Bad, in `actor/arda.yaml`:

        name: 'Arda'

    Good:

        name: "Arda"
    """


class Tag:
    """A word that begins with `!` gives its value a type.

    At a tag that they do not know, PyYAML and js-yaml refuse the file, Go's yaml package and npm's yaml drop the tag,
    and Rust's serde_yaml wraps the value. Where loaders obey tags, a file can make objects of any class: so strangers'
    code ran in PyYAML before 5.4 and in SnakeYAML before 2.0. A field's type comes from the schema.

    Bad, in `actor/arda.yaml`:

        name: !!str Arda

    Good:

        name: Arda
    """
