"""Reads a dataset or a file as it is in a revision of git, such as `HEAD~1:records`.

The files are copied from git's objects into a temporary folder, byte for byte. No checkout is read or changed, and no
filter, attribute or hook of the repository runs. Git gets the argument only after `--end-of-options`, so that it cannot
be an option. Every later command names objects by the ids that git returned.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from nsatu_data.diagnostics import CannotRun
from nsatu_data.storage import dataset_folder, read_files
from nsatu_data.storage.file_names import reason

_BATCH: Final = 1000
"""The number of files that one call of git reads."""
_REGULAR: Final = (b"100644", b"100755")
_NOT_REVISIONS: Final = ("-", "^")
"""An option begins with a hyphen. A caret would exclude the revision."""
_NOT_IN_NAMES: Final = frozenset(("", ".", "..", ".git"))


class _File(NamedTuple):
    """A file of a revision: its POSIX path, its size in bytes, and the id of its content."""

    path: str
    size: int
    object: str


def is_revision(argument: str) -> bool:
    """Whether an argument names a file or folder in a revision: it has a colon, and no file has this name.

    Raises CannotRun if both a file and a revision have the name. In a pull request, the author chooses the files.
    """
    if ":" not in argument or not os.path.lexists(argument):
        return ":" in argument
    revision = argument.partition(":")[0]
    if _is_known(revision):
        raise CannotRun(f"{argument}: this names a file and the revision {revision}; write ./{argument} for the file")
    return False


def _is_known(revision: str) -> bool:
    """Whether git knows a revision. False if git cannot run."""
    if not revision or revision.startswith(_NOT_REVISIONS):
        return False
    try:
        return not _git("rev-parse", "--verify", "--quiet", "--end-of-options", revision).returncode
    except CannotRun:
        return False


@contextmanager
def copied(argument: str) -> Iterator[Path]:
    """Copies a file or folder of a revision into a temporary folder, and yields its path there.

    The copy exists until the context ends. It has no notes and no hidden files. Raises CannotRun if the revision or its
    file does not exist, or cannot be copied.
    """
    found = _object(argument)
    is_folder = _run(argument, "cat-file", "-t", found).strip() == b"tree"
    name = argument.rpartition("/")[2].rpartition(":")[2]
    if is_folder:
        files = list(_listed(argument, found))
    else:
        files = [_File(_checked(argument, name), int(_run(argument, "cat-file", "-s", found)), found)]
    with tempfile.TemporaryDirectory(prefix="nsatu-data-") as temporary:
        root = Path(temporary, "revision")
        try:
            root.mkdir()
            for path, content in _contents(argument, files):
                file = root / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
        except (OSError, ValueError) as error:
            raise CannotRun(f"{argument}: cannot be copied to a temporary folder: {reason(error)}") from None
        yield root if is_folder else root / name


def _object(argument: str) -> str:
    """The id of the object that an argument names. Raises CannotRun, with the reason, if there is none."""
    revision, _, path = argument.partition(":")
    if not revision or revision.startswith(_NOT_REVISIONS):
        raise CannotRun(f"{argument}: name a revision of git before the colon, as in HEAD~1:records")
    resolved = _git("rev-parse", "--verify", "--end-of-options", argument)
    if not resolved.returncode:
        return resolved.stdout.decode("ascii").strip()
    if b"not a git repository" in resolved.stderr:
        raise CannotRun(f"{argument}: there is no such file, and no git repository here to read a revision from")
    if not _git("rev-parse", "--verify", "--end-of-options", revision).returncode:
        raise CannotRun(f"{argument}: the revision {revision} has no {path}")
    if _git("rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
        raise CannotRun(f"{argument}: there is no revision {revision} in this shallow clone; fetch more of its history")
    if b"ambiguous argument" in resolved.stderr or b"Needed a single revision" in resolved.stderr:
        raise CannotRun(f"{argument}: there is no revision {revision}")
    raise CannotRun(f"{argument}: {_message(resolved)}")


def _listed(argument: str, tree: str) -> Iterator[_File]:
    """The files of a folder, without notes and hidden files. Raises CannotRun for a file that cannot be copied."""
    for number, line in enumerate(_run(argument, "ls-tree", "-r", "-z", "-l", "--full-tree", tree).split(b"\0")):
        if number > dataset_folder.RECORD_LIMIT:
            raise CannotRun(f"{argument}: there are more than {dataset_folder.RECORD_LIMIT} files")
        head, _, name = line.partition(b"\t")
        path = os.fsdecode(name)
        if not path or path.endswith(".md") or path.rpartition("/")[2].startswith("."):
            continue
        mode, _kind, found, size = head.split()
        if mode not in _REGULAR:
            raise CannotRun(f"{argument}: {path} is a link or a submodule, and not a file")
        if not size.isdigit():
            raise CannotRun(f"{argument}: this partial clone has no content of {path}; fetch the files of the revision")
        yield _File(_checked(argument, path), int(size), found.decode("ascii"))


def _checked(argument: str, path: str) -> str:
    """The path, if it stays within a folder on every system. Raises CannotRun if not: git allows trees to have any."""
    if _NOT_IN_NAMES & set(path.split("/")) or "\\" in path or os.path.splitdrive(path)[0]:
        raise CannotRun(f"{argument}: {path} cannot be the name of a file")
    return path


def _contents(argument: str, files: Sequence[_File]) -> Iterator[tuple[str, bytes]]:
    """The path and the content of each file. Raises CannotRun for a file that is too large."""
    for file in files:
        limit = read_files.BUNDLE_LIMIT if file.path.endswith(".json") else read_files.limit_of(file.path)
        if file.size > limit:
            raise CannotRun(f"{argument}: {file.path} has more than {limit} bytes")
    for start in range(0, len(files), _BATCH):
        batch = files[start : start + _BATCH]
        given = "".join(f"{file.object}\n" for file in batch).encode("ascii")
        output, at = _run(argument, "cat-file", "--batch", given=given), 0
        for file in batch:
            # Each content comes after a line with id, type and size, and before a line feed.
            first = output.index(b"\n", at) + 1
            yield file.path, output[first : first + file.size]
            at = first + file.size + 1


def _run(argument: str, *command: str, given: bytes = b"") -> bytes:
    done = _git(*command, given=given)
    if done.returncode:
        raise CannotRun(f"{argument}: {_message(done)}")
    return done.stdout


def _git(*command: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    """Runs git.

    The environment keeps git's messages in English, and git from asking for a password or fetching what a partial clone
    lacks.
    """
    environment: Mapping[str, str] = {
        **os.environ,
        "LC_ALL": "C",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
    }
    try:
        return subprocess.run(  # noqa: S603
            ["git", "--no-replace-objects", *command],  # noqa: S607
            input=given,
            env=environment,
            capture_output=True,
            check=False,
        )
    except (OSError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError)
        raise CannotRun("git is not installed" if missing else f"git cannot run: {reason(error)}") from None


def _message(done: "subprocess.CompletedProcess[bytes]") -> str:
    """The first line of git's message."""
    lines = done.stderr.decode("utf-8", "replace").splitlines() or [f"git ended with status {done.returncode}"]
    return lines[0].removeprefix("fatal: ")
