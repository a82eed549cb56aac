"""Recognises a corpus, a collection of datasets, and lists what it holds.

A corpus is one of these:

- a folder whose direct subfolders are datasets;
- a file that ends with `.jsonl`: JSON lines, each of them a bundle;
- a file that ends with `.parquet`, with a bundle as JSON text in each row of the column `bundle`.
"""

import os
from operator import itemgetter
from pathlib import Path
from typing import Final, Literal

from nsatu_data.diagnostics import CannotRun, Fault
from nsatu_data.storage import dataset_folder
from nsatu_data.storage.dataset_folder import MANIFEST, TEMPORARY, Entry, is_link, is_note, scan

Form = Literal["folder", "lines", "parquet"]

_FORMS: Final[dict[str, Form]] = {".jsonl": "lines", ".parquet": "parquet"}
_HELP: Final = "put each dataset in a folder of its own"


def form_of(path: Path) -> Form | None:
    """The form of the corpus at a path. None if there is no corpus."""
    if path.suffix in _FORMS:
        return _FORMS[path.suffix] if os.path.isfile(path) else None
    if not os.path.isdir(path) or os.path.lexists(path / MANIFEST):
        return None
    try:
        with os.scandir(path) as entries:
            names = [entry.name for entry in entries if not entry.name.startswith(".")]
    except OSError:
        return None
    return "folder" if any(os.path.lexists(path / name / MANIFEST) for name in names) else None


def folders(path: Path) -> list[Path]:
    """The folders of the datasets in a corpus. The path itself if it leads to no corpus."""
    form = form_of(path)
    if form == "folder":
        return [path / entry.path for entry in entries(path) if entry.fault is None]
    return [path] if form is None else []


def refuse(path: Path) -> None:
    """Raise CannotRun for a corpus, if one dataset is needed."""
    if form_of(path) is not None:
        raise CannotRun(f"{path}: this is a corpus of several datasets; name one of its datasets")


def entries(root: Path) -> list[Entry]:
    """The datasets in the folder of a corpus, and what must not be there, sorted by name. Notes are left out."""
    found = [Entry(entry.name, _fault(entry)) for entry in scan(root) if not is_note(entry)]
    return sorted(found, key=itemgetter(0))


def _fault(entry: "os.DirEntry[str]") -> Fault | None:
    if entry.name.startswith(TEMPORARY):
        return dataset_folder.leftover_fault(entry)
    if is_link(entry):
        return Fault("not-a-file", "a link is not followed", help="put the folder of the dataset itself here")
    if entry.is_dir(follow_symlinks=False):
        return None
    return dataset_folder.misplaced("only the folders of datasets belong here", _HELP)
