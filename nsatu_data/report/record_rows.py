"""Writes rows of records as a table, as JSON or as CSV."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from nsatu_data.dataset.bundle import values
from nsatu_data.model.cells import items, text_for_people, usual_columns
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.numbers import counted
from nsatu_data.model.record_models import AnyRecord
from nsatu_data.printable import inert, visible
from nsatu_data.report import comma_separated
from nsatu_data.report.as_json import dumps
from nsatu_data.report.screen import PLAIN, Screen
from nsatu_data.report.table import table
from nsatu_data.report.table_cells import Cell, Column, Marks, Part
from nsatu_data.report.term_styles import style_of

_PARTS: Final[dict[str, Part]] = {
    "id": Part.ID,
    "label": Part.TITLE,
    "statement": Part.TEXT,
    **dict.fromkeys(("rights", "against_words", "title", "name", "aliases", "role"), Part.PROSE),
}
"""What columns are for their rows; the others have values."""


DATASET: Final = "dataset"


class Rows(NamedTuple):
    """The records to write.

    `kinds` are the kinds that the records could have. `columns` are the fields to write, or None for the usual ones.
    `marks` are the parts of prose that stand out on a coloured screen. For a corpus, `datasets` has the id of the
    dataset of each record, which becomes the first column.
    """

    records: Sequence[AnyRecord]
    kinds: Sequence[str]
    columns: Sequence[str] | None = None
    marks: Marks | None = None
    datasets: Sequence[str] | None = None

    def kept(self, records: Sequence[AnyRecord]) -> "Rows":
        """The same rows with only these of the records, in their order."""
        if self.datasets is None:
            return self._replace(records=records)
        dataset_of = {id(record): name for record, name in zip(self.records, self.datasets, strict=True)}
        return self._replace(records=records, datasets=[dataset_of[id(record)] for record in records])

    def with_dataset(self) -> Iterator[tuple[AnyRecord, tuple[str, ...]]]:
        """Each record with the id of its dataset; with nothing if the rows are of one dataset."""
        for number, record in enumerate(self.records):
            yield record, () if self.datasets is None else (self.datasets[number],)

    @property
    def first(self) -> tuple[str, ...]:
        """The name of the column in front of the fields, if there is one."""
        return () if self.datasets is None else (DATASET,)


def as_table(rows: Rows, screen: Screen = PLAIN) -> str:
    """A table for people, and the number of records in the last line."""
    return "".join(f"{inert(line)}\n" for line in _table(rows, screen))


def _table(rows: Rows, screen: Screen) -> Iterator[str]:
    names = rows.columns or usual_columns(rows.kinds)
    if rows.records:
        head = [Column(name, _PARTS.get(name, Part.VALUE)) for name in (*rows.first, *names)]
        cells = [
            [*map(Cell, dataset), *(_cell(record, name, rows.marks) for name in names)]
            for record, dataset in rows.with_dataset()
        ]
        yield from table(head, cells, screen)
    yield counted(len(rows.records), "record")


def _cell(record: AnyRecord, name: str, marks: Marks | None) -> Cell:
    field = FIELDS[record.kind].get(name)
    if field is None:
        return Cell("")
    value = getattr(record, name)
    text = visible(text_for_people(field, value))
    return Cell(text, style_of(field, value), marks if _PARTS.get(name, Part.VALUE).is_prose else None)


def as_json(rows: Rows, _: Screen = PLAIN) -> str:
    """The records as in a bundle; with `columns`, only these fields of each. An absent field is left out."""
    return dumps([in_dataset(dataset, chosen_values(record, rows.columns)) for record, dataset in rows.with_dataset()])


def in_dataset(dataset: tuple[str, ...], values: dict[str, Any]) -> dict[str, Any]:
    """The values after the id of the dataset, if there is one."""
    return {**({DATASET: dataset[0]} if dataset else {}), **values}


def chosen_values(record: AnyRecord, columns: Sequence[str] | None) -> dict[str, Any]:
    """The values of a record, or only those of some fields, in the order of `columns`."""
    whole = values(record)
    return whole if columns is None else {name: whole[name] for name in columns if name in whole}


def as_csv(rows: Rows, _: Screen = PLAIN) -> str:
    """One row a record. Without `columns`, every field that a record of these kinds can have."""
    names = rows.columns or list(dict.fromkeys(name for kind in rows.kinds for name in FIELDS[kind]))
    cells = ([*dataset, *(_csv_cell(record, name) for name in names)] for record, dataset in rows.with_dataset())
    return comma_separated.write([*rows.first, *names], cells)


def _csv_cell(record: AnyRecord, name: str) -> str | tuple[str, ...]:
    field = FIELDS[record.kind].get(name)
    if field is None:
        return ""
    texts = items(field, getattr(record, name))
    return texts if field.many or field.part is not None else "".join(texts)


FORMATS: Final = {"table": as_table, "json": as_json, "csv": as_csv}
"""The writers of rows, by format name."""
