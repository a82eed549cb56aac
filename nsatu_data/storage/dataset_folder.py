"""Where a dataset's files lie.

A dataset is a folder that holds `dataset.yaml` and a folder for each kind, with one record a file:
`<kind>/<slug>.yaml`. Notes in Markdown and hidden files may lie beside them; nothing else may, so that no record
passes unread. Below the dataset's folder no link is followed.
"""

import os
import re
import stat
from collections.abc import Container, Iterator, Mapping
from operator import itemgetter
from pathlib import Path
from typing import Final, NamedTuple

from nsatu_data.diagnostics import CannotRun, Fault, Severity
from nsatu_data.model.identifiers import SLUG, nearest
from nsatu_data.model.vocabulary import Kind
from nsatu_data.storage import file_names
from nsatu_data.storage.file_names import reason

MANIFEST: Final = "dataset.yaml"
RECORD_LIMIT: Final = 1_000_000
"""The most records of a folder, or of a bundle, that are judged in one run."""

TEMPORARY: Final = ".nsatu-data-"
"""How the names of temporary files begin; those of a run that was killed stay behind."""

_KINDS: Final = tuple(map(str, Kind))
_SUFFIX: Final = ".yaml"
_FILE: Final = re.compile(SLUG + re.escape(_SUFFIX))


class Entry(NamedTuple):
    """A file of a dataset: its POSIX path within the dataset's folder, and the fault that keeps it from being read."""

    path: str
    fault: Fault | None = None

    @property
    def kind(self) -> str:
        """The kind that the file's folder is for; empty for the manifest."""
        return self.path.partition("/")[0] if "/" in self.path else ""


