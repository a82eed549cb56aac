"""Writes the results of a check in several formats, and writes records and coverage.

To add a format, add a module `as_<name>.py` with a function `write` to this folder, then run `make derived`.
"""

from collections.abc import Callable
from functools import partial
from typing import Final, NamedTuple, Protocol

from nsatu_data.diagnostics import Diagnostic, Mendable, Summary
from nsatu_data.report.formats import WRITERS


class Context(NamedTuple):
    """Further information for writers.

    `has_texts` says whether a text was given to verify evidence. `mendable` counts the findings that `--fix` would fix.
    `datasets` is the number of datasets in the corpora that were checked.
    """

    has_texts: bool = False
    colour: bool = False
    mendable: Callable[[tuple[Diagnostic, ...]], Mendable] | None = None
    datasets: int = 0


NO_CONTEXT: Final = Context()


class Writer(Protocol):
    """Formats findings as text that ends with a line feed."""

    def __call__(self, diagnostics: tuple[Diagnostic, ...], summary: Summary, context: Context = ..., /) -> str: ...


def _write(
    load: Callable[[], Writer], diagnostics: tuple[Diagnostic, ...], summary: Summary, context: Context = NO_CONTEXT
) -> str:
    return load()(diagnostics, summary, context)


FORMATS: Final[dict[str, Writer]] = {name: partial(_write, load) for name, load in WRITERS.items()}
"""The writers by format name. A writer imports the module of its format when it is called."""
