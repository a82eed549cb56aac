"""Ways to tell the outcome of a check: as text for a person, as JSON for a program, to GitHub and as SARIF."""

from collections.abc import Callable
from typing import Final

from nsatu_data.diagnostics import Diagnostic, Summary
from nsatu_data.report import as_github, as_json, as_sarif, as_text

Writer = Callable[[tuple[Diagnostic, ...], Summary], str]

FORMATS: Final[dict[str, Writer]] = {
    "text": as_text.write,
    "json": as_json.write,
    "github": as_github.write,
    "sarif": as_sarif.write,
}
"""Each format's name and the function that writes it."""
