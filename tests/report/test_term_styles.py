"""Colour marks what a reader must not overlook, and nothing else."""

from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.vocabulary import Basis, Certainty, Occurrence, Polarity, Stance
from nsatu_data.report.colour import Style
from nsatu_data.report.term_styles import style_of

PLAIN = {"stated", "certain", "affirmed", "actual"}
EVENT = FIELDS["event"]


def test_a_term_is_marked_if_it_is_less_than_an_assertion() -> None:
    for name, vocabulary in (
        ("basis", Basis),
        ("certainty", Certainty),
        ("polarity", Polarity),
        ("occurrence", Occurrence),
    ):
        plain = {str(term) for term in vocabulary if style_of(EVENT[name], term) is None}
        assert plain == PLAIN & {str(term) for term in vocabulary}


def test_no_term_is_green_and_a_stance_has_no_colour() -> None:
    fields = [field for of_kind in FIELDS.values() for field in of_kind.values() if field.vocabulary]
    assert Style.GREEN not in {style_of(field, term) for field in fields for term in field.vocabulary or ()}
    assert {style_of(FIELDS["reaction"]["stance"], term) for term in Stance} == {None}


def test_nobody_is_marked_and_other_values_that_are_null_are_dim() -> None:
    assert style_of(EVENT["voice"], None) is Style.YELLOW
    assert style_of(FIELDS["reaction"]["actor"], None) is Style.YELLOW
    assert style_of(EVENT["when"], None) is Style.FAINT
