"""Writes the changes between two datasets as Markdown, for the summary of a job on GitHub and for a release's notes.

`markdown.escaped` makes every text of a record safe. There are lists instead of tables, because statements are long.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from nsatu_data.comparison.changes import ABSENT, Changes, FieldChange, How, Values
from nsatu_data.comparison.reasons import Reason
from nsatu_data.model.numbers import counted
from nsatu_data.report.changed_values import (
    Names,
    counts,
    is_prose,
    level_title,
    pointer_change,
    qualifiers,
    reasons,
    sentence_counts,
    shape_of,
    short,
    verdict,
)
from nsatu_data.report.markdown import code, escaped

LIMIT: Final = 500_000
"""The most bytes that are written. GitHub refuses a summary of more than 1 MiB, and a longer list helps nobody."""


def write(changes: Changes, names: Names) -> str:
    """Formats the changes as Markdown. If they are too long, the rest is counted."""
    return limited(blocks(changes, names))


def limited(wanted: Iterable[str]) -> str:
    """The blocks as one text that is not longer than LIMIT. The last line says how many blocks are left out."""
    written, size, left_out = "", 0, 0
    for block in wanted:
        size += len(block.encode("utf-8"))
        if left_out or size > LIMIT:
            left_out += 1
        else:
            written += block
    return (
        f"{written}\n{left_out:,} more are not shown here; run `nsatu-data diff` to see all.\n" if left_out else written
    )


def blocks(changes: Changes, names: Names) -> Iterator[str]:
    """The head, and then each record with its changes as one block."""
    yield f"## What changed from {code(names.old)} to {code(names.new)}\n"
    if not changes:
        yield f"\nNothing: both have the same {counted(changes.new.records, 'record')} and the same manifest.\n"
        return
    yield f"\n**{level_title(changes)}.** {verdict(changes).capitalize()}.\n"
    if rows := reasons(changes):
        yield "\n| level | changes | number |\n|---|---|---:|\n"
        yield from (f"| {reason.level.label} | {reason.plural} | {number:,} |\n" for reason, number in rows)
    yield f"\nRecords: {counts(changes)}.\n"
    if changes.manifest:
        yield "\n### Manifest\n\n"
        yield from _fields("dataset", changes.manifest, "")
    for title, records in (
        ("Added", [_added(record) for record in changes.added]),
        ("Removed", [_removed(one.record, one.reason) for one in changes.removed]),
        ("Changed", [_changed(one.after, one.fields) for one in changes.changed]),
    ):
        if records:
            yield f"\n### {title}\n\n"
            yield from records


def _heading(record: Values) -> str:
    return f"- **{escaped(record['label'])}** {code(record['id'])}\n"


def _added(record: Values) -> str:
    terms = ", ".join(f"{code(name)} {escaped(value)}" for name, value in qualifiers(record))
    return _heading(record) + _statement(record) + (f"  - {terms}\n" if terms else "")


def _removed(record: Values, reason: Reason) -> str:
    note = "  - **its id is not retired**; add it to `retired` in the manifest\n" if reason is Reason.VANISHED else ""
    return _heading(record) + note + _statement(record)


def _statement(record: Values) -> str:
    return f"  - {escaped(record['statement'])}\n" if "statement" in record else ""


def _changed(record: Values, fields: Sequence[FieldChange]) -> str:
    return _heading(record) + "".join(_fields(record["kind"], fields, "  "))


def _fields(kind: str, fields: Sequence[FieldChange], indent: str) -> Iterator[str]:
    for field in fields:
        first, *others = _field(kind, field)
        # One change is next to the name of the field, and several are a list below it.
        if not first and len(others) == 1:
            first, others = others[0], []
        yield f"{indent}- {code('.'.join(field.path))}{': ' if first else ''}{first}\n"
        yield from (f"{indent}  - {line}\n" for line in others)


def _field(kind: str, field: FieldChange) -> list[str]:
    """What comes after the name of a field, which may be empty, and the items of the list below it."""
    shape = shape_of(kind, field)
    if is_prose(shape):
        return ["", *(f"{name}: {escaped(short(text))}" for name, text in _texts(field))]
    if shape.part == "SentenceSpan":
        return [sentence_counts(field.items)]
    if shape.part == "Evidence":
        return ["", *_pointers(field)] if field.items else ["in another order"]
    if shape.many and shape.part is None and not field.items:
        return [f"in another order: {escaped(short(field.after))}"]
    if shape.many and shape.part is None:
        notes = {Reason.REUSED: ", **used again**", Reason.UNRETIRED: ", **no longer retired**"}
        values = ((item, item.after if item.how is How.ADDED else item.before) for item in field.items)
        return ["", *(f"{item.how} {escaped(short(value))}{notes.get(item.reason, '')}" for item, value in values)]
    return [f"{escaped(short(field.before))} → {escaped(short(field.after))}"]


def _texts(field: FieldChange) -> list[tuple[str, object]]:
    return [(name, text) for name, text in (("before", field.before), ("after", field.after)) if text is not ABSENT]


def _pointers(field: FieldChange) -> Iterator[str]:
    units = [item for item in field.items if item.reason is Reason.UNITS]
    for item in field.items:
        if item.reason is not Reason.UNITS:
            what, where = pointer_change(item)
            yield f"{what}: {code(where)}"
    if units:
        yield f"{len(units):,} with other counts in UTF-16 or UTF-8"
