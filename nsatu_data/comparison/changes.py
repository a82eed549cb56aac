"""The types of changes between two datasets.

Values are JSON values, as in a bundle. `ABSENT` stands for a field that is left out, because null means that the source
does not say. The changes are complete: applied to the old dataset, they give the new one.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import Enum, StrEnum
from typing import Any, Final, NamedTuple

from nsatu_data.comparison.reasons import Level, Reason

Values = Mapping[str, Any]


class Absent(Enum):
    """The type of `ABSENT`."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT
"""Stands for a field that is left out."""


class How(StrEnum):
    """What happened to an item of a list."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    REPLACED = "replaced"
    CHANGED = "changed"


class ItemChange(NamedTuple):
    """A change of one item of a list. `before` is ABSENT for an added item, `after` for a removed one."""

    how: How
    before: Any
    after: Any
    reason: Reason


class FieldChange(NamedTuple):
    """A change of one field. `path` leads to it: `("certainty",)`, or `("identifiers", "wikidata")` in a part.

    `before` and `after` are the whole values, also of a list. `items` says what happened to the items of a list.
    """

    path: tuple[str, ...]
    before: Any
    after: Any
    reason: Reason
    items: tuple[ItemChange, ...] = ()

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """One reason for each item that changed, or the reason of the field if it is no list."""
        return tuple(item.reason for item in self.items) or (self.reason,)


class RecordChange(NamedTuple):
    """The changes of a record that is in both datasets. `before` and `after` are its values."""

    before: Values
    after: Values
    fields: tuple[FieldChange, ...]

    @property
    def level(self) -> Level:
        """The level of the record's greatest change."""
        return max(reason.level for field in self.fields for reason in field.reasons)


class Removed(NamedTuple):
    """A record that only the old dataset has."""

    record: Values
    reason: Reason


class Side(NamedTuple):
    """One of the two datasets: its manifest, and the number of its records."""

    manifest: Values
    records: int


class Changes(NamedTuple):
    """Everything that differs between two datasets. Records are in the order of kinds and ids.

    `added` holds the values of records that only the new dataset has.
    """

    old: Side
    new: Side
    manifest: tuple[FieldChange, ...]
    added: tuple[Values, ...]
    removed: tuple[Removed, ...]
    changed: tuple[RecordChange, ...]

    def __bool__(self) -> bool:
        return bool(self.manifest or self.added or self.removed or self.changed)

    @property
    def reasons(self) -> Counter[Reason]:
        """How many changes have each reason, the greatest level first."""
        counted = Counter(self._reasons())
        order = list(Reason)
        return Counter({reason: counted[reason] for reason in sorted(counted, key=order.index)})

    def _reasons(self) -> Iterator[Reason]:
        yield from (Reason.ADDED for _ in self.added)
        yield from (removed.reason for removed in self.removed)
        for field in self.manifest:
            # A retired id is counted with the record that was removed.
            yield from (reason for reason in field.reasons if reason is not Reason.RETIRED)
        for record in self.changed:
            yield from (reason for field in record.fields for reason in field.reasons)

    @property
    def level(self) -> Level:
        """The level of the greatest change."""
        return max((reason.level for reason in self.reasons), default=Level.NONE)

    @property
    def unchanged(self) -> int:
        """The number of records that are the same in both datasets."""
        return self.old.records - len(self.removed) - len(self.changed)
