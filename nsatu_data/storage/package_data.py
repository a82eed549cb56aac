"""Reads the data that come with the package: the dataset, its schemas and lexicons.

An installed package has the dataset and the schemas in its folder `data`. A checkout has them next to the package.
The package may also be imported from a zip archive, whose files have no paths.
"""

from pathlib import Path
from typing import Final

from nsatu_data.diagnostics import CannotRun

BUNDLE: Final = "data/bundle.json"
"""The dataset's path in an installed package."""

_HERE: Final = Path(__file__).parent.parent


def checkout() -> Path | None:
    """The folder `records` of the checkout that the package runs in; None for an installed package."""
    records = _HERE.parent / "records"
    return records if not (_HERE / BUNDLE).exists() and (records / "dataset.yaml").exists() else None


def version() -> str:
    """The version of the package, which is also the version of its data. Raises CannotRun if neither is there."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("nsatu-data")
    except PackageNotFoundError:
        # A checkout or an archive that is not installed has no metadata.
        return _version_of_data()


def _version_of_data() -> str:
    root = checkout()
    if root is None:
        import json

        return str(json.loads(read(BUNDLE))["dataset"]["version"])
    import re

    manifest = (root / "dataset.yaml").read_text(encoding="utf-8")
    found = re.search(r'^version: "([^"]+)"$', manifest, re.MULTILINE)
    if found is None:
        raise CannotRun(f"{root / 'dataset.yaml'}: there is no line `version`")
    return found[1]


def path_of(name: str) -> Path:
    """The path of a file of the package, which may not exist."""
    return _HERE / name


def schema(name: str) -> bytes:
    """The bytes of the published schema with this name. Raises CannotRun if the package has no such schema."""
    file = f"schema/{name}.schema.json"
    data = find(f"data/{file}")
    if data is None and (root := checkout()) is not None:
        data = (root.parent / file).read_bytes()
    if data is None:
        raise CannotRun(missing(f"data/{file}"))
    return data


def read(name: str) -> bytes:
    """The bytes of a file of the package. Raises CannotRun if it is missing."""
    data = find(name)
    if data is None:
        raise CannotRun(missing(name))
    return data


def find(name: str) -> bytes | None:
    """The bytes of a file, by its POSIX path relative to the package; None if it does not exist."""
    try:
        return (_HERE / name).read_bytes()
    except OSError:
        # If the package is a folder and not part of an archive, the file is missing. Only an archive needs
        # `importlib.resources`, which is slow to import.
        return None if _HERE.is_dir() else _in_archive(name)


def _in_archive(name: str) -> bytes | None:
    from importlib import resources

    try:
        file = resources.files("nsatu_data").joinpath(*name.split("/"))
        return file.read_bytes() if file.is_file() else None
    except (OSError, ImportError, TypeError, ValueError):
        # Some import systems cannot read files other than modules.
        return None


def missing(name: str) -> str:
    """The message for a missing file of the package, as in a program that bundles the package without its data."""
    return (
        f"the package's own data is missing: nsatu_data/{name}; a program that bundles the package must include its "
        "data files (PyInstaller: --collect-data nsatu_data)"
    )
