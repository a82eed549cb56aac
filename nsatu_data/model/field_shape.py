"""What is known of a field: what its values are, and whether it may be left out or be null."""

from typing import NamedTuple

from nsatu_data.model.vocabulary import Term

Limits = tuple[int, int]
"""The least and the most that something may be."""


class FieldShape(NamedTuple):
    """One field.

    `leaf` is the type of a value, or of an item where `many`: `str`, `int`, a `Term`, or `dict` for a part with fields
    of its own, whose name is `part`. `alias` is the name of the form that a string has, such as `ActorId`; `constant`
    the one value of a field that has only one. `size` is the least and the most that a value may be: the length of a
    text in code points, or a number itself; `items` how many a list may have.
    """

    name: str
    description: str
    leaf: type
    part: str | None = None
    alias: str | None = None
    many: bool = False
    required: bool = False
    nullable: bool = False
    constant: str | None = None
    size: Limits | None = None
    items: Limits | None = None

    @property
    def is_reference(self) -> bool:
        """Whether the values are ids of records, the record's own id excepted."""
        return self.alias is not None and self.alias.endswith("Id") and self.name != "id"

    @property
    def is_date(self) -> bool:
        """Whether the values are dates; the calendar must have their days, which no pattern can say."""
        return self.alias == "Edtf"

    @property
    def vocabulary(self) -> type[Term] | None:
        """The vocabulary that the field's values are terms of, where they are."""
        return self.leaf if issubclass(self.leaf, Term) else None
