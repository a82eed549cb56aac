"""The page on linked data shows the record and the answers that the dataset gives now."""

from tests.support.linked_data_page import PAGE, filled


def test_the_page_is_current() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert filled(text) == text, "run make derived"
    for answer in text.split("```\n\n| ")[1:]:
        assert len(answer.partition("\n\n")[0].splitlines()) > 2, "a query has no answer"
