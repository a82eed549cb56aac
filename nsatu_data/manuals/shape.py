"""Fields, and the values that each may have."""


class EmptyValue:
    """A text or a list is there and empty.

    It says as little as its absence would, and readers in other languages would have to ask for both. What does not
    apply is left out; what the source does not tell is null, where the field may be null; a list has items.

    Bad, in `actor/arda.yaml`:

        role: ""

    Good:

        role: "A state on the river"
    """


class MalformedId:
    """An id is not a kind, a slash, and a slug.

    A slug is lower-case letters and digits in words that single hyphens join, at most 64 characters, and none of the
    names that Windows keeps for devices (`con`, `nul`, `com1`). So every file system can hold the record's file, no two
    ids differ by a capital alone, and no id leads out of the folder.

    Bad, in `risk/strain-on-the-budget.yaml`:

        bearers: ["actor/../Arda"]

    Good:

        bearers: [actor/arda]
    """


class MalformedValue:
    """A text does not have the form that its field asks for.

    Dates are EDTF (ISO 8601-2), languages BCP 47, licences SPDX, digests hexadecimal in lower case: forms that
    libraries in every language can read. The finding says which one the field takes.

    Bad, in `event/arda-asks-to-join.yaml`:

        when: "July 2024"

    Good:

        when: "2024-07"
    """


class MissingField:
    """A record lacks a field that every record of its kind has.

    There are no defaults: whoever reads the data, in whatever language, need not know what an absent field would have
    meant. Where the source is silent, and the field may say so, write null.

    Bad, the whole of `place/lorn.yaml`:

        id: place/lorn
        kind: place
        label: Lorn
        type: city
        evidence:
          - source: source/river-pact
            sentence: 1
            start: 55
            end: 71
            sha256: "30a708a964e3e5cdbe66cc06ab7ac9c0436614e02f81043bab8669e7232c97b0"

    Good, in `place/lorn.yaml`:

        label: Lorn
        name: Lorn
        type: city
    """


class NoSuchDay:
    """A date names a day that the calendar does not have.

    It has the form of a date, and a JSON Schema cannot tell more. Python's `date` refuses it; in JavaScript
    `new Date(2023, 1, 29)` is 1 March.

    Bad, in `event/arda-asks-to-join.yaml`:

        when: "2023-02-29"

    Good:

        when: "2024-02-29"
    """


class OutOfRange:
    """A number is smaller or larger than its field can mean.

    Offsets begin at 0; sentences and paragraphs are counted from 1. The upper limit of 100 000 000 lies far above any
    text and far below the numbers that a double no longer holds exactly.

    Bad, in `place/lorn.yaml`:

            sentence: 0

    Good:

            sentence: 1
    """


class RepeatedItem:
    """A list that is a set has an item twice.

    The order of agents, themes or aliases means nothing, and naming one twice adds nothing; a program that counts
    would count it twice.

    Bad, in `risk/strain-on-the-budget.yaml`:

        themes: [economic, diplomatic, economic]

    Good:

        themes: [economic, diplomatic]
    """


class TooLong:
    """A text or a list has more in it than its field takes.

    Labels are for lists and graphs, a statement is one proposition; a text that is longer most often holds several.
    Characters are Unicode code points, as JSON Schema counts them. The limits also keep a hostile file from costing
    more than its size.

    Bad, in `context/river-trade-grows.yaml`:

        label: "Trade on the river is growing, as the article says, and Arda wants a say in its rules"

    Good:

        label: "Trade on the river is growing"
    """


class UnknownField:
    """A record has a field that the schema does not know.

    Most often it is misspelt, and then what was meant is missing as well; or it belongs to another kind. If unknown
    fields passed, a typing mistake would make an optional field vanish without a word.

    Bad, in `actor/river-pact.yaml`:

        seat: place/lorn

    Good:

        headquarters: place/lorn
    """


class UnknownTerm:
    """A value is not one of the terms that its field can have.

    Vocabularies are closed, so that programs can name every case and coders decide by the same definitions. The schema
    reference defines each term; a new one is a new version of the schema.

    Bad, in `risk/strain-on-the-budget.yaml`:

        certainty: likely

    Good:

        certainty: probable
    """


class WrongKind:
    """A record, or what a reference names, is of another kind than its place is for.

    The kind decides which fields there are and what they mean: only a place can be a seat, only an event can be
    reacted to. An id begins with its kind, so this shows without looking for the record.

    Bad, in `actor/river-pact.yaml`:

        headquarters: actor/arda

    Good:

        headquarters: place/lorn
    """


class WrongType:
    """A value is of another type than its field takes: a text, a whole number, a list or a mapping.

    Nothing is converted on the way. A reader in another language would not convert, or do it in another way: `"1"` is
    not 1, one theme is not a list of themes, and null is no way to leave an optional field out.

    Bad, in `risk/strain-on-the-budget.yaml`:

        themes: economic

    Good:

        themes: [economic]
    """
