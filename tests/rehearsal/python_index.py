"""A package index on this machine. It has the files that were uploaded, and sends pip on for every other package."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.rehearsal import servers, surroundings


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The address of an empty index that keeps its files in a new folder.

    pypiserver answers for a package that it has, and never sends pip on for that one. So this package's files can only
    be those that were uploaded.
    """
    packages = folder / "packages"
    packages.mkdir(parents=True)
    ordinary = surroundings.ordinary_index(surroundings.pip_settings())

    def command(port: int) -> list[str]:
        start = [sys.executable, "-m", "pypiserver", "run", "--interface", servers.HOST, "--port", str(port)]
        sent_on = ["--fallback-url", ordinary] if ordinary else []
        return [*start, *sent_on, "--authenticate", ".", "--passwords", ".", str(packages)]

    environment = surroundings.of_user(folder / "home")
    with servers.running("pypiserver", command, folder / "pypiserver.log", environment) as address:
        yield address


def simple(address: str) -> str:
    """The address that pip is given as its index."""
    return f"{address}simple/"
