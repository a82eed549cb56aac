"""Lists the files of a dataset and reports files that do not belong there.

A dataset is a folder with `dataset.yaml` (the manifest) and a folder for each kind of record. Each record is a file:
`<kind>/<slug>.yaml`. Markdown notes and hidden files are allowed anywhere. Any other file is a fault, so that no record
is overlooked. Links below the dataset's folder are not followed.
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
"""The most records of a folder or a bundle that one run checks."""

ENDINGS: Final = ".json (a bundle), .jsonl or .parquet (a corpus)"
"""The endings of files that hold datasets, for messages. They are in lower case."""

TEMPORARY: Final = ".nsatu-data-"
"""The prefix of temporary files. A run that is killed leaves its temporary files in place."""

_KINDS: Final = tuple(map(str, Kind))
_SUFFIX: Final = ".yaml"
_FILE: Final = re.compile(SLUG + re.escape(_SUFFIX))


class Entry(NamedTuple):
    """A file of a dataset: its POSIX path relative to the dataset's folder, and a fault if the file is not allowed."""

    path: str
    fault: Fault | None = None

    @property
    def kind(self) -> str:
        """The name of the file's folder, which is a kind; empty for a file at the top, such as the manifest."""
        return self.path.partition("/")[0] if "/" in self.path else ""


