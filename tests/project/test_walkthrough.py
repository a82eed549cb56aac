"""Following the contributing guide gives the outputs that it shows, and a complete dataset."""

from pathlib import Path

import pytest

from nsatu_data.text.coverage import coverage
from nsatu_data.validation.check_dataset import check
from tests.support import expected_outputs, guide_walkthrough

pytestmark = pytest.mark.exhaustive


def test_the_guide_leads_from_an_article_to_a_sound_dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    assert guide_walkthrough.section_with_outputs(tmp_path) == guide_walkthrough.section()
    outcome = check(tmp_path / "records", texts={guide_walkthrough.SOURCE: tmp_path / "article.txt"})
    assert outcome.dataset is not None
    assert outcome.diagnostics == ()
    assert outcome.summary.evidence_verified > outcome.summary.evidence_unverified == 0
    assert all(row.records or row.sentence.skip for row in coverage(outcome.dataset))
    assert check(tmp_path / "kestria.json").dataset == outcome.dataset
    page = expected_outputs.PYTHON_PAGE.read_text(encoding="utf-8")
    assert "dataset.words(" in page
    assert expected_outputs.python_page(tmp_path) == page
