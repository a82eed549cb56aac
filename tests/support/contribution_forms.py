"""The derived parts of the forms for issues and pull requests: terms and fields to choose from, and the checklist.

GitHub shows the forms in `.github/` to a contributor. The terms come from the vocabularies, the fields from the models,
and the checklist from the coder's handbook.
"""

import re
from pathlib import Path
from typing import Final

from nsatu_data.model import vocabulary
from nsatu_data.model.record_models import RECORDS
from tests.support.addresses import Addresses
from tests.support.folders import ROOT
from tests.support.readme_parts import between

GITHUB: Final = ROOT / ".github"
FORMS: Final = GITHUB / "ISSUE_TEMPLATE"
PULL_REQUEST: Final = GITHUB / "pull_request_template.md"
CHOOSER: Final = FORMS / "config.yml"
_OPTIONS: Final = re.compile(r"^( *)# options (\w+)\n.*?^ *# /options$", re.DOTALL | re.MULTILINE)
_CHECKLIST: Final = re.compile(r"^## A reviewer's checklist\n\n(.*?)\n(?=\n#|\Z)", re.DOTALL | re.MULTILINE)


def fields() -> list[str]:
    """The fields of all kinds of records: those of claims first, because most records are claims."""
    claims_first = sorted(RECORDS.values(), key=lambda model: "statement" not in model.model_fields)
    return list(dict.fromkeys(field for model in claims_first for field in model.model_fields))


def with_options(text: str) -> str:
    """Insert the choices of a form between the lines `# options NAME` and `# /options`.

    NAME is a vocabulary, or `fields`. Raises AttributeError for any other.
    """

    def block(found: re.Match[str]) -> str:
        indent, name = found[1], found[2]
        choices = fields() if name == "fields" else list(getattr(vocabulary, name))
        lines = "".join(f'{indent}- "{choice}"\n' for choice in choices)
        return f"{indent}# options {name}\n{lines}{indent}# /options"

    return _OPTIONS.sub(block, text)


def checklist() -> str:
    """What a reviewer checks in records: the boxes of the coder's handbook."""
    found = _CHECKLIST.search((ROOT / "records" / "README.md").read_text(encoding="utf-8"))
    if found is None:
        raise ValueError("records/README.md has no section `A reviewer's checklist`")
    return f"{found[1]}\n"


def chooser(addresses: Addresses) -> str:
    """The settings of the page that offers the forms. Once there is an address, it offers private reports too."""
    text = "blank_issues_enabled: false\n"
    # GitHub takes no e-mail address here.
    if addresses.contact is None or not addresses.contact.startswith("https://"):
        return text
    about = "Report it in private, and ask for a takedown here too. SECURITY.md says what to write."
    link = f"  - name: A vulnerability or a takedown\n    url: {addresses.contact}\n    about: {about}\n"
    return f"{text}contact_links:\n{link}"


def documents(addresses: Addresses | None = None) -> dict[Path, str]:
    """The text of each form. A source distribution has none."""
    if not GITHUB.is_dir():
        return {}
    forms = [file for file in sorted(FORMS.glob("*.yml")) if file != CHOOSER]
    template = PULL_REQUEST.read_text(encoding="utf-8")
    return {
        CHOOSER: chooser(addresses or Addresses.read()),
        PULL_REQUEST: between(template, "checklist", lambda _: checklist()),
        **{form: with_options(form.read_text(encoding="utf-8")) for form in forms},
    }
