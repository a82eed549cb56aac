"""Writes a dataset in formats for other tools. Each format is a module.

To add an export, add a module `to_<name>.py` with a function `write` and a constant `HELP` to this folder, then run
`make derived`. The tests of exports then include it. The constant `TEXTS` says whether the texts of the sources are
`required`, `refused` or, if the module does not define it, `optional`.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

from nsatu_data.export.exports import WRITERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nsatu_data.dataset.dataset import Dataset
    from nsatu_data.text.canonical_text import Canonical

    Writer = Callable[[Dataset, Mapping[str, Canonical]], str | dict[str, str]]
    """Returns the text of a file, or a mapping of file names to texts for a folder.

    The second argument maps the id of every source to its canonical text. It may be empty.
    """


class Export(NamedTuple):
    """An export. `writer` imports and returns the function that writes it.

    `texts` is `required`, `refused` or `optional`. If it is `required`, the texts of all sources must be given.
    """

    writer: "Callable[[], Writer]"
    help: str
    texts: str


EXPORTS: Final = {name: Export(*entry) for name, entry in WRITERS.items()}
"""The exports, by their names in the command."""
