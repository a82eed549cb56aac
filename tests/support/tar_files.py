"""Unpacks tar files that the project has made. It needs only the standard library."""

import tarfile
from pathlib import Path


def unpack(file: Path, folder: Path) -> None:
    """Unpack a tar file into a folder."""
    with tarfile.open(file) as archive:
        # Python 3.11 has filters from 3.11.4 on, and Python 3.12 warns if none is chosen.
        if hasattr(tarfile, "data_filter"):
            archive.extractall(folder, filter="data")
        else:
            archive.extractall(folder)  # noqa: S202
