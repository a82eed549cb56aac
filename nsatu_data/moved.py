"""Makes names available in the modules in which version 1.1 had them.

These old names work for one minor version, with a DeprecationWarning.
"""

from importlib import import_module
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, Final
from warnings import warn

REMOVED_IN: Final = "1.3"
"""The version without the old names. A test fails when this version is reached."""

_PUBLIC: Final = ("nsatu_data", "nsatu_data.model", "nsatu_data.schema")
_RENAMED: Final = {"nsatu_data.export.bundle.text": "write"}


class _MovedModule(ModuleType):
    """Stands for a module of version 1.1; `home` is the module that has its names now."""

    home: ModuleType

    def __getattr__(self, name: str) -> Any:
        if name == "__all__":
            return [name for name in vars(self.home) if not name.startswith("_")]
        if name.startswith("__"):
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        return attribute(self.__name__, name, self.home)

    def __dir__(self) -> list[str]:
        return dir(self.home)


class _Loader(Loader):
    def __init__(self, home: str) -> None:
        self._home = home

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _MovedModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        vars(module)["home"] = import_module(self._home)


def spec(old: str, home: str) -> ModuleSpec:
    """The import spec of `old`, a module of version 1.1. The module `home` has the names of `old` now."""
    return ModuleSpec(old, _Loader(home))


def attribute(old: str, name: str, home: ModuleType) -> Any:
    """The value of a name in `old`, a module of version 1.1. The module `home` has the names of `old` now.

    The warning points to the caller of the function that calls `attribute`. Raises AttributeError if `home` does not
    have the name.
    """
    new_name = _RENAMED.get(f"{old}.{name}", name)
    if not hasattr(home, new_name):
        raise AttributeError(f"module {old!r} has no attribute {name!r}")
    value = getattr(home, new_name)
    message = f"{old}.{name} will be removed in nsatu_data {REMOVED_IN}; {_instead(new_name, value, home)}"
    warn(message, DeprecationWarning, stacklevel=3)
    return value


def _instead(name: str, value: object, home: ModuleType) -> str:
    for public in map(import_module, _PUBLIC):
        if name in public.__all__ and getattr(public, name) is value:
            return f"use {public.__name__}.{name}"
    return f"it is private now, as {home.__name__}.{name}"
