r"""Scalars: text, numbers, and what stands between quotes."""


class AmbiguousScalar:
    """A value without quotes is not the same to every parser.

    `NO` is false to PyYAML, Ruby's Psych and SnakeYAML, and text to others; `010` is 8 or 10; `1:30` is 90, 5400 or
    text; `1e3` is text or 1000; `2024-07-09` is a date, a number of seconds or text; `~` is null or text. The version
    `1.10` is the number 1.1. Text is quoted; a whole number has no leading zeros.

    Bad, in `event/arda-asks-to-join.yaml`:

        cameo: 030
        when: 2024-07-09

    Good:

        cameo: "030"
        when: "2024-07-09"
    """


class MalformedBlock:
    """A literal block begins or ends in a way that parsers read differently.

    After `|` or `|-` come the lines of the text, two deeper than their key, the first and the last of them not empty,
    and no comment directly below. `|+`, `|2` and empty lines around the text say how much white space belongs to it,
    and there some parsers lose or add a line feed. No field takes a text with line breaks today: quotes serve better.

    Bad, in `risk/strain-on-the-budget.yaml`:

        statement: |+
          Membership could put Arda's budget under strain.

    Good:

        statement: "Membership could put Arda's budget under strain."
    """


class NumberOutOfRange:
    """A whole number lies beyond 2 to the power of 53, less one, on either side of zero.

    JavaScript, and every reader of JSON that holds numbers as doubles, rounds what lies beyond: 9007199254740993
    becomes 9007199254740992, without a word. Of 2 to the power of 64 Go's yaml package makes a floating-point number,
    and Rust's serde_yaml refuses it. An identifier made of digits is text and stands in quotes.

    Bad, in `place/lorn.yaml`:

            start: 9007199254740993

    Good:

            start: 55
    """


class TextAfterQuote:
    r"""Something follows a closing quote on its line.

    The string is the whole value, so YAML has no reading for the rest. Most often a quote within the text was not
    written as `\"`. Of `"Arda"#1` PyYAML reads `Arda` and takes the rest for a comment; js-yaml 5 refuses the file.

    Bad, in `actor/arda.yaml`:

        label: "Arda" on the river

    Good:

        label: "Arda on the river"
    """


class UnclosedQuote:
    """A quoted string does not end on the line that it begins on.

    Without its closing quote it takes in the lines that follow, keys and all, until the next quote. Where it is meant
    to go over several lines, YAML folds them by rules that few remember. A string stays on one line, however long.

    Bad, in `actor/arda.yaml`:

        label: "Arda

    Good:

        label: "Arda"
    """


class UnknownEscape:
    r"""A backslash between quotes stands before something other than `"` or `\`.

    Parsers do not know the same escapes. Go's yaml package, SnakeYAML and Jackson refuse `\/`, which JSON allows;
    libyaml, Go's yaml package and Rust's serde_yaml refuse a character beyond U+FFFF that is escaped in two halves, as
    JSON has to. Files are UTF-8, so every other character can stand there itself.

    Bad, in `source/river-pact.yaml`:

        url: "https:\/\/example.org\/river-pact"

    Good:

        url: "https://example.org/river-pact"
    """


class UnquotedText:
    """Text without quotes has a character that text in quotes is for.

    Plain text is words of ASCII letters, digits and `_ . / + - ( )`, the first of them beginning with a letter, with
    single spaces between. Any other character may be syntax: a colon makes a key, a `#` a comment, and `[?a]` is a
    list of a text to some parsers and of a mapping to others. Quotes end the question.

    Bad, in `risk/strain-on-the-budget.yaml`:

        statement: Membership could strain Arda's budget: it is small.

    Good:

        statement: "Membership could strain Arda's budget: it is small."
    """
