"""Characters and how they are encoded."""


class ForbiddenCharacter:
    r"""A file holds a character that parsers, terminals or eyes take for different things.

    A tab behind a colon is a space to js-yaml and an error to ruamel.yaml and SnakeYAML; a carriage return alone ends a
    line, but not for npm's yaml; a byte-order mark becomes a part of the first key in saphyr; next-line, line and
    paragraph separators end a line or do not. Other control characters, surrogates and noncharacters some parsers
    refuse. Marks that turn the direction of writing make a line look like another one (CVE-2021-42574).

    Bad, in `actor/arda.yaml`, as this prints it (`\t` is a tab):

        $ printf 'name:\tArda\n'

    Good:

        name: Arda
    """


class LineTooLong:
    r"""A line has more than 16 384 characters.

    Nobody reviews such a line, and no field takes so much: the longest text that the schema allows has 2000 characters.
    The limit stops a hostile file early.

    Bad, in `risk/strain-on-the-budget.yaml`, as this prints it:

        $ printf 'statement: "%020000d"\n' 0

    Good:

        statement: "Membership could put Arda's budget under strain."
    """


class FinalNewline:
    r"""A file does not end with exactly one line feed.

    Without it the last line is not one by the book (POSIX): tools that join files run it into the next, comparisons
    mark it, and parsers differ on whether a literal block at the end of the file has a last line feed. Empty lines at
    the end come and go with the editor.

    Bad, in `actor/arda.yaml`, as this prints it:

        $ printf 'aliases: [Ardaland]'

    Good:

        aliases: [Ardaland]
    """


class NotNfc:
    r"""Text is not in Unicode's normalization form C.

    An accented letter can be one character or a letter and a mark behind it. Both look the same and are different
    bytes: searches miss one of them, digests differ, and offsets count one more. Form C (UAX 15) is the composed one,
    which keyboards give.

    Bad, in `place/lorn.yaml`, as this prints it (`o` and a combining diaeresis):

        $ printf 'name: "Lo\314\210rn"\n'

    Good:

        name: "Lörn"
    """


class NotUtf8:
    r"""The bytes of a file are not UTF-8.

    In Latin-1, Windows-1252 or UTF-16, what is beyond ASCII has other bytes. Most parsers refuse them; Node puts a
    replacement character in their place while it decodes the file, and says nothing. Save the file as UTF-8, without a
    byte-order mark.

    Bad, in `place/lorn.yaml`, as this prints it (`\370` is `ø` in Latin-1):

        $ printf 'name: "L\370rn"\n'

    Good:

        name: "Lørn"
    """


class TrailingSpace:
    r"""A line ends with a space.

    Nobody sees it, editors remove it, and then a change shows lines that nobody meant to touch. In a literal block it
    is part of the text.

    Bad, in `actor/arda.yaml`, as this prints it:

        $ printf 'name: Arda \n'

    Good:

        name: Arda
    """


class UntidyText:
    r"""A text has a line break, spaces at an end, or several spaces in a row.

    Texts here are single lines for lists, tables and graphs. A space too many cannot be seen in any of them, and makes
    two equal names unequal.

    Bad, in `actor/arda.yaml`:

        label: "Arda  on the river "

    Good:

        label: "Arda on the river"
    """
