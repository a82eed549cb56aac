"""The derived parts of README.md say what the records say."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nsatu_data
from nsatu_data.model import Basis
from tests.support import readme_parts
from tests.support.example_datasets import dataset
from tests.support.folders import ROOT

MANIFEST = {
    "method": "One coder wrote every record, and another compared each record with the text once more, alone and "
    "later. They agreed in all but two.",
    "version": "2.0.0",
}
QUOTED = """\
> One coder wrote every record, and another compared each record with the text once more, alone and later. They agreed
> in all but two.

Data 2.0.0, schema 1.0, licence CC-BY-4.0.
"""
COUNTS = """\
7 claims: 2 events, 1 context, 1 motive, 1 risk, 1 reaction and 1 implication. Next to them: 1 source, 3 actors and 1
place.
"""


def test_counts_are_one_sentence_for_claims_and_one_for_other_records() -> None:
    assert readme_parts.counts(dataset()) == COUNTS


def test_the_method_is_quoted_with_the_versions_and_the_licence() -> None:
    whole = dataset()
    changed = whole.manifest.model_copy(update=MANIFEST)
    assert readme_parts.method(type(whole)(changed, whole)) == QUOTED


def test_a_record_is_shown_as_its_file(tmp_path: Path) -> None:
    file = tmp_path / "lorn.yaml"
    file.write_text("id: place/lorn\nname: Lørn\n", encoding="utf-8")
    assert readme_parts.record(file) == "```yaml\nid: place/lorn\nname: Lørn\n```\n"


def test_a_part_stands_between_its_marks_and_nothing_else_changes() -> None:
    text = "# Title\n\n<!-- record a/b.yaml -->\nstale\n\nvery\n<!-- /record -->\n\nmore <!-- prose -->\n"
    changed = "# Title\n\n<!-- record a/b.yaml -->\n(a/b.yaml)\n<!-- /record -->\n\nmore <!-- prose -->\n"
    assert readme_parts.between(text, "record", "({})\n".format) == changed


@given(st.text(), st.text(), st.text())
def test_filling_in_a_part_again_changes_nothing(before: str, between: str, after: str) -> None:
    text = f"{before}<!-- counts -->\n{between}<!-- /counts -->{after}"
    if text.count("<!-- counts -->") == text.count("<!-- /counts -->") == 1:
        once = readme_parts.between(text, "counts", lambda _: "new\n")
        assert once == f"{before}<!-- counts -->\nnew\n<!-- /counts -->{after}"
        assert readme_parts.between(once, "counts", lambda _: "new\n") == once


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("", 0),
        ("<!-- counts -->\n", 0),
        ("<!-- /counts -->\n<!-- counts -->\n", 0),
        ("<!-- counts -->\n<!-- /counts -->\n" * 2, 2),
    ],
)
def test_marks_that_do_not_occur_exactly_once_are_reported(text: str, times: int) -> None:
    with pytest.raises(ValueError) as caught:
        readme_parts.between(text, "counts", lambda _: "")
    assert str(caught.value) == f"the marks <!-- counts --> and <!-- /counts --> stand there {times} times, not once"


def test_what_the_readme_says_about_motives_and_the_source_is_so() -> None:
    """It says that Japan never speaks, that its wish is ascribed to it, and that all other motives are inferred."""
    whole = nsatu_data.load(ROOT / "records")
    assert [claim.id for claim in whole.claims if claim.voice == "actor/japan"] == []
    others = {motive.id: motive.basis for motive in whole.motives if motive.basis is not Basis.INFERRED}
    assert others == {"motive/join-nsatu": Basis.IMPLIED, "motive/keen-interest-in-joining": Basis.IMPLIED}
    (source,) = whole.sources
    assert (source.title, source.author, source.publisher, source.published) == (None,) * 4
