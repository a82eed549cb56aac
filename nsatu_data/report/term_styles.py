"""The styles of terms and ids. A style only repeats what the word says, so nothing depends on seeing colours."""

from typing import Final

from nsatu_data.model.cells import is_nobody
from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.vocabulary import Basis, Certainty, Occurrence, Polarity, Term
from nsatu_data.report.colour import Style

_STYLES: Final[dict[Term, Style]] = {
    Basis.INFERRED: Style.YELLOW,
    Basis.IMPLIED: Style.YELLOW,
    Certainty.PROBABLE: Style.YELLOW,
    Certainty.POSSIBLE: Style.YELLOW,
    Certainty.OPEN: Style.MAGENTA,
    Polarity.DENIED: Style.RED,
    Occurrence.PROSPECTIVE: Style.YELLOW,
    Occurrence.HYPOTHETICAL: Style.MAGENTA,
}
"""Colour marks what a reader must not overlook: a statement that is less than an assertion that something is so.

Terms without a style are plain. `certain` is one of them: it says that the voice does not hedge, not that it is right.
"""


def style_of(field: FieldShape, value: object) -> Style | None:
    """The style of a field's value. It is marked if the source names nobody."""
    if value is None:
        return Style.YELLOW if is_nobody(field) else Style.FAINT
    if field.name == "id" or field.is_reference:
        return Style.ID
    return _STYLES.get(value) if isinstance(value, Term) else None
