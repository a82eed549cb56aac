"""Writes the changes between two datasets for people.

A record has its id and label, and below them a line or more for each field that changed. Words that differ in a
reworded text have a colour. The counts and the level come last.
"""

from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher

from nsatu_data.comparison.changes import ABSENT, Changes, FieldChange, How, Values
from nsatu_data.comparison.reasons import Level, Reason
from nsatu_data.model.numbers import counted
from nsatu_data.printable import inert, visible
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
from nsatu_data.report.colour import Style
from nsatu_data.report.screen import PLAIN, Screen
from nsatu_data.report.wrapping import columns, padded, wrapped

_INDENT = "  "
_LEAST_ROOM = 16
"""The least width of the values of a field. On a very narrow screen, their lines are wider than it."""
_MARKS = {How.ADDED: "+", How.REMOVED: "-"}
_STYLES = {"-": Style.RED, "+": Style.GREEN}
_LEVELS = {Level.MAJOR: Style.RED, Level.MINOR: Style.YELLOW, Level.PATCH: Style.GREEN}


def write(changes: Changes, names: Names, screen: Screen = PLAIN) -> str:
    """Formats the changes as text. Unprintable characters are escaped."""
    return "".join(f"{inert(line)}\n" for line in _lines(changes, names, screen))


def _lines(changes: Changes, names: Names, screen: Screen) -> Iterator[str]:
    if not changes:
        yield visible(
            f"{names.old} and {names.new} have the same {counted(changes.new.records, 'record')} and the same manifest"
        )
        return
    if changes.manifest:
        yield screen.paint("Manifest", Style.HEADING)
        yield from _fields("dataset", changes.manifest, screen)
        yield ""
    for title, records in (
        ("Added", [_added(record, screen) for record in changes.added]),
        ("Removed", [_removed(one.record, one.reason, screen) for one in changes.removed]),
        ("Changed", [_changed(one.after, one.fields, screen) for one in changes.changed]),
    ):
        if records:
            yield screen.paint(title, Style.HEADING)
            for lines in records:
                yield from lines
            yield ""
    yield counts(changes)
    yield ""
    yield from _level(changes, screen)


def _level(changes: Changes, screen: Screen) -> Iterator[str]:
    """The reasons, the greatest level first, and what they mean for the version number."""
    last = None
    for reason, number in reasons(changes):
        level = screen.paint(padded("" if reason.level is last else reason.level.label, 7), _LEVELS.get(reason.level))
        last = reason.level
        yield f"{level}{reason.plural}: {number:,}"
    if last is not None:
        yield ""
    yield from wrapped(f"{level_title(changes)}: {verdict(changes)}", screen.paragraph)


def _heading(mark: str, record: Values, screen: Screen) -> Iterator[str]:
    """The label and the id of a record, on one line if both fit."""
    head, identifier = screen.paint(mark, _STYLES.get(mark)), screen.paint(record["id"], Style.ID)
    label = visible(record["label"])
    if screen.width is None or columns(label) + len(record["id"]) + 4 <= screen.width:
        yield f"{head} {label}  {identifier}"
        return
    for line in wrapped(label, screen.paragraph - 2):
        yield f"{head} {line}"
        head = " "
    yield f"  {identifier}"


def _added(record: Values, screen: Screen) -> Iterator[str]:
    yield from _heading("+", record, screen)
    if "statement" in record:
        yield from wrapped(visible(record["statement"]), screen.paragraph, "    ", "    ")
    terms = ", ".join(f"{name} {value}" for name, value in qualifiers(record))
    for line in wrapped(terms, screen.paragraph, "    ", "    "):
        yield screen.paint(line, Style.FAINT)


def _removed(record: Values, reason: Reason, screen: Screen) -> Iterator[str]:
    yield from _heading("-", record, screen)
    if reason is Reason.VANISHED:
        message = "its id is not retired; add it to `retired` in the manifest"
        yield from (screen.paint(line, Style.RED) for line in wrapped(message, screen.paragraph, "    ", "    "))
    if "statement" in record:
        yield from wrapped(visible(record["statement"]), screen.paragraph, "    ", "    ")


