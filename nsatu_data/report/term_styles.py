"""The styles of terms and ids. A style only repeats what the word says, so nothing depends on seeing colours."""

from typing import Final

from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.vocabulary import Basis, Certainty, Occurrence, Polarity, Stance, Term
from nsatu_data.report.colour import Style

_STYLES: Final[dict[Term, Style]] = {
    Certainty.CERTAIN: Style.GREEN,
    Certainty.PROBABLE: Style.BLUE,
    Certainty.POSSIBLE: Style.YELLOW,
    Certainty.OPEN: Style.MAGENTA,
    Polarity.DENIED: Style.RED,
    Basis.IMPLIED: Style.YELLOW,
    Basis.INFERRED: Style.MAGENTA,
    Occurrence.ACTUAL: Style.GREEN,
    Occurrence.PROSPECTIVE: Style.YELLOW,
    Occurrence.HYPOTHETICAL: Style.MAGENTA,
    Stance.SUPPORTIVE: Style.GREEN,
    Stance.MIXED: Style.YELLOW,
    Stance.CONCERNED: Style.YELLOW,
    Stance.SCEPTICAL: Style.MAGENTA,
    Stance.OPPOSED: Style.RED,
}
"""Green is certain, actual or in favour. Yellow and magenta are less than that, and red is negated or opposed.

A term without a style is usual and needs no attention.
"""


def style_of(field: FieldShape, value: object) -> Style | None:
    """The style of a field's value."""
    if value is None:
        return Style.FAINT
    if field.name == "id" or field.is_reference:
        return Style.ID
    return _STYLES.get(value) if isinstance(value, Term) else None
