"""Writes the outcome of a check in several formats, and shows records and coverage.

To add a format, write a module `as_<name>.py` with a function `write` here, and run `make derived`.
"""

from collections.abc import Callable
from functools import partial
from typing import Final, NamedTuple, Protocol

from nsatu_data.diagnostics import Diagnostic, Mendable, Summary
from nsatu_data.report.formats import WRITERS


class Context(NamedTuple):
    """What a writer may know besides the findings.

    `has_texts` says whether a text was given to verify evidence against, `mendable` tells what `--fix` would mend.
    """

    has_texts: bool = False
    colour: bool = False
    mendable: Callable[[tuple[Diagnostic, ...]], Mendable] | None = None


NO_CONTEXT: Final = Context()


class Writer(Protocol):
    """Writes findings in one format."""

    def __call__(self, diagnostics: tuple[Diagnostic, ...], summary: Summary, context: Context = ..., /) -> str: ...


def _write(
    load: Callable[[], Writer], diagnostics: tuple[Diagnostic, ...], summary: Summary, context: Context = NO_CONTEXT
) -> str:
    return load()(diagnostics, summary, context)


FORMATS: Final[dict[str, Writer]] = {name: partial(_write, load) for name, load in WRITERS.items()}
"""Each format's name and the function that writes it, which imports the format's module when it is called."""
