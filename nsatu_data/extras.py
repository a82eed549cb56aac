"""Imports libraries that are installed only with an extra, such as `nsatu-data[frames]`."""

from importlib import import_module
from typing import Any

from nsatu_data.diagnostics import CannotRun


class MissingExtra(CannotRun, ImportError):
    """Raised if a library is not installed. The message is one line with the command that installs it."""


def require(module: str, *, extra: str, what: str) -> Any:
    """Import a module. Raises MissingExtra, which says that `what` needs the library, if it is not installed."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        library, _, _ = module.partition(".")
        if error.name is None or error.name.partition(".")[0] != library:
            raise
        message = f"{what} needs {library}; install it with: pip install 'nsatu-data[{extra}]'"
        raise MissingExtra(message, name=library) from None