def _changed(record: Values, fields: Sequence[FieldChange], screen: Screen) -> Iterator[str]:
    yield from _heading("~", record, screen)
    yield from _fields(record["kind"], fields, screen)


def _fields(kind: str, fields: Sequence[FieldChange], screen: Screen) -> Iterator[str]:
    margin = max(len(".".join(field.path)) for field in fields) + 2
    indent = "    "
    room = max(screen.paragraph - len(indent) - margin, _LEAST_ROOM)
    for field in fields:
        name = ".".join(field.path)
        head = indent + screen.paint(name, Style.FAINT) + " " * (margin - len(name))
        for line in _field(kind, field, room, screen):
            yield (head + line).rstrip(" ")
            head = indent + " " * margin


def _field(kind: str, field: FieldChange, room: int, screen: Screen) -> Iterator[str]:
    """The lines that say how a field changed."""
    shape = shape_of(kind, field)
    if is_prose(shape):
        yield from _reworded(field.before, field.after, room, screen)
    elif shape.part == "SentenceSpan":
        yield from wrapped(sentence_counts(field.items), room)
    elif shape.part == "Evidence":
        yield from _pointers(field, room, screen)
    elif shape.many and shape.part is None:
        for item in field.items:
            text = short(item.after if item.how is How.ADDED else item.before)
            notes = {Reason.REUSED: " (used again)", Reason.UNRETIRED: " (no longer retired)"}
            yield from _marked(_MARKS[item.how], text + notes.get(item.reason, ""), room, screen)
        if not field.items:
            yield from wrapped(visible(f"in another order: {short(field.after)}"), room, rest=_INDENT)
    else:
        text = f"{short(field.before)} -> {short(field.after)}"
        yield from wrapped(visible(text), room, rest=_INDENT)


def _pointers(field: FieldChange, room: int, screen: Screen) -> Iterator[str]:
    units = [item for item in field.items if item.reason is Reason.UNITS]
    for item in field.items:
        if item.reason is not Reason.UNITS:
            what, where = pointer_change(item)
            if item.how in _MARKS:
                yield from _marked(_MARKS[item.how], where, room, screen)
            else:
                yield from wrapped(f"{what}: {where}", room, rest=_INDENT)
    if units:
        yield from wrapped(f"{len(units):,} with other counts in UTF-16 or UTF-8", room)
    if not field.items:
        yield "in another order"


def _reworded(before: object, after: object, room: int, screen: Screen) -> Iterator[str]:
    """The old and the new text. Words that only one of them has are coloured."""
    if not (isinstance(before, str) and isinstance(after, str)):
        for mark, text in (("-", before), ("+", after)):
            if text is not ABSENT:
                yield from _marked(mark, short(text), room, screen)
        return
    old, new = visible(before).split(" "), visible(after).split(" ")
    gone, come = set[int](), set[int]()
    for tag, start, end, other_start, other_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            gone |= set(range(start, end))
            come |= set(range(other_start, other_end))
    yield from _with_words("-", old, gone, room, screen)
    yield from _with_words("+", new, come, room, screen)


def _with_words(
    mark: str, words: Sequence[str], differing: Collection[int], room: int, screen: Screen
) -> Iterator[str]:
    lines = wrapped(" ".join(words), room - 2)
    is_whole = [word for line in lines for word in line.split(" ")] == list(words)
    at, head = 0, screen.paint(mark, _STYLES[mark])
    for line in lines:
        parts = line.split(" ")
        # If a word was broken, words cannot be counted, and the whole line gets the colour.
        styles = [_STYLES[mark] if not is_whole or at + number in differing else None for number in range(len(parts))]
        yield f"{head} " + " ".join(map(screen.paint, parts, styles))
        at, head = at + len(parts), " "


def _marked(mark: str, text: str, room: int, screen: Screen) -> Iterator[str]:
    head = screen.paint(mark, _STYLES[mark])
    for line in wrapped(visible(text), room - 2):
        yield f"{head} {screen.paint(line, _STYLES[mark])}"
        head = " "
