"""The formats in which changes are written."""

from collections.abc import Callable
from typing import Final

from nsatu_data.comparison.changes import Changes
from nsatu_data.report import changes_json, changes_markdown, changes_text
from nsatu_data.report.changed_values import Names
from nsatu_data.report.screen import Screen

FORMATS: Final[dict[str, Callable[[Changes, Names, Screen], str]]] = {
    "text": changes_text.write,
    "markdown": lambda changes, names, _: changes_markdown.write(changes, names),
    "json": lambda changes, names, _: changes_json.write(changes, names),
}
"""The writers of changes, by format name."""