def root_of(path: Path) -> Path:
    """The dataset's folder for a path in it: the nearest one, upwards, that holds the manifest.

    Where there is none, the path itself if it is a folder. Raises CannotRun for a path that cannot be reached.
    """
    try:
        is_folder = stat.S_ISDIR(os.stat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        raise CannotRun(f"{path}: there is no such file or folder") from None
    except (OSError, ValueError) as error:
        raise CannotRun(f"{path}: {reason(error)}") from None
    folder = path if is_folder else path.parent
    # Made absolute without following links: a link must not lead to another dataset.
    for candidate in (folder, *file_names.absolute(folder).parents):
        # A link or a folder in the manifest's place is a fault of that dataset, and not a reason to look further up.
        if os.path.lexists(candidate / MANIFEST):
            return candidate
    if not is_folder:
        raise CannotRun(f"{path}: no folder above it holds {MANIFEST}")
    return path


def is_bundle(path: Path) -> bool:
    """Whether a path is that of a bundle, a file that ends with .json. False for what cannot be reached."""
    return path.suffix == ".json" and os.path.isfile(path)


def identity(root: Path) -> tuple[int, int]:
    """What tells a dataset's folder, or a bundle, from every other, whatever path or link leads to it."""
    try:
        status = os.stat(root)
    except OSError as error:
        raise CannotRun(f"{root}: {reason(error)}") from None
    return status.st_dev, status.st_ino


class Listing(NamedTuple):
    """The files of a dataset, in the order of paths: the `records` by their paths, and what else lies there.

    `leftovers` are temporary files of runs that were killed, or are at work. They do not belong to the dataset.
    """

    records: list[str]
    others: list[Entry]
    leftovers: list[Entry]


def entries(root: Path, limit: int = RECORD_LIMIT) -> list[Entry]:
    """Every file of the dataset, and whatever lies where no file belongs, in the order of paths; as `listing` does."""
    found = listing(root, limit)
    return sorted([*map(Entry, found.records), *found.others], key=itemgetter(0))


def listing(root: Path, limit: int = RECORD_LIMIT) -> Listing:
    """What lies in the dataset's folder.

    Where more than `limit` lie beside the manifest, that is all that is certain: some of them are left out. Raises
    CannotRun for a folder that cannot be listed.
    """
    found = Listing([], [], [])
    for entry in _scan(root):
        name = entry.name
        if name.startswith(TEMPORARY):
            found.leftovers.append(Entry(name, _leftover_fault(entry)))
        elif name in _KINDS and entry.is_dir(follow_symlinks=False) and not _is_link(entry):
            _add_kind_folder(found, name, Path(root, name), limit)
        elif (fault := _fault_at_top(root, entry)) or name == MANIFEST:
            found.others.append(Entry(name, fault))
        if len(found.records) + len(found.others) > limit + 1 or len(found.leftovers) > limit:
            break
    found.records.sort()
    found.others.sort(key=itemgetter(0))
    found.leftovers.sort(key=itemgetter(0))
    return found


def _scan(folder: Path) -> Iterator["os.DirEntry[str]"]:
    """What lies in a folder, in no order; of hidden files only temporary ones."""
    try:
        with os.scandir(folder) as scan:
            yield from (entry for entry in scan if not entry.name.startswith(".") or entry.name.startswith(TEMPORARY))
    except OSError as error:
        raise CannotRun(f"{folder}: {reason(error)}") from None


def _is_link(entry: "os.DirEntry[str]") -> bool:
    # What Windows calls a junction leads elsewhere as well; Python tells of it from 3.12 on.
    return entry.is_symlink() or bool(getattr(entry, "is_junction", bool)())


def _is_note(entry: "os.DirEntry[str]") -> bool:
    return entry.name.endswith(".md") and entry.is_file(follow_symlinks=False)


def _fault_at_top(root: Path, entry: "os.DirEntry[str]") -> Fault | None:
    """What is wrong with what lies in the dataset's folder and is no folder of a kind; None for what may lie there."""
    if _is_link(entry):
        return _not_a_file("a link is not followed")
    if entry.name == MANIFEST:
        return None if entry.is_file(follow_symlinks=False) else _not_a_file("this is not a regular file")
    if _is_note(entry):
        return None
    name = entry.name.lower()
    if entry.is_dir(follow_symlinks=False):
        meant = nearest(name, _KINDS)
        help = f"did you mean `{meant}/`?" if meant else None
    else:
        meant = nearest(name, (MANIFEST,))
        help = f"did you mean `{meant}`?" if meant and not os.path.lexists(root / meant) else None
    return _misplaced("only the manifest and a folder for each kind lie here", help)


def _add_kind_folder(found: Listing, kind: str, folder: Path, limit: int) -> None:
    """Adds what lies in the folder of a kind, notes and hidden files aside: all of it, or more than `limit`."""
    paths, others = [], []
    for entry in _scan(folder):
        name = entry.name
        if _FILE.fullmatch(name) and entry.is_file(follow_symlinks=False):
            paths.append(f"{kind}/{name}")
        elif name.startswith(TEMPORARY):
            found.leftovers.append(Entry(f"{kind}/{name}", _leftover_fault(entry)))
            if len(found.leftovers) > limit:
                break
        elif not _is_note(entry):
            others.append(entry)
        if len(paths) + len(others) > limit + 1:
            break
    found.records.extend(paths)
    beside = set(paths) if others else set[str]()
    found.others.extend(Entry(f"{kind}/{entry.name}", _fault_in_kind(kind, entry, beside)) for entry in others)


def _fault_in_kind(kind: str, entry: "os.DirEntry[str]", beside: Container[str]) -> Fault:
    if _is_link(entry):
        return _not_a_file("a link is not followed")
    name = entry.name
    if not entry.is_file(follow_symlinks=False):
        if name.endswith(_SUFFIX) or not entry.is_dir(follow_symlinks=False):
            return _not_a_file("this is not a regular file")
        return _misplaced("a folder lies among the records of a kind", f"move what it holds to `{kind}/`")
    if name.endswith(_SUFFIX):
        message = "a record's file is named by a slug: lower-case letters, digits, single hyphens"
    else:
        message = f"a record's file ends with {_SUFFIX}"
    written = re.fullmatch(r"([ -~]+)\.ya?ml", name, re.IGNORECASE)
    slug = "-".join(re.findall("[a-z0-9]+", written[1].lower())) if written else ""
    if not slug:
        return _misplaced(message)
    meant = f"{kind}/{slug}{_SUFFIX}"
    return _misplaced(message, f"keep one: `{meant}` lies here too" if meant in beside else f"did you mean `{meant}`?")


def _not_a_file(message: str) -> Fault:
    return Fault("not-a-file", message, help="put the file itself here")


def _leftover_fault(entry: "os.DirEntry[str]") -> Fault:
    if entry.is_file(follow_symlinks=False):
        message = "a run that was killed left this temporary file"
        help = "remove it when no other run is at work, and run again what was killed"
        return Fault("leftover-file", message, help=help, severity=Severity.WARNING)
    message = "this has the name of a temporary file, and is not a regular file"
    return Fault("not-a-file", message, help="remove it; nsatu-data does not make such a thing")


def _misplaced(message: str, help: str | None = None) -> Fault:
    return Fault("misplaced-file", message, help=help or "move it to `<kind>/<slug>.yaml`, or out of the dataset")


def differing(folder: Path, wanted: Mapping[str, str]) -> list[tuple[str, str]]:
    """The files of a folder that are not as wanted, with how; hidden files aside. Raises CannotRun for no folder."""
    if not folder.is_dir():
        raise CannotRun(f"{folder}: there is no such folder")
    found = []
    there = {entry.name for entry in _scan(folder) if not entry.name.startswith(".")}
    for name in sorted({*wanted, *there}):
        path = folder / name
        if name not in wanted:
            found.append((path.as_posix(), "the file is not derived from the models"))
        elif not path.is_file():
            found.append((path.as_posix(), "the file is missing"))
        elif path.read_bytes() != wanted[name].encode("utf-8"):
            found.append((path.as_posix(), "the file differs from what the models give"))
    return found
