"""Writes the output that a user names: whole, or not at all.

The output is first written under a temporary name in the same file system, and then takes its place. A link is
followed, and its target replaced. A file that is replaced passes its owner and permissions on. A pipe or a device is
written into. Folders above the output that do not exist are made last.
"""

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

from nsatu_data.diagnostics import CannotRun
from nsatu_data.storage import output_target, write_folder
from nsatu_data.storage.dataset_folder import TEMPORARY
from nsatu_data.storage.file_names import reason
from nsatu_data.storage.output_target import Target
from nsatu_data.storage.temporary_files import FLAGS, NEW, OpenFolder, RefusedError, claim, keep
from nsatu_data.storage.termination import unwinding

_TAKEN: Final = frozenset({errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR, errno.EISDIR})
"""The errors of a rename that would replace something."""


class Wanted(NamedTuple):
    """What is written, and what may be replaced.

    - `name`: the export or command that writes, for messages;
    - `is_folder`: whether it writes a folder;
    - `replace`: whether it may replace a file, or files in a folder;
    - `of_one_form`: files of a folder that this export writes only for a dataset or only for a corpus.
    """

    name: str
    is_folder: bool = False
    replace: bool = False
    of_one_form: Sequence[str] = ()


def write(output: Path, content: str | bytes | Mapping[str, str | bytes], wanted: Wanted) -> None:
    """Writes a file, or a folder with files by their names. Raises CannotRun as `staged` does."""
    with staged(output, wanted) as prepared:
        if isinstance(content, Mapping):
            for name, each in content.items():
                (prepared / name).write_bytes(_bytes(each))
        else:
            prepared.write_bytes(_bytes(content))


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


@contextmanager
def staged(output: Path, wanted: Wanted) -> Iterator[Path]:
    """The path of an empty file or folder to fill, which becomes the output at the end of the block.

    If the block raises an exception, nothing remains of it, and what exists is as before. In a folder that exists,
    files with other names stay, except those of the export's other form. Raises CannotRun if the output exists and may
    not be replaced, or if it cannot be written.
    """
    try:
        target = output_target.find(output)
        output_target.refuse_wrong_form(output, target, wanted.name, is_folder=wanted.is_folder)
        if target.status is not None and not target.is_stream and not wanted.replace:
            raise _exists(output, wanted)
        with unwinding():
            if target.is_stream:
                with _in_system_folder() as prepared:
                    yield prepared
                    output_target.write_into(target, prepared)
            else:
                with _beside(target, wanted) as prepared:
                    yield prepared
                    _publish(output, target, prepared, wanted)
    except OSError as error:
        raise CannotRun(f"{output}: {reason(error)}") from None


def _exists(output: Path, wanted: Wanted) -> CannotRun:
    what = "replace its files" if wanted.is_folder else "replace it"
    return CannotRun(f"{output}: exists already; choose another name, or {what} with --force")


@contextmanager
def _in_system_folder() -> Iterator[Path]:
    """The path of a file in the folder for temporary files, because none can lie beside a device."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix=TEMPORARY) as name:
        yield Path(name) / "output"


@contextmanager
def _beside(target: Target, wanted: Wanted) -> Iterator[Path]:
    """The path of an empty file or folder in the same file system as the target. It is removed if it still exists."""
    folder = target.path if target.is_folder else output_target.nearest_folder(target.path)
    prepared = folder / f"{TEMPORARY}{os.urandom(8).hex()}"
    is_ours = True
    try:
        try:
            if wanted.is_folder:
                prepared.mkdir(0o777 if target.status is None else 0o700)
            else:
                # Until a file takes the permissions of the one that it replaces, nobody else may read it.
                os.close(os.open(prepared, NEW, 0o666 if target.status is None else 0o600))
        except FileExistsError:
            is_ours = False
            raise RefusedError("the name of its temporary file is taken; run the command again") from None
        yield prepared
    finally:
        if is_ours:
            _remove(prepared, is_folder=wanted.is_folder)


def _remove(prepared: Path, *, is_folder: bool) -> None:
    if is_folder:
        from shutil import rmtree

        rmtree(prepared, ignore_errors=True)
    else:
        with suppress(OSError):
            prepared.unlink()


def _publish(output: Path, target: Target, prepared: Path, wanted: Wanted) -> None:
    """Move what was prepared to its place."""
    if target.is_folder:
        write_folder.replace_files(prepared, output, wanted.of_one_form)
        return
    if not wanted.is_folder:
        _complete(prepared, target.path)
    with _parents(target.path.parent):
        if wanted.replace and not wanted.is_folder:
            prepared.replace(target.path)
            return
        # Another run may have written the output meanwhile, so only calls are used that then fail.
        try:
            if wanted.is_folder:
                prepared.rename(target.path)
            else:
                claim(OpenFolder(target.path.parent, None), str(prepared), target.path.name)
        except OSError as error:
            if error.errno in _TAKEN:
                raise _exists(output, wanted) from None
            raise


def _complete(prepared: Path, path: Path) -> None:
    """Gives a new file the owner and permissions of the file that it replaces, if any, and writes it to the disk."""
    descriptor = os.open(prepared, FLAGS | os.O_RDWR)
    try:
        with suppress(FileNotFoundError):
            keep(path.stat(), descriptor)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _parents(folder: Path) -> Iterator[None]:
    """Makes a folder and those above it. If the block raises an exception, those that were made are removed."""
    made: list[Path] = []
    try:
        for each in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
            with suppress(FileExistsError):
                each.mkdir()
                made.append(each)
        yield
    except BaseException:
        for each in reversed(made):
            with suppress(OSError):
                each.rmdir()
        raise
