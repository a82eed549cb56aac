"""Ways to write a dataset for other tools, one module each.

To add one, write its module here and describe it in `EXPORTS`. The tests of exports then run on it, too.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nsatu_data.dataset.dataset import Dataset
    from nsatu_data.text.canonical_text import Canonical


class Export(NamedTuple):
    """An export: the module with its function `write`, and what the help says of it."""

    module: str
    help: str
    needs_texts: bool = False

    def write(self, dataset: "Dataset", texts: "Mapping[str, Canonical]") -> str | dict[str, str]:
        """The text of the one file, or the texts of a folder's files by their names.

        `texts` holds the canonical text of every source, or nothing.
        """
        written: str | dict[str, str] = import_module(f"{__name__}.{self.module}").write(dataset, texts)
        return written


EXPORTS: Final = {"json": Export("json_bundle", "the bundle, valid against bundle.schema.json")}
"""The exports by the name that the command gives them."""
