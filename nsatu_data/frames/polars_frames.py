"""Make polars data frames from Arrow tables."""

from typing import TYPE_CHECKING, Any

from nsatu_data.extras import require
from nsatu_data.frames.description import Field, fields

if TYPE_CHECKING:
    import polars as pl


def module() -> Any:
    """The module polars. Raises MissingExtra if it is not installed."""
    return require("polars", extra="frames", what="to_polars")


def from_arrow(frame: str, table: Any) -> "pl.DataFrame":
    """The same table in polars. Terms have the type Enum, which keeps their order."""
    polars = module()
    types = {field.name: _type(polars, field) for field in fields(frame)}
    made: pl.DataFrame = polars.from_arrow(table).cast(types)
    return made


def _type(polars: Any, field: Field) -> Any:
    item = _item_type(polars, field)
    return polars.List(item) if field.many else item


def _item_type(polars: Any, field: Field) -> Any:
    if field.type == "part":
        return polars.Struct({one.name: _type(polars, one) for one in field.fields})
    if field.type == "term":
        return polars.Enum(list(map(str, field.terms)))
    return polars.Int32 if field.type == "integer" else polars.String
