import pytest

from tests.support.published_schema import asked_for, needed_version

PUBLISHED = {"Risk definition {}", "Risk.label required {}", "Certainty definition {}", "Certainty term open"}


def test_the_schema_version_is_the_one_that_the_changes_since_the_last_release_ask_for() -> None:
    assert asked_for() is None, asked_for()


@pytest.mark.parametrize(
    ("added", "removed", "needed"),
    [
        (set(), set(), "1.3"),
        ({"Risk.cost optional {}"}, set(), "1.4"),
        ({"Certainty term likely"}, set(), "1.4"),
        ({"Risk.cost optional {}", "Cost definition {}", "Cost.sum required {}"}, set(), "1.4"),
        ({"Risk.cost required {}"}, set(), "2.0"),
        ({"Risk.label optional {}"}, {"Risk.label required {}"}, "2.0"),
        (set(), {"Certainty term open"}, "2.0"),
    ],
)
def test_an_optional_field_or_a_term_asks_for_a_minor_version_and_all_else_for_a_major_one(
    added: set[str], removed: set[str], needed: str
) -> None:
    version, changes = needed_version("1.3", PUBLISHED, (PUBLISHED | added) - removed)
    assert version == needed
    assert set(changes) == {*(f"+ {line}" for line in added), *(f"- {line}" for line in removed)}
