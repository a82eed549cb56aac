"""Writes an output that is too large for memory: whole, or not at all."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nsatu_data.diagnostics import CannotRun
from nsatu_data.storage import write_folder
from nsatu_data.storage.dataset_folder import TEMPORARY
from nsatu_data.storage.file_names import reason
from nsatu_data.storage.termination import unwinding


@contextmanager
def staged(output: Path, *, replace: bool = False) -> Iterator[Path]:
    """A path for a new file or folder, which moves to `output` at the end of the block.

    If the block raises an exception, nothing remains of it. In a folder that exists, files with other names stay.
    Raises CannotRun if the output exists and `replace` is false, or if it cannot be written.
    """
    if output.exists() and not replace:
        raise CannotRun(f"{output}: exists already; choose another name, or replace it with --force")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with unwinding(), tempfile.TemporaryDirectory(prefix=TEMPORARY, dir=output.parent) as name:
            prepared = Path(name) / "output"
            yield prepared
            if prepared.is_dir():
                files = sorted(file.relative_to(prepared).as_posix() for file in prepared.rglob("*") if file.is_file())
                write_folder.move(prepared, output, files)
            else:
                prepared.replace(output)
    except OSError as error:
        raise CannotRun(f"{output}: {reason(error)}") from None
