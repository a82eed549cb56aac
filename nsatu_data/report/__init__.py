"""Writes the outcome of a check in several formats, and shows records and coverage.

To add a format, write its module here and name it in `_MODULES`.
"""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Final, NamedTuple

from nsatu_data.diagnostics import Diagnostic, Mendable, Summary


class Context(NamedTuple):
    """What a writer may know besides the findings.

    `has_texts` says whether a text was given to verify evidence against, `mendable` tells what `--fix` would mend.
    """

    has_texts: bool = False
    colour: bool = False
    mendable: Callable[[tuple[Diagnostic, ...]], Mendable] | None = None


NO_CONTEXT: Final = Context()
_MODULES: Final = {"text": "as_text", "json": "as_json", "github": "as_github", "sarif": "as_sarif"}


def _write(module: str, diagnostics: tuple[Diagnostic, ...], summary: Summary, context: Context = NO_CONTEXT) -> str:
    report: str = import_module(f"{__name__}.{module}").write(diagnostics, summary, context)
    return report


FORMATS: Final = {name: partial(_write, module) for name, module in _MODULES.items()}
"""Each format's name and the function that writes it, which imports the format's module when it is called."""
