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
def schema(frame: str, *, corpus: bool = False, is_encoded: bool = True) -> Any:
    """The Arrow schema of a frame, which is the same for every dataset. Terms are texts if they are not encoded."""
    columns = [_arrow_field(field, is_encoded=is_encoded) for field in fields(frame, corpus=corpus)]
    return arrow().schema(columns, metadata={"frame": frame, "schema_version": SCHEMA_VERSION})


def _arrow_field(field: Field, *, is_encoded: bool = True, is_nested: bool = False) -> Any:
    kind = _type(field, is_encoded=is_encoded, is_nested=is_nested)
    is_nullable = field.empty != "never" or field.label_of is not None
    return arrow().field(field.name, kind, nullable=is_nullable, metadata=_metadata(field))


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


def _type(field: Field, *, is_encoded: bool, is_nested: bool = False) -> Any:
    """The Arrow type of a column. Terms are texts if they are not encoded.

    Terms in a list or a part are not ordered, because polars 1 stops at ordered ones in a Parquet file. Neither are
    terms of several vocabularies, which have no common order.
    """
    pa = arrow()
    if field.type == "part":
        item = pa.struct([_arrow_field(one, is_encoded=is_encoded, is_nested=True) for one in field.fields])
    elif field.type == "term" and is_encoded:
        index = pa.int8() if len(field.terms) <= _LARGEST_BYTE else pa.int16()
        item = pa.dictionary(
            index, pa.string(), ordered=not (is_nested or field.many or len(set(map(type, field.terms))) > 1)
        )
    else:
        item = pa.int32() if field.type == "integer" else pa.string()
    # A dataset that nothing checked may have ids without a record, so a label may be missing.
    return pa.list_(pa.field("element", item, nullable=field.label_of is not None)) if field.many else item


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


def batch_of(frame: str, rows: Sequence[Values], *, corpus: bool = False, is_encoded: bool = True) -> Any:
    """An Arrow record batch of all these rows. Terms are texts if they are not encoded."""
    pa = arrow()
    made = schema(frame, corpus=corpus, is_encoded=is_encoded)
    arrays = []
    for field, column in zip(fields(frame, corpus=corpus), made, strict=True):
        plain = pa.array([row.get(field.name) for row in rows], _type(field, is_encoded=False))
        arrays.append(_encoded(field, plain, column.type) if is_encoded else plain)
    return pa.RecordBatch.from_arrays(arrays, schema=made)


def _encoded(field: Field, array: Any, kind: Any) -> Any:
    """The same array, with every term encoded. `kind` is its Arrow type then."""
    if not _has_terms(field):
        return array
    if field.many:
        items = _encoded_items(field, array.values, kind.value_type)
        return arrow().ListArray.from_arrays(array.offsets, items, kind, mask=_mask(array))
    return _encoded_items(field, array, kind)


def _encoded_items(field: Field, array: Any, kind: Any) -> Any:
    pa = arrow()
    if field.type == "part":
        named = list(enumerate(zip(field.fields, kind, strict=True)))
        parts = [_encoded(one, array.field(index), inner.type) for index, (one, inner) in named]
        return pa.StructArray.from_arrays(parts, fields=list(kind), mask=_mask(array))
    terms = pa.array(list(map(str, field.terms)), pa.string())
    indices = require("pyarrow.compute", extra="frames", what="a frame").index_in(array, value_set=terms)
    return pa.DictionaryArray.from_arrays(indices.cast(kind.index_type), terms, ordered=kind.ordered)


def _mask(array: Any) -> Any:
    """Which values are null; None if none is."""
    return array.is_null() if array.null_count else None


def _has_terms(field: Field) -> bool:
    return bool(field.terms) or any(map(_has_terms, field.fields))
