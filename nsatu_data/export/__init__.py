"""Ways to write a dataset for other tools, one module each.

To add one, write a module `to_<name>.py` with a function `write` and a line `HELP` here, and run `make derived`. The
tests of exports then run on it, too.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

from nsatu_data.export.exports import WRITERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nsatu_data.dataset.dataset import Dataset
    from nsatu_data.text.canonical_text import Canonical

    Writer = Callable[[Dataset, Mapping[str, Canonical]], str | dict[str, str]]
    """Gives the text of the one file, or the texts of a folder's files by their names.

    The mapping holds the canonical text of every source, or nothing.
    """


class Export(NamedTuple):
    """An export: the function that imports its writer, its help, and whether it needs the texts of all sources."""

    writer: "Callable[[], Writer]"
    help: str
    needs_texts: bool


EXPORTS: Final = {name: Export(*entry) for name, entry in WRITERS.items()}
"""The exports by the name that the command gives them."""
