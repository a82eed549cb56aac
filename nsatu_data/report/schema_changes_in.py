"""Writes the changes between two schemas, in several formats.

The JSON is version 1 of its format: `{"version": 1, "old": {"name", "schema_version"}, "new": {...},
"required_version", "says_enough", "changes": [{"place", "what", "breaks"}]}`. `breaks` lists "writers", "readers" or
neither. A version is null if the schema does not name one.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from nsatu_data.comparison.schema_changes import REWORDED, SchemaChange, SchemaChanges
from nsatu_data.printable import inert, visible
from nsatu_data.report.as_json import dumps
from nsatu_data.report.changed_values import Names, version_verdict
from nsatu_data.report.colour import Style
from nsatu_data.report.markdown import code, escaped
from nsatu_data.report.screen import Screen
from nsatu_data.report.wrapping import padded, wrapped

_GROUPS: Final = {
    (True, True): ("Breaks writers and readers", Style.RED),
    (True, False): ("Breaks writers: documents that were accepted are refused", Style.RED),
    (False, True): ("Breaks readers: documents are accepted that were refused", Style.YELLOW),
    (False, False): ("Breaks neither", Style.GREEN),
}
"""The headings, by whether a change breaks writers and readers."""
_PLACES: Final = 12
"""The most places with another description that are listed. JSON has all."""


def _groups(changes: SchemaChanges) -> Iterator[tuple[str, Style, list[SchemaChange]]]:
    for key, (title, style) in _GROUPS.items():
        if found := [one for one in changes.changes if (one.breaks_writers, one.breaks_readers) == key]:
            yield title, style, found


def _described(changes: Sequence[SchemaChange], mark: Callable[[str], str]) -> tuple[list[SchemaChange], str]:
    """The changes without those of a description, and a text that counts these and lists the first ones."""
    places = [mark(one.place) for one in changes if one.what == REWORDED]
    more = f" and {len(places) - _PLACES} more" if len(places) > _PLACES else ""
    listed = f"{len(places)} with another description: {', '.join(places[:_PLACES])}{more}" if places else ""
    return [one for one in changes if one.what != REWORDED], listed


def _verdict(changes: SchemaChanges) -> str:
    if not (changes.old and changes.new):
        return "the version is not known, because a schema does not name it"
    return version_verdict(changes.old, changes.new, changes.required, is_enough=changes.says_enough)


def _nothing(names: Names) -> str:
    return f"{names.old} and {names.new} accept the same documents, and have the same descriptions"


def _text(changes: SchemaChanges, names: Names, screen: Screen) -> str:
    return "".join(f"{inert(line)}\n" for line in _lines(changes, names, screen))


def _lines(changes: SchemaChanges, names: Names, screen: Screen) -> Iterator[str]:
    if not changes.changes:
        yield visible(_nothing(names))
    for title, style, found in _groups(changes):
        yield screen.paint(title, style)
        others, listed = _described(found, visible)
        margin = max((len(one.place) for one in others), default=0) + 2
        for one in others:
            head = f"    {screen.paint(visible(one.place), Style.ID)}{' ' * (margin - len(one.place))}"
            for line in wrapped(visible(one.what), max(screen.paragraph - 4 - margin, 20)):
                yield f"{head}{line}"
                head = padded("", 4 + margin)
        if listed:
            yield from wrapped(listed, screen.paragraph, "    ", "      ")
        yield ""
    yield from wrapped(_verdict(changes), screen.paragraph)


def _markdown(changes: SchemaChanges, names: Names, _: Screen) -> str:
    return "".join(_blocks(changes, names))


def _blocks(changes: SchemaChanges, names: Names) -> Iterator[str]:
    yield f"## What changed from {code(names.old)} to {code(names.new)}\n\n{_verdict(changes).capitalize()}.\n"
    if not changes.changes:
        yield "\nNothing: both accept the same documents, and have the same descriptions.\n"
    for title, _style, found in _groups(changes):
        yield f"\n### {title}\n\n"
        others, listed = _described(found, code)
        yield from (f"- {code(one.place)} {escaped(one.what)}\n" for one in others)
        if listed:
            yield f"- {listed}\n"


def _json(changes: SchemaChanges, names: Names, _: Screen) -> str:
    whole = {
        "version": 1,
        "old": {"name": names.old, "schema_version": changes.old or None},
        "new": {"name": names.new, "schema_version": changes.new or None},
        "required_version": changes.required or None,
        "says_enough": changes.says_enough,
        "changes": [{"place": one.place, "what": one.what, "breaks": _broken(one)} for one in changes.changes],
    }
    return dumps(whole)


def _broken(change: SchemaChange) -> list[str]:
    broken = {"writers": change.breaks_writers, "readers": change.breaks_readers}
    return [who for who, is_broken in broken.items() if is_broken]


FORMATS: Final[dict[str, Callable[[SchemaChanges, Names, Screen], str]]] = {
    "text": _text,
    "markdown": _markdown,
    "json": _json,
}
"""The writers of changes between schemas, by format name."""
