"""What an article says, as records that keep each statement's speaker, basis, certainty and place in the text.

    >>> import nsatu_data
    >>> dataset = nsatu_data.load()
    >>> dataset.risks.where(certainty="possible", bearers="actor/japan")

`load` returns a `Dataset` or raises `InvalidDataset`; `check` returns every finding. The import reads no records.

The names here, those of `nsatu_data.model` and `nsatu_data.spark`, and `nsatu_data.schema.validator` are public; all
else is private.
"""

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec

    from nsatu_data.dataset.dataset import Dataset
    from nsatu_data.diagnostics import CannotRun, Diagnostic, InvalidDataset
    from nsatu_data.validation.check_dataset import Check, check
    from nsatu_data.validation.load_dataset import load

    __version__: str

__all__ = ["CannotRun", "Check", "Dataset", "Diagnostic", "InvalidDataset", "__version__", "check", "load"]

_HOMES = {
    "CannotRun": "diagnostics",
    "Check": "validation.check_dataset",
    "Dataset": "dataset.dataset",
    "Diagnostic": "diagnostics",
    "InvalidDataset": "diagnostics",
    "check": "validation.check_dataset",
    "load": "validation.load_dataset",
}

# Modules of version 1.1, and where their names are now.
_MOVED = {
    "nsatu_data.checking": "nsatu_data.validation.check_dataset",
    "nsatu_data.collection": "nsatu_data.dataset.collection",
    "nsatu_data.export.bundle": "nsatu_data.export.to_json",
    "nsatu_data.identifiers": "nsatu_data.model.identifiers",
    "nsatu_data.kinds": "nsatu_data.dataset.kind_collections",
    "nsatu_data.loading": "nsatu_data.validation.load_dataset",
    "nsatu_data.models": "nsatu_data.model.record_models",
    "nsatu_data.scalars": "nsatu_data.model.record_models",
    "nsatu_data.schema_version": "nsatu_data.model.schema_version",
    "nsatu_data.vocabulary": "nsatu_data.model.vocabulary",
}


class _MovedModules:
    """Finds the modules in `_MOVED`. Python asks this finder last, so it costs other imports nothing."""

    @staticmethod
    def find_spec(name: str, _path: object = None, _target: object = None) -> "ModuleSpec | None":
        if name not in _MOVED:
            return None
        from nsatu_data.moved import spec

        return spec(name, _MOVED[name])


sys.meta_path.append(_MovedModules)

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name == "__version__":
            # Looked up only when asked for: reading the metadata of a package takes longer than importing this module.
            from nsatu_data.storage import package_data

            return package_data.version()
        old = f"{__name__}.{name}"
        if name not in _HOMES and old not in _MOVED:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        if old in _MOVED:
            return import_module(old)
        return getattr(import_module(f"nsatu_data.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
