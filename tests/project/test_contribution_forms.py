"""The forms for issues and pull requests are valid, and offer what the models, vocabularies and handbook have."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from nsatu_data.model import Certainty, Kind
from nsatu_data.model.record_models import RECORDS
from tests.support import contribution_forms
from tests.support.addresses import Addresses
from tests.support.contribution_forms import CHOOSER, FORMS, GITHUB
from tests.support.folders import ROOT

pytestmark = pytest.mark.skipif(not GITHUB.is_dir(), reason="a source distribution has no forms")

NAMES = ("bug", "missing-record", "wrong-record")
ADDRESS = Addresses("https://example.org/account/name")
OFFERED = """\
blank_issues_enabled: false
contact_links:
  - name: A vulnerability or a takedown
    url: https://example.org/account/name/security/advisories/new
    about: Report it in private, and ask for a takedown here too. SECURITY.md says what to write.
"""


def _judged(schema: str, document: Path) -> int:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(document)]
    return subprocess.run(command, capture_output=True, check=False).returncode


def _form(name: str) -> dict[str, dict[str, object]]:
    """The fields of a form, by their ids."""
    body = yaml.safe_load((FORMS / f"{name}.yml").read_bytes())["body"]
    return {part["id"]: part["attributes"] for part in body if "id" in part}


def test_these_forms_are_offered_and_no_other() -> None:
    assert sorted(path.name for path in FORMS.iterdir()) == [f"{name}.yml" for name in ("bug", "config", *NAMES[1:])]


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", NAMES)
def test_a_form_is_one_by_the_schema_of_forms(name: str, tmp_path: Path) -> None:
    assert _judged("github-issue-forms", FORMS / f"{name}.yml") == 0
    wrong = tmp_path / "wrong.yml"
    wrong.write_text((FORMS / f"{name}.yml").read_text(encoding="utf-8").replace("textarea", "text"), encoding="utf-8")
    assert _judged("github-issue-forms", wrong) == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_form_asks_nobody_for_words_of_the_article(name: str) -> None:
    (warning,) = [part for part in yaml.safe_load((FORMS / f"{name}.yml").read_bytes())["body"] if "id" not in part]
    assert "Do not paste more than a few words of " in warning["attributes"]["value"]


def test_a_form_offers_the_terms_and_fields_of_the_models() -> None:
    assert _form("missing-record")["kind"]["options"] == list(Kind)
    assert _form("missing-record")["certainty"]["options"] == list(Certainty)
    fields = _form("wrong-record")["field"]["options"]
    assert isinstance(fields, list)
    assert set(fields) == {field for model in RECORDS.values() for field in model.model_fields}
    assert len(fields) == len(set(fields))


def test_choices_are_written_between_their_marks() -> None:
    text = 'a:\n  # options Polarity\n  - "old"\n  # /options\nb: 1\n'
    filled = 'a:\n  # options Polarity\n  - "affirmed"\n  - "denied"\n  # /options\nb: 1\n'
    assert contribution_forms.with_options(text) == filled
    with pytest.raises(AttributeError, match="Colour"):
        contribution_forms.with_options(text.replace("Polarity", "Colour"))


def test_the_settings_offer_private_reports_once_there_is_an_address() -> None:
    assert contribution_forms.chooser(Addresses()) == "blank_issues_enabled: false\n"
    assert contribution_forms.chooser(Addresses(stated_contact="a@example.org")) == "blank_issues_enabled: false\n"
    assert contribution_forms.chooser(ADDRESS) == OFFERED


@pytest.mark.exhaustive
def test_the_settings_are_valid_with_and_without_an_address(tmp_path: Path) -> None:
    assert _judged("github-issue-config", CHOOSER) == 0
    (tmp_path / "config.yml").write_text(OFFERED, encoding="utf-8")
    assert _judged("github-issue-config", tmp_path / "config.yml") == 0


def test_the_checklist_is_that_of_the_handbook() -> None:
    handbook = (ROOT / "records" / "README.md").read_text(encoding="utf-8")
    assert contribution_forms.checklist() == "".join(re.findall(r"^- \[ \] .*\n", handbook, re.MULTILINE))
    assert contribution_forms.checklist() in contribution_forms.PULL_REQUEST.read_text(encoding="utf-8")
