"""Describe a field of a record: its type, its limits, and whether it may be left out or be null."""

from typing import NamedTuple

from nsatu_data.model.vocabulary import Term

Limits = tuple[int, int]
"""A minimum and a maximum, both allowed."""


class FieldShape(NamedTuple):
    """One field.

    - `leaf`: the type of the value, or of each item if `many` is true: `str`, `int`, a vocabulary such as `Trend`,
      or `dict`. The type `dict` stands for a part: a mapping with fields of its own;
    - `part`: the name of that part, such as `Evidence`;
    - `alias`: the name of a string's form, such as `ActorId` (see `nsatu_data.model.string_forms`);
    - `constant`: the value of a field that allows only one value, such as `event` for the kind of an event;
    - `size`: the limits of a text's length in code points, or of a number;
    - `items`: the limits of a list's length.
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
        """Whether the values are ids of other records."""
        return self.alias is not None and self.alias.endswith("Id") and self.name != "id"

    @property
    def is_date(self) -> bool:
        """Whether the values are dates. Their days must exist in the calendar, which no pattern can check."""
        return self.alias in ("Edtf", "Day")

    @property
    def vocabulary(self) -> type[Term] | None:
        """The vocabulary of the values; None if they are not terms."""
        return self.leaf if issubclass(self.leaf, Term) else None