def root_of(path: Path) -> Path:
    """The dataset's folder for a path in it: the nearest folder, upwards, that contains the manifest.

    If no folder contains a manifest, a path to a folder is returned unchanged. Raises CannotRun for a path that cannot
    be accessed, and for a file without a manifest above it.
    """
    try:
        is_folder = stat.S_ISDIR(os.stat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        raise CannotRun(f"{path}: there is no such file or folder") from None
    except (OSError, ValueError) as error:
        raise CannotRun(f"{path}: {reason(error)}") from None
    folder = path if is_folder else path.parent
    # The search goes up from the path as written, because the target of a link could lie in another dataset.
    for candidate in (folder, *file_names.absolute(folder).parents):
        # `lexists` also finds a link or a folder with the manifest's name. The search ends there too, because such an
        # entry is a fault of that dataset.
        if os.path.lexists(candidate / MANIFEST):
            return candidate
    if not is_folder:
        raise CannotRun(f"{path}: no folder above it holds {MANIFEST}, and it does not end with {ENDINGS}")
    return path


def is_bundle(path: Path) -> bool:
    """Whether a path leads to a bundle, a file that ends with .json. False if the path cannot be accessed."""
    return path.suffix == ".json" and os.path.isfile(path)


def identity(root: Path) -> tuple[int, int]:
    """The device and inode of a dataset's folder or bundle, which are the same for every path and link to it."""
    try:
        status = os.stat(root)
    except OSError as error:
        raise CannotRun(f"{root}: {reason(error)}") from None
    return status.st_dev, status.st_ino


class Listing(NamedTuple):
    """The files of a dataset, each list sorted by path.

    `records` holds the paths of record files. `others` holds the manifest and every file or folder that is not allowed.
    `leftovers` holds temporary files of runs that were killed or are still running. They are not part of the dataset.
    """

    records: list[str]
    others: list[Entry]
    leftovers: list[Entry]


def entries(root: Path, limit: int = RECORD_LIMIT) -> list[Entry]:
    """The `records` and `others` of `listing` as one list, sorted by path."""
    found = listing(root, limit)
    return sorted([*map(Entry, found.records), *found.others], key=itemgetter(0))


def listing(root: Path, limit: int = RECORD_LIMIT) -> Listing:
    """Lists the dataset's folder.

    Stops soon after `limit` files, so a longer listing is incomplete. Raises CannotRun for a folder that cannot be
    listed.
    """
    found = Listing([], [], [])
    for entry in scan(root):
        name = entry.name
        if name.startswith(TEMPORARY):
            found.leftovers.append(Entry(name, leftover_fault(entry)))
        elif name in _KINDS and entry.is_dir(follow_symlinks=False) and not is_link(entry):
            _add_kind_folder(found, name, Path(root, name), limit)
        elif (fault := _fault_at_top(root, entry)) or name == MANIFEST:
            found.others.append(Entry(name, fault))
        if len(found.records) + len(found.others) > limit + 1 or len(found.leftovers) > limit:
            break
    found.records.sort()
    found.others.sort(key=itemgetter(0))
    found.leftovers.sort(key=itemgetter(0))
    return found


def scan(folder: Path) -> Iterator["os.DirEntry[str]"]:
    """The entries of a folder in no particular order, without hidden files other than temporary ones."""
    try:
        with os.scandir(folder) as found:
            yield from (entry for entry in found if not entry.name.startswith(".") or entry.name.startswith(TEMPORARY))
    except OSError as error:
        raise CannotRun(f"{folder}: {reason(error)}") from None


def is_link(entry: "os.DirEntry[str]") -> bool:
    """Whether an entry is a link, also one of Windows."""
    # A Windows junction leads elsewhere too. Python has `is_junction` since 3.12.
    return entry.is_symlink() or bool(getattr(entry, "is_junction", bool)())


def is_note(entry: "os.DirEntry[str]") -> bool:
    """Whether an entry is a Markdown note, which may be anywhere."""
    return entry.name.endswith(".md") and entry.is_file(follow_symlinks=False)


def _fault_at_top(root: Path, entry: "os.DirEntry[str]") -> Fault | None:
    """The fault of an entry of the dataset's folder that is not a kind's folder; None if the entry is allowed."""
    if is_link(entry):
        return not_a_file("a link is not followed")
    if entry.name == MANIFEST:
        return None if entry.is_file(follow_symlinks=False) else not_a_file("this is not a regular file")
    if is_note(entry):
        return None
    name = entry.name.lower()
    if entry.is_dir(follow_symlinks=False):
        meant = nearest(name, _KINDS)
        help = f"did you mean `{meant}/`?" if meant else None
    else:
        meant = nearest(name, (MANIFEST,))
        help = f"did you mean `{meant}`?" if meant and not os.path.lexists(root / meant) else None
    return misplaced("only the manifest and a folder for each kind belong here", help)


def _add_kind_folder(found: Listing, kind: str, folder: Path, limit: int) -> None:
    """Adds the entries of a kind's folder, except notes and hidden files. Stops soon after `limit` entries."""
    paths, others = [], []
    for entry in scan(folder):
        name = entry.name
        if _FILE.fullmatch(name) and entry.is_file(follow_symlinks=False):
            paths.append(f"{kind}/{name}")
        elif name.startswith(TEMPORARY):
            found.leftovers.append(Entry(f"{kind}/{name}", leftover_fault(entry)))
            if len(found.leftovers) > limit:
                break
        elif not is_note(entry):
            others.append(entry)
        if len(paths) + len(others) > limit + 1:
            break
    found.records.extend(paths)
    records = set(paths) if others else set[str]()
    found.others.extend(Entry(f"{kind}/{entry.name}", _fault_in_kind(kind, entry, records)) for entry in others)


def _fault_in_kind(kind: str, entry: "os.DirEntry[str]", records: Container[str]) -> Fault:
    if is_link(entry):
        return not_a_file("a link is not followed")
    name = entry.name
    if not entry.is_file(follow_symlinks=False):
        if name.endswith(_SUFFIX) or not entry.is_dir(follow_symlinks=False):
            return not_a_file("this is not a regular file")
        return misplaced("a kind's folder cannot contain folders", f"move its files to `{kind}/`")
    if name.endswith(_SUFFIX):
        message = "the name of a record's file must be a slug: lower-case letters, digits, single hyphens"
    else:
        message = f"the name of a record's file must end with {_SUFFIX}"
    written = re.fullmatch(r"([ -~]+)\.ya?ml", name, re.IGNORECASE)
    slug = "-".join(re.findall("[a-z0-9]+", written[1].lower())) if written else ""
    if not slug:
        return misplaced(message)
    meant = f"{kind}/{slug}{_SUFFIX}"
    exists = meant in records
    return misplaced(message, f"keep one: `{meant}` exists too" if exists else f"did you mean `{meant}`?")


def not_a_file(message: str) -> Fault:
    return Fault("not-a-file", message, help="put the file itself here")


def leftover_fault(entry: "os.DirEntry[str]") -> Fault:
    """The fault of an entry that has the name of a temporary file."""
    if entry.is_file(follow_symlinks=False):
        message = "a run that was killed left this temporary file"
        help = "remove it when no other run is active, and repeat the run that was killed"
        return Fault("leftover-file", message, help=help, severity=Severity.WARNING)
    message = "this has the name of a temporary file but is not a regular file"
    return Fault("not-a-file", message, help="remove it; nsatu-data did not create it")


def misplaced(message: str, help: str | None = None) -> Fault:
    """The fault of a file or folder that does not belong where it is."""
    return Fault("misplaced-file", message, help=help or "move it to `<kind>/<slug>.yaml`, or out of the dataset")


def differing(folder: Path, wanted: Mapping[str, str]) -> list[tuple[str, str]]:
    """The files of a folder that differ from `wanted`, each with the difference. Hidden files are ignored.

    Raises CannotRun if the folder does not exist.
    """
    if not folder.is_dir():
        raise CannotRun(f"{folder}: there is no such folder")
    found = []
    there = {entry.name for entry in scan(folder) if not entry.name.startswith(".")}
    for name in sorted({*wanted, *there}):
        path = folder / name
        if name not in wanted:
            found.append((path.as_posix(), "the file is not derived from the models"))
        elif not path.is_file():
            found.append((path.as_posix(), "the file is missing"))
        elif path.read_bytes() != wanted[name].encode("utf-8"):
            found.append((path.as_posix(), "the file differs from what the models give"))
    return found
