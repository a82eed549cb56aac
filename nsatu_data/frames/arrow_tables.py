"""Make Arrow schemas from the description of the frames, and Arrow tables from rows.

The metadata of each column holds its `description`; `empty`, what an empty cell means; and where they apply,
`vocabulary`, `terms` (a JSON object of terms and definitions, in order), `references` (the kinds that ids name),
`only_in` and `null_in` (see `frames.description.Field`). A term is encoded in a dictionary with all terms in their
order, whether they occur or not.

pyarrow has no types, so mypy checks nothing that it returns. Other modules use it only through this one.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

from nsatu_data.extras import require
from nsatu_data.frames.description import Field, fields
from nsatu_data.frames.frame_rows import Values
from nsatu_data.model.schema_version import SCHEMA_VERSION

BATCH = 1_000
"""The rows that are converted at once."""
_LARGEST_BYTE = 127


def arrow(what: str = "a frame") -> Any:
    """The module pyarrow. Raises MissingExtra, which says that `what` needs it, if it is not installed."""
    return require("pyarrow", extra="frames", what=what)


@cache
def schema(frame: str, *, corpus: bool = False) -> Any:
    """The Arrow schema of a frame, which is the same for every dataset."""
    columns = [_arrow_field(field) for field in fields(frame, corpus=corpus)]
    return arrow().schema(columns, metadata={"frame": frame, "schema_version": SCHEMA_VERSION})


def _arrow_field(field: Field, *, is_encoded: bool = True) -> Any:
    is_nullable = field.empty != "never" or field.label_of is not None
    metadata = _metadata(field)
    return arrow().field(field.name, _type(field, is_encoded=is_encoded), nullable=is_nullable, metadata=metadata)


def _metadata(field: Field) -> dict[str, str]:
    given = {
        "description": field.description,
        "empty": field.empty,
        "vocabulary": ", ".join(dict.fromkeys(type(term).__name__ for term in field.terms)),
        "terms": json.dumps({term: term.definition for term in field.terms}, ensure_ascii=False) if field.terms else "",
        "references": ", ".join(field.targets),
        "only_in": ", ".join(field.only_in),
        "null_in": ", ".join(field.null_in),
    }
    return {name: value for name, value in given.items() if value}


def _type(field: Field, *, is_encoded: bool) -> Any:
    """The Arrow type of a column. Terms are texts if they are not encoded."""
    pa = arrow()
    item = _item_type(field, is_encoded=is_encoded)
    # A dataset that nothing checked may have ids without a record, so a label may be missing.
    return pa.list_(pa.field("element", item, nullable=field.label_of is not None)) if field.many else item


def _item_type(field: Field, *, is_encoded: bool) -> Any:
    pa = arrow()
    if field.type == "part":
        return pa.struct([_arrow_field(one, is_encoded=is_encoded) for one in field.fields])
    if field.type == "term" and is_encoded:
        return pa.dictionary(pa.int8() if len(field.terms) <= _LARGEST_BYTE else pa.int16(), pa.string(), ordered=True)
    return pa.int32() if field.type == "integer" else pa.string()


def table(frame: str, rows: Iterable[Values]) -> Any:
    """The Arrow table of a frame."""
    # Without any batch, pandas would not know the terms of an empty column.
    found = list(batches(frame, rows)) or [batch_of(frame, [])]
    return arrow().Table.from_batches(found, schema(frame))


def batches(frame: str, rows: Iterable[Values], *, corpus: bool = False, size: int = BATCH) -> Iterator[Any]:
    """Arrow record batches of at most `size` rows."""
    remaining = iter(rows)
    while batch := list(islice(remaining, size)):
        yield batch_of(frame, batch, corpus=corpus)


def batch_of(frame: str, rows: Sequence[Values], *, corpus: bool = False) -> Any:
    """An Arrow record batch of all these rows."""
    pa = arrow()
    arrays = []
    for field in fields(frame, corpus=corpus):
        plain = pa.array([row.get(field.name) for row in rows], _type(field, is_encoded=False))
        arrays.append(_encoded(field, plain))
    return pa.RecordBatch.from_arrays(arrays, schema=schema(frame, corpus=corpus))


def _encoded(field: Field, array: Any) -> Any:
    """The same array, with every term encoded."""
    if not _has_terms(field):
        return array
    pa = arrow()
    if field.many:
        items = _encoded_items(field, array.values)
        return pa.ListArray.from_arrays(array.offsets, items, _type(field, is_encoded=True), mask=_mask(array))
    return _encoded_items(field, array)


def _encoded_items(field: Field, array: Any) -> Any:
    pa = arrow()
    kind = _item_type(field, is_encoded=True)
    if field.type == "part":
        parts = [_encoded(one, array.field(index)) for index, one in enumerate(field.fields)]
        return pa.StructArray.from_arrays(parts, fields=list(kind), mask=_mask(array))
    terms = pa.array(list(map(str, field.terms)), pa.string())
    indices = require("pyarrow.compute", extra="frames", what="a frame").index_in(array, value_set=terms)
    return pa.DictionaryArray.from_arrays(indices.cast(kind.index_type), terms, ordered=True)


def _mask(array: Any) -> Any:
    """Which values are null; None if none is."""
    return array.is_null() if array.null_count else None


def _has_terms(field: Field) -> bool:
    return bool(field.terms) or any(map(_has_terms, field.fields))
