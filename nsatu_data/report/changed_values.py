"""What the reports on changes share: short texts for values, and the fields by which an added record is recognised."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from nsatu_data.comparison import versions
from nsatu_data.comparison.changes import ABSENT, Changes, FieldChange, How, ItemChange, Values
from nsatu_data.comparison.reasons import Level, Reason
from nsatu_data.model.cells import NULL
from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.field_table import FIELDS

LEFT_OUT: Final = "left out"
"""Stands for a field that is left out."""
_DIGEST: Final = 64
_DIGEST_SHOWN: Final = 12


class Names(NamedTuple):
    """The two datasets or schemas as the user named them."""

    old: str
    new: str


def shape_of(kind: str, change: FieldChange) -> FieldShape:
    """The description of a field that changed. `kind` is `dataset` for the manifest."""
    shapes = FIELDS[kind]
    for name in change.path[:-1]:
        shapes = FIELDS[shapes[name].part or ""]
    return shapes[change.path[-1]]


def is_prose(shape: FieldShape) -> bool:
    """Whether a field holds free text, and not a term, an id, a number or a list."""
    return shape.leaf is str and shape.alias is shape.constant is None and not shape.many


def short(value: Any) -> str:
    """A value as a short text on one line."""
    if value is ABSENT:
        return LEFT_OUT
    if value is None:
        return NULL
    if isinstance(value, str):
        is_digest = len(value) == _DIGEST and set(value) <= set("0123456789abcdef")
        return f"{value[:_DIGEST_SHOWN]}..." if is_digest else value
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {short(item)}" for name, item in value.items())
    return ", ".join(map(short, value)) if isinstance(value, Sequence) else str(value)


def pointer(values: Values) -> str:
    """An evidence pointer in short, as `source/river-pact 3:120-155`: the source, the sentence, start and end."""
    return f"{values['source']} {values['sentence']}:{values['start']}-{values['end']}"


def pointer_change(item: ItemChange) -> tuple[str, str]:
    """A change of an evidence pointer: what happened, and the pointer before and after it."""
    if item.how is How.REMOVED:
        return "removed", pointer(item.before)
    if item.how is How.ADDED:
        return "added", pointer(item.after)
    before, after = pointer(item.before), pointer(item.after)
    if before == after:
        return "other words at the same place", after
    what = "moved, the same words" if item.how is How.MOVED else "other words"
    # Pointers are paired only within a source.
    return what, f"{before} -> {after.partition(' ')[2]}"


def sentence_counts(items: Sequence[ItemChange]) -> str:
    """How many sentences of a source were added, removed, moved and so on."""
    named = {
        (How.ADDED, Reason.SENTENCES): "added",
        (How.REMOVED, Reason.SENTENCES): "removed",
        (How.CHANGED, Reason.SENTENCES): "skipped, or not any more",
        (How.CHANGED, Reason.WORDING): "skipped for a reworded reason",
        (How.MOVED, Reason.MOVED): "moved or renumbered, with the same words",
        (How.CHANGED, Reason.UNITS): "with other counts in UTF-16 or UTF-8",
    }
    counted = Counter((item.how, item.reason) for item in items)
    found = ", ".join(f"{counted[key]:,} {name}" for key, name in named.items() if counted[key])
    return found or "in another order"


def qualifiers(record: Values) -> list[tuple[str, str]]:
    """The terms of a record and its voice, each with the name of its field."""
    shapes = FIELDS[record["kind"]].values()
    wanted = (shape.name for shape in shapes if shape.name == "voice" or (shape.vocabulary and not shape.many))
    return [(name, short(record[name])) for name in wanted if name in record]


def counts(changes: Changes) -> str:
    """How many records were added, removed and changed."""
    return (
        f"{len(changes.added):,} added, {len(changes.removed):,} removed, {len(changes.changed):,} changed, "
        f"{changes.unchanged:,} unchanged"
    )


def level_title(changes: Changes) -> str:
    """The level of the changes, as a heading."""
    if changes.level is Level.NONE:
        return "No change that asks for a new version number"
    return f"{changes.level.label.capitalize()} change"


def verdict(changes: Changes) -> str:
    """What the level of the changes means for the version number, in one sentence."""
    before, after = changes.old.manifest["version"], changes.new.manifest["version"]
    return version_verdict(before, after, versions.required(changes), is_enough=versions.says_enough(changes))


def version_verdict(before: str, after: str, least: str, *, is_enough: bool) -> str:
    """Whether a version number is high enough, as a clause."""
    if before == after and not is_enough:
        # Between two releases, the number need not grow with each change.
        return f"the version is still {after}; if that was released, the next one has to be at least {least}"
    said = f"the version is still {after}" if before == after else f"the version goes from {before} to {after}"
    return f"{said}, which is enough" if is_enough else f"{said}, which is too low: it has to be at least {least}"


def reasons(changes: Changes) -> list[tuple[Reason, int]]:
    """The reasons that ask for a version number, with their counts, the greatest level first."""
    return [(reason, number) for reason, number in changes.reasons.items() if reason.level]
