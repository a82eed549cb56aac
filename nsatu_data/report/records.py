"""Writes one record with its links, or a list of records, as text or as JSON."""

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from nsatu_data.dataset.bundle import values
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.record_models import AnyRecord
from nsatu_data.report.as_json import dumps

_WIDTH = 100


def _show_text(dataset: Dataset, record: AnyRecord) -> str:
    return "".join(f"{line}\n" for line in _lines(dataset, record))


def _lines(dataset: Dataset, record: AnyRecord) -> Iterator[str]:
    yield f"{record.id}  {record.label}"
    yield ""
    for name, field in FIELDS[record.kind].items():
        value = getattr(record, name)
        if name in ("id", "kind", "label") or (not field.required and value in (None, ())):
            continue
        yield from _field(dataset, field, value)
    referring = dataset.referring_to(record.id)
    if referring:
        yield ""
        yield "referred to by"
        for name, records in referring.items():
            yield from (f"  {name}: {other.id}  {other.label}" for other in records)


def _field(dataset: Dataset, field: FieldShape, value: Any) -> Iterator[str]:
    head = f"{field.name}: "
    if field.name == "sentences":
        yield f"{head}{len(value)}"
    elif field.name == "evidence":
        for pointer in value:
            yield f"{head}{pointer.source} sentence {pointer.sentence}, {pointer.start} to {pointer.end}"
    elif field.part is not None:
        yield head + ", ".join(f"{key} {item}" for key, item in values(value).items())
    elif field.is_reference:
        for target in value if field.many else (value,):
            label = f"  {dataset[target].label}" if target in dataset else ""
            yield f"{head}{'null' if target is None else target}{label}"
    else:
        shown = ", ".join(value) if field.many else "null" if value is None else str(value)
        yield from textwrap.wrap(head + shown, _WIDTH, subsequent_indent=" " * len(head), break_long_words=False)


def _show_json(dataset: Dataset, record: AnyRecord) -> str:
    whole = {
        "record": values(record),
        "refers_to": _ids(dataset.referred_from(record.id)),
        "referred_to_by": _ids(dataset.referring_to(record.id)),
    }
    return dumps(whole)


def _ids(linked: Mapping[str, tuple[AnyRecord, ...]]) -> dict[str, list[str]]:
    return {name: [record.id for record in records] for name, records in linked.items()}


def _list_text(records: Sequence[AnyRecord]) -> str:
    width = max((len(record.id) for record in records), default=0)
    lines = [f"{record.id:{width}}  {record.label}" for record in records]
    return "".join(f"{line}\n" for line in (*lines, f"{len(records)} record{'' if len(records) == 1 else 's'}"))


def _list_json(records: Sequence[AnyRecord]) -> str:
    return dumps([values(record) for record in records])


SHOW: Final[dict[str, Callable[[Dataset, AnyRecord], str]]] = {"text": _show_text, "json": _show_json}
LIST: Final[dict[str, Callable[[Sequence[AnyRecord]], str]]] = {"text": _list_text, "json": _list_json}
