"""The repository that a run takes place in, and the names of files as seen from its root.

GitHub and code scanning name files from the root of the repository, which the command may run below, or outside of. The
root is `GITHUB_WORKSPACE`, else the nearest folder upwards that holds `.git`, else the working directory.
"""

import os
from collections.abc import Mapping
from typing import NamedTuple


class Repository(NamedTuple):
    """The root of a repository and the working directory, both absolute and without links."""

    root: str
    here: str

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Repository":
        """The repository that the process runs in."""
        try:
            here = os.getcwd()
        except OSError:
            # Where the working directory is gone, findings name files from the root of the file system.
            here = os.sep
        workspace = environment.get("GITHUB_WORKSPACE")
        return cls(os.path.realpath(workspace) if workspace else _with_git(here) or here, here)

    def named(self, file: str) -> str | None:
        """A file that a finding names, as seen from the root; None where it lies outside the repository."""
        whole = os.path.normpath(os.path.join(self.here, file))
        if self.root == self.here and not os.path.isabs(file) and not file.startswith("../") and file != "..":
            return file
        real = os.path.join(os.path.realpath(os.path.dirname(whole)), os.path.basename(whole))
        for place in (whole, real):
            if place == self.root:
                return "."
            if place.startswith(above := self.root.rstrip(os.sep) + os.sep):
                return place[len(above) :].replace(os.sep, "/")
        return None


def _with_git(folder: str) -> str | None:
    """The nearest folder, upwards, that holds `.git`, which is a file in a worktree or a submodule."""
    while not os.path.lexists(os.path.join(folder, ".git")):
        folder, child = os.path.dirname(folder), folder
        if folder == child:
            return None
    return folder
