"""The data that come with the package: the dataset, its schemas and lexicons.

An installed package has the dataset and the schemas in `data`, a checkout has them beside the package. A package may
also be imported from a zip, where no path leads to its files.
"""

from pathlib import Path
from typing import Final

from nsatu_data.diagnostics import CannotRun

BUNDLE: Final = "data/bundle.json"
"""The packaged dataset, in an installed package."""

_HERE: Final = Path(__file__).parent.parent


def checkout() -> Path | None:
    """The records of the checkout that the package runs in; None for an installed package."""
    records = _HERE.parent / "records"
    return records if not (_HERE / BUNDLE).exists() and (records / "dataset.yaml").exists() else None


def path_of(name: str) -> Path:
    """The path of a file of the package, whether or not it leads there."""
    return _HERE / name


def schema(name: str) -> bytes:
    """The published schema of this name. Raises CannotRun where the package has none."""
    file = f"schema/{name}.schema.json"
    data = find(f"data/{file}")
    if data is None and (root := checkout()) is not None:
        data = (root.parent / file).read_bytes()
    if data is None:
        raise CannotRun(missing(f"data/{file}"))
    return data


def read(name: str) -> bytes:
    """The bytes of a file of the package. Raises CannotRun where it is missing."""
    data = find(name)
    if data is None:
        raise CannotRun(missing(name))
    return data


def find(name: str) -> bytes | None:
    """The bytes of a file of the package, by its POSIX path within the package; None where there is none."""
    try:
        return (_HERE / name).read_bytes()
    except OSError:
        # In a folder, what is not there is missing; and to import the other way takes longer than to read a dataset.
        return None if _HERE.is_dir() else _in_archive(name)


def _in_archive(name: str) -> bytes | None:
    from importlib import resources

    try:
        file = resources.files("nsatu_data").joinpath(*name.split("/"))
        return file.read_bytes() if file.is_file() else None
    except (OSError, ImportError, TypeError, ValueError):
        # Not everything that imports modules reads other files.
        return None


def missing(name: str) -> str:
    """The message for a program that lacks a file of the package."""
    return (
        f"the package's own data is missing: nsatu_data/{name}; a program that bundles the package must collect its "
        "data files, with PyInstaller by --collect-data nsatu_data"
    )
