"""Make pandas data frames from Arrow tables."""

from typing import TYPE_CHECKING, Any

from nsatu_data.extras import require
from nsatu_data.frames.arrow_tables import arrow

if TYPE_CHECKING:
    import pandas as pd


def module() -> Any:
    """The module pandas. Raises MissingExtra if it is not installed."""
    return require("pandas", extra="frames", what="to_pandas")


def from_arrow(table: Any) -> "pd.DataFrame":
    """The same table in pandas.

    A column of terms is an ordered categorical. Every other column keeps its Arrow type, so that numbers stay whole
    where a cell is empty, and lists and parts stay typed.
    """
    pandas = module()
    is_dictionary = arrow().types.is_dictionary
    frame: pd.DataFrame = table.to_pandas(
        types_mapper=lambda kind: None if is_dictionary(kind) else pandas.ArrowDtype(kind)
    )
    return frame
