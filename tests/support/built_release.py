"""Finds the files of a release in the folder that `make dist` wrote. Needs only the standard library."""

from pathlib import Path


def wheel(folder: Path) -> Path:
    """The wheel. Raises SystemExit unless there is exactly one, as do the functions below."""
    return _only(folder, "*.whl")


def sdist(folder: Path) -> Path:
    """The source of the Python package."""
    return _only(folder, "*.tar.gz")


def npm_package(folder: Path) -> Path:
    """The npm package."""
    return _only(folder, "*.tgz")


def bundle(folder: Path) -> Path:
    """The dataset as one JSON object."""
    return _only(folder, "nsatu-data-*.json")


def version(folder: Path) -> str:
    """The version that the name of the wheel has."""
    return wheel(folder).name.split("-")[1]


def _only(folder: Path, form: str) -> Path:
    found = list(folder.glob(form))
    if len(found) != 1:
        raise SystemExit(f"{folder} must hold one file {form}, and holds {len(found)}; `make dist` writes the files")
    return found[0]
