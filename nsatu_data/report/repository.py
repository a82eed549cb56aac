"""Makes paths relative to the root of the repository, as GitHub and code scanning need them.

The root is the environment variable `GITHUB_WORKSPACE` if it is set. Otherwise, it is the nearest folder, upwards from
the working directory, that contains `.git`. Without such a folder, it is the working directory.
"""

import os
from collections.abc import Mapping
from typing import NamedTuple


class Repository(NamedTuple):
    """The root of a repository (`root`) and the working directory (`here`), both absolute and without links."""

    root: str
    here: str

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Repository":
        """The repository in which the process runs."""
        try:
            here = os.getcwd()
        except OSError:
            # The working directory was removed. The paths in findings are absolute then.
            here = os.sep
        workspace = environment.get("GITHUB_WORKSPACE")
        return cls(os.path.realpath(workspace) if workspace else _with_git(here) or here, here)

    def named(self, file: str) -> str | None:
        """Makes the path in a finding relative to the root. None if the file is outside the repository."""
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
    """The nearest folder, upwards, that contains `.git`. In a worktree or a submodule, `.git` is a file."""
    while not os.path.lexists(os.path.join(folder, ".git")):
        folder, child = os.path.dirname(folder), folder
        if folder == child:
            return None
    return folder
