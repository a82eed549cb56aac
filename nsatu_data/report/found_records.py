"""Writes the records that a search has found, with the searched words marked.

A coloured screen underlines the words. Plain output does not mark them, so that it can be searched and copied. JSON has
the places of the words.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Final

from nsatu_data.dataset.search import FIELDS as SEARCHED
from nsatu_data.dataset.search import matches, spans, texts
from nsatu_data.model.cells import text_for_people
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.numbers import counted
from nsatu_data.model.record_models import AnyRecord
from nsatu_data.model.vocabulary import Polarity
from nsatu_data.printable import inert, visible
from nsatu_data.report import record_rows
from nsatu_data.report.as_json import dumps
from nsatu_data.report.colour import Style
from nsatu_data.report.record_rows import Rows, chosen_values, in_dataset
from nsatu_data.report.screen import PLAIN, Screen
from nsatu_data.report.table import table
from nsatu_data.report.table_cells import Cell, Column, Part

_HEAD: Final = (
    Column("id", Part.ID),
    Column("label", Part.TITLE),
    Column("statement or names", Part.TEXT),
    Column("marks", Part.NAMED_VALUES),
)
_MARKS: Final[dict[str, tuple[str, ...]]] = {
    "source": ("genre",),
    "actor": ("type",),
    "place": ("type",),
    "event": ("occurrence", "certainty", "voice"),
    "reaction": ("stance", "certainty", "voice"),
}
"""The fields by which a reader judges what is found, by kind."""
_OTHER_MARKS: Final = ("certainty", "voice")
_IN_CSV: Final = ("id", "kind", *SEARCHED)


def _as_table(rows: Rows, words: Sequence[str], screen: Screen = PLAIN) -> str:
    marked = rows._replace(marks=partial(spans, wanted=words))
    if rows.columns is not None:
        return record_rows.as_table(marked, screen)
    head = (*(Column(name) for name in rows.first), *_HEAD)
    lines = [*table(head, list(_rows(marked)), screen)] if rows.records else []
    return "".join(f"{inert(line)}\n" for line in [*lines, counted(len(rows.records), "record")])


def _rows(rows: Rows) -> Iterator[tuple[Cell, ...]]:
    for record, dataset in rows.with_dataset():
        text = getattr(record, "statement", None) or ", ".join(_names(record))
        yield (
            *map(Cell, dataset),
            Cell(record.id, Style.ID),
            Cell(visible(record.label), Style.HEADING, rows.marks),
            Cell(visible(text), None, rows.marks),
            Cell(", ".join(_marks(record)), Style.FAINT),
        )


def _marks(record: AnyRecord) -> Iterator[str]:
    """Who says it and how surely, each value after the name of its field. Polarity counts only if it is denied."""
    polarity = ["polarity"] if getattr(record, "polarity", None) is Polarity.DENIED else []
    for name in (*polarity, *_MARKS.get(record.kind, _OTHER_MARKS)):
        yield f"{name} {visible(text_for_people(FIELDS[record.kind][name], getattr(record, name)))}"


def _names(record: AnyRecord) -> Iterator[str]:
    """The name and the aliases of a record, without a name that the label repeats."""
    for _, _, name in texts(record, ("name", "aliases")):
        if name != record.label:
            yield name


def _as_json(rows: Rows, words: Sequence[str], _: Screen = PLAIN) -> str:
    found = [in_dataset(dataset, _found(record, rows.columns, words)) for record, dataset in rows.with_dataset()]
    return dumps(found)


def _found(record: AnyRecord, columns: Sequence[str] | None, words: Sequence[str]) -> dict[str, Any]:
    places = [match._asdict() for match in matches(record, words)]
    return {"record": chosen_values(record, columns), "matches": places}


def _as_csv(rows: Rows, _words: Sequence[str], screen: Screen = PLAIN) -> str:
    return record_rows.as_csv(rows if rows.columns is not None else rows._replace(columns=_IN_CSV), screen)


FORMATS: Final = {"table": _as_table, "json": _as_json, "csv": _as_csv}
"""The writers of found records, by format name. They take the folded words after the rows."""
