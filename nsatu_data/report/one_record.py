"""Writes one record with everything linked to it, as text or as JSON.

The text has the statement first, then who makes it and how surely, then the other fields. Terms have their definitions
after them. Records that refer to the record are grouped by field and kind. A long group is cut, with the command that
lists all of it.
"""

import re
import shlex
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from nsatu_data.dataset.bundle import values
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.model.cells import NOBODY, NULL, is_nobody, items
from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.numbers import counted
from nsatu_data.model.record_models import AnyRecord
from nsatu_data.model.vocabulary import Term
from nsatu_data.printable import inert, visible
from nsatu_data.report.as_json import dumps
from nsatu_data.report.colour import Style
from nsatu_data.report.screen import PLAIN, Screen
from nsatu_data.report.term_styles import style_of
from nsatu_data.report.wrapping import columns, padded, wrapped

_SHOWN: Final = 3
"""A long group is cut to this number of records. A group with one more record than this is not long."""
_FIRST: Final = ("voice", "basis", "certainty", "polarity")
"""The fields that qualify a statement. They come directly below it."""
_LAST: Final = ("themes", "mentions", "against_words", "evidence")
"""The fields that come after those of the kind."""
_IN_HEADING: Final = ("id", "kind", "label", "statement")
_MEANING_OF_NULL: Final = re.compile(r"\bnull (?:if|for) ([^.;]+)")
"""Finds what null means in the description of a field: "Who reacts; null if the source does not say."."""
_LEAST_DEFINITION: Final = 30
"""The definition of a term is shown if it has this number of columns."""
_INDENT: Final = "  "


class View(NamedTuple):
    """How to show a record. `shows_all` cuts no group. `dataset` is the argument of `--dataset`, if it was given."""

    screen: Screen = PLAIN
    shows_all: bool = False
    dataset: str | None = None


def _text(dataset: Dataset, record: AnyRecord, view: View) -> str:
    return "".join(f"{inert(line)}\n" for line in _lines(dataset, record, view))


def _lines(dataset: Dataset, record: AnyRecord, view: View) -> Iterator[str]:
    screen = view.screen
    for line in wrapped(visible(record.label), screen.paragraph):
        yield screen.paint(line, Style.HEADING)
    yield screen.paint(record.id, Style.ID)
    yield ""
    if statement := getattr(record, "statement", None):
        yield from wrapped(visible(statement), screen.paragraph, _INDENT, _INDENT)
        yield ""
    shown = [field for field in _ordered(FIELDS[record.kind]) if _has(field, getattr(record, field.name))]
    margin = max((len(field.name) for field in shown), default=0) + 2
    one_term = [getattr(record, field.name) for field in shown if field.vocabulary and not field.many]
    widest_term = max((len(term) for term in one_term if term), default=0)
    for field in shown:
        value = getattr(record, field.name)
        if field.vocabulary and value:
            lines = _terms(field, value if field.many else (value,), 0 if field.many else widest_term, margin, screen)
        else:
            lines = _value(dataset, field, value, margin, screen)
        yield from _after(field.name, lines, margin, screen)
    yield from _referring(dataset, record, view)


def _ordered(fields: Mapping[str, FieldShape]) -> list[FieldShape]:
    """The fields in the order in which they are shown, without those in the heading."""
    middle = [name for name in fields if name not in (*_FIRST, *_LAST)]
    names = [name for name in (*_FIRST, *middle, *_LAST) if name in fields and name not in _IN_HEADING]
    return [fields[name] for name in names]


def _has(field: FieldShape, value: Any) -> bool:
    return field.required or value not in (None, ())


def _after(name: str, lines: Iterable[str], margin: int, screen: Screen) -> Iterator[str]:
    """The lines of a field. The name is before the first line, and the others are indented by `margin`."""
    head = screen.paint(name, Style.FAINT) + " " * (margin - len(name))
    for line in lines:
        yield head + line
        head = " " * margin


def _terms(field: FieldShape, terms: Sequence[Term], width: int, margin: int, screen: Screen) -> Iterator[str]:
    """Terms with their definitions after them, if there is room. The column of terms has at least this width."""
    width = max(width, *map(len, terms)) + 2
    room = screen.paragraph - margin - width
    for term in terms:
        text = screen.paint(str(term), style_of(field, term))
        if room < _LEAST_DEFINITION:
            yield text
            continue
        gap = " " * (width - len(term))
        for line in wrapped(term.definition, room):
            yield text + gap + screen.paint(line, Style.FAINT)
            text, gap = "", " " * width


