import pytest

from nsatu_data.model.numbers import counted, percent


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0 gaps"), (1, "1 gap"), (999, "999 gaps"), (1865, "1,865 gaps"), (10**6, "1,000,000 gaps")],
)
def test_a_number_has_its_noun_and_commas_between_thousands(number: int, text: str) -> None:
    assert counted(number, "gap") == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0%"), (0.004, "<1%"), (0.01, "1%"), (0.125, "13%"), (0.984, "98%"), (0.999, "99%"), (1, "100%")],
)
def test_a_share_is_a_whole_per_cent(share: float, text: str) -> None:
    assert percent(share) == text
