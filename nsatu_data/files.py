"""Where a dataset's files lie, and their bytes.

A dataset is a folder that holds `dataset.yaml` and a folder for each kind, with one record a file:
`<kind>/<slug>.yaml`. Notes in Markdown and hidden files may lie beside them; nothing else may, so that no record
passes unread.
"""

import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nsatu_data.diagnostics import CannotRun, Fault
from nsatu_data.identifiers import SLUG
from nsatu_data.vocabulary import Kind

MANIFEST: Final = "dataset.yaml"
_KINDS: Final = frozenset(Kind)
FILE_LIMIT: Final = 256 * 1024
"""The largest YAML file that is read, in bytes."""
BUNDLE_LIMIT: Final = 1024**3
"""The largest bundle that is read, in bytes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a dataset: its POSIX path within the dataset's folder, and the fault that keeps it from being read."""

    path: str
    fault: Fault | None = None

    @property
    def kind(self) -> str:
        """The kind that the file's folder is for; empty for the manifest."""
        return self.path.partition("/")[0] if "/" in self.path else ""


def packaged() -> Path:
    """The dataset that comes with the package: its derived bundle when installed, its records in a checkout."""
    installed = Path(__file__).parent / "data" / "bundle.json"
    return installed if installed.exists() else Path(__file__).parent.parent / "records"


def root_of(path: Path) -> Path:
    """The dataset's folder for a path in it: the nearest one, upwards, that holds the manifest.

    Where there is none, the path itself if it is a folder. Raises CannotRun for a path that does not exist.
    """
    if not path.exists():
        raise CannotRun(f"{path}: there is no such file or folder")
    folder = path if path.is_dir() else path.parent
    # Made absolute without following links: a link must not lead to another dataset.
    for candidate in (folder, *Path(os.path.abspath(folder)).parents):
        if (candidate / MANIFEST).is_file():
            return candidate
    if not path.is_dir():
        raise CannotRun(f"{path}: no folder above it holds {MANIFEST}")
    return path


def absolute(path: Path) -> Path:
    """A path from the file system's root on, without following links."""
    return Path(os.path.abspath(path))


def within(root: Path, path: Path) -> str:
    """A path's place within the dataset, in POSIX form; `.` for the whole dataset. Links are not followed."""
    if root.is_file():
        return root.name
    return os.path.relpath(os.path.abspath(path), os.path.abspath(root)).replace(os.sep, "/")


def is_below(path: str, part: str) -> bool:
    """Whether a file of the dataset is a part of it, or lies in it; everything lies in `.`."""
    return part in (".", path) or path.startswith(f"{part}/")


def entries(root: Path) -> list[Entry]:
    """Every file of the dataset, and whatever lies where no file belongs, in the order of paths."""
    found = []
    for name, entry in _listing(root):
        if name == MANIFEST:
            found.append(_judged(name, entry))
        elif name in _KINDS and entry.is_dir(follow_symlinks=False):
            found.extend(
                _judged(f"{name}/{child}", below, suffix=".yaml") for child, below in _listing(Path(entry.path))
            )
        elif not _beside(entry):
            found.append(Entry(name, _misplaced("only the manifest and a folder for each kind lie here")))
    return [entry for entry in sorted(found, key=lambda entry: entry.path) if not _is_note(entry)]


def read(root: Path, path: str, limit: int = FILE_LIMIT) -> bytes | Fault:
    """The bytes of a file, at most one more than `limit`; a fault where it cannot be read."""
    try:
        # A plain `open`: for many small files, making a Path of each takes as long as reading it.
        with open(os.path.join(root, path), "rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        return Fault(
            "unreadable-file", f"the file cannot be read: {error.strerror or error}", help="see to its permissions"
        )


def shown(root: Path, path: str) -> str:
    """A file's path as findings name it: from the working directory where it lies below it, else from the dataset.

    What cannot be shown, and bytes of a name that are no UTF-8, are escaped as in JSON.
    """
    absolute = os.path.abspath(root / path)
    here = os.getcwd()
    if absolute == here or absolute.startswith(here.rstrip(os.sep) + os.sep):
        path = os.path.relpath(absolute, here).replace(os.sep, "/")
    return "".join(character if character.isprintable() else json.dumps(character)[1:-1] for character in path)


def _listing(folder: Path) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    try:
        with os.scandir(folder) as scan:
            found = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        raise CannotRun(f"{folder}: {error.strerror or error}") from None
    for entry in found:
        if not entry.name.startswith("."):
            yield entry.name, entry


def _beside(entry: "os.DirEntry[str]") -> bool:
    return entry.name.endswith(".md") and entry.is_file(follow_symlinks=False)


def _is_note(entry: Entry) -> bool:
    return entry.fault is None and entry.path.endswith(".md")


def _misplaced(where: str) -> Fault:
    return Fault("misplaced-file", where, help="move it to `<kind>/<slug>.yaml`, or out of the dataset")


def _judged(path: str, entry: "os.DirEntry[str]", suffix: str = "") -> Entry:
    if entry.is_symlink():
        return Entry(path, Fault("not-a-file", "a link is not followed", help="put the file itself here"))
    if _beside(entry):
        return Entry(path)
    if not path.endswith(suffix):
        return Entry(path, _misplaced(f"a record's file ends with {suffix}"))
    if suffix and not re.fullmatch(SLUG, entry.name.removesuffix(suffix)):
        return Entry(path, _misplaced("a record's file is named by a slug: lower-case letters, digits, single hyphens"))
    if not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
        return Entry(path, Fault("not-a-file", "this is not a regular file", help="put a record's file here"))
    return Entry(path)


def write(path: Path, text: str) -> None:
    """Writes a whole file or none of it. Raises CannotRun where that is not possible."""
    beside = path.parent / f".nsatu-data-{os.getpid()}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(text.encode("utf-8"))
        os.replace(beside, path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise CannotRun(f"{path}: {error.strerror or error}") from None


def differing(folder: Path, wanted: Mapping[str, str]) -> list[tuple[str, str]]:
    """The files of a folder that are not as wanted, with how; hidden files aside. Raises CannotRun for no folder."""
    if not folder.is_dir():
        raise CannotRun(f"{folder}: there is no such folder")
    found = []
    for name in sorted({*wanted, *(name for name, _ in _listing(folder))}):
        path = folder / name
        if name not in wanted:
            found.append((path.as_posix(), "the file is not derived from the models"))
        elif not path.is_file():
            found.append((path.as_posix(), "the file is missing"))
        elif path.read_bytes() != wanted[name].encode("utf-8"):
            found.append((path.as_posix(), "the file differs from what the models give"))
    return found