def _value(dataset: Dataset, field: FieldShape, value: Any, margin: int, screen: Screen) -> Iterator[str]:
    room = screen.paragraph - margin
    if value is None and field.nullable:
        null = NOBODY if is_nobody(field) else NULL
        for line in wrapped(f"{null}: {_meaning_of_null(field)}", room):
            yield screen.paint(line, style_of(field, None))
    elif field.name == "evidence":
        for pointer in value:
            yield (
                f"{screen.paint(pointer.source, Style.ID)} "
                f"sentence {pointer.sentence}, characters {pointer.start:,} to {pointer.end:,}"
            )
    elif field.is_reference:
        targets = value if field.many else (value,)
        labels = {target: dataset[target].label if target in dataset else "" for target in targets}
        yield from _named(labels, margin, screen)
    elif field.part is not None and not field.many:
        for text in items(field, value):
            yield from wrapped(visible(text), room)
    else:
        for line in wrapped(visible(", ".join(items(field, value))), room):
            yield screen.paint(line, style_of(field, value))


def _meaning_of_null(field: FieldShape) -> str:
    meanings = [match[1] for match in _MEANING_OF_NULL.finditer(field.description)]
    return meanings[-1] if meanings else "the source does not say"


def _named(labels: Mapping[str, str], margin: int, screen: Screen) -> Iterator[str]:
    """Labels with their ids: on one line, or the id below if a line indented by `margin` would be too long."""
    shown = {identifier: visible(label) for identifier, label in labels.items()}
    width = max(map(columns, shown.values()))
    longest = margin + width + 2 + max(map(len, shown))
    is_beside = screen.width is None or longest <= screen.width
    for identifier, label in shown.items():
        painted = screen.paint(identifier, Style.ID)
        if not label:
            yield painted
        elif is_beside:
            yield f"{padded(label, width)}  {painted}"
        else:
            yield from wrapped(label, screen.paragraph - margin)
            yield _INDENT + painted


def _referring(dataset: Dataset, record: AnyRecord, view: View) -> Iterator[str]:
    groups = list(_groups(dataset.referring_to(record.id)))
    if not groups:
        return
    screen = view.screen
    number = len({other.id for _, _, records in groups for other in records})
    yield ""
    yield screen.paint(f"{counted(number, 'record')} {'refers' if number == 1 else 'refer'} to it", Style.HEADING)
    for field, kind, records in groups:
        is_cut = not view.shows_all and len(records) > _SHOWN + 1
        names = "names" if len(records) == 1 else "name"
        yield ""
        yield f"{counted(len(records), kind)} {names} it in `{screen.paint(field, Style.HEADING)}`"
        labels = {other.id: other.label for other in (records[:_SHOWN] if is_cut else records)}
        for line in _named(labels, len(_INDENT), screen):
            yield _INDENT + line
        if is_cut:
            yield _INDENT + f"and {len(records) - _SHOWN:,} more: {_command(kind, field, record.id, view.dataset)}"
    if not view.shows_all and any(len(records) > _SHOWN + 1 for _, _, records in groups):
        yield ""
        for line in wrapped("Long groups are cut; --all shows them whole.", screen.paragraph):
            yield screen.paint(line, Style.FAINT)


def _groups(referring: Mapping[str, Sequence[AnyRecord]]) -> Iterator[tuple[str, str, list[AnyRecord]]]:
    """The records that refer to one record, by field and kind. Mentions say least, so they come last."""
    for field, records in sorted(referring.items(), key=lambda group: group[0] == "mentions"):
        by_kind: dict[str, list[AnyRecord]] = defaultdict(list)
        for record in records:
            by_kind[record.kind].append(record)
        yield from ((field, kind, of_kind) for kind, of_kind in by_kind.items())


def _command(kind: str, field: str, identifier: str, dataset: str | None) -> str:
    """The command that lists the records of a kind that refer to a record in a field."""
    where = ["--dataset", dataset] if dataset is not None else []
    return visible(shlex.join(["nsatu-data", "list", kind, "--where", f"{field}={identifier}", *where]))


def _json(dataset: Dataset, record: AnyRecord, _: View) -> str:
    whole = {
        "record": values(record),
        "refers_to": _ids(dataset.referred_from(record.id)),
        "referred_to_by": _ids(dataset.referring_to(record.id)),
    }
    return dumps(whole)


def _ids(linked: Mapping[str, tuple[AnyRecord, ...]]) -> dict[str, list[str]]:
    return {name: [record.id for record in records] for name, records in linked.items()}


FORMATS: Final[dict[str, Callable[[Dataset, AnyRecord, View], str]]] = {"text": _text, "json": _json}
"""The writers of one record, by format name."""
