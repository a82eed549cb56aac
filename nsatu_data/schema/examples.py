"""The examples in the schema reference.

They come from two datasets among the valid cases under `tests/cases`. A wheel contains copies of these folders.
"""

from importlib import resources
from typing import TYPE_CHECKING, Final

from nsatu_data.diagnostics import CannotRun
from nsatu_data.storage import package_data
from nsatu_data.storage.dataset_folder import MANIFEST

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_DATASETS: Final = ("river-pact", "every-field")
"""The datasets, in search order. Most tests use the first. Add the example of a new kind to the second."""
_PACKAGED: Final = "data/examples"
_IN_CHECKOUT: Final = "tests/cases/valid"


def manifest() -> str:
    """The text of an example `dataset.yaml`."""
    return _folder().joinpath(_DATASETS[0], MANIFEST).read_bytes().decode("utf-8")


def record(kind: str) -> str | None:
    """The text of the first record of a kind. None if neither dataset has such a record; a test reports that."""
    for dataset in _DATASETS:
        folder = _folder().joinpath(dataset, kind)
        if folder.is_dir():
            return min(folder.iterdir(), key=lambda file: file.name).read_bytes().decode("utf-8")
    return None


def _folder() -> "Traversable":
    records = package_data.checkout()
    folder = resources.files("nsatu_data") / _PACKAGED if records is None else records.parent / _IN_CHECKOUT
    if not folder.is_dir():
        raise CannotRun(package_data.missing(_PACKAGED))
    return folder
