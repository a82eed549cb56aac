"""What an article says, as records that keep each statement's speaker, basis, certainty and place in the text.

    >>> import nsatu_data
    >>> dataset = nsatu_data.load()
    >>> dataset.risks.where(certainty="possible", bearers="actor/japan")

`load` gives a `Dataset` or raises `InvalidDataset`; `check` gives every finding. Nothing is read at import.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nsatu_data.dataset.dataset import Dataset
    from nsatu_data.diagnostics import CannotRun, Diagnostic, InvalidDataset
    from nsatu_data.validation.check_dataset import Check, check
    from nsatu_data.validation.load_dataset import load

__all__ = ["CannotRun", "Check", "Dataset", "Diagnostic", "InvalidDataset", "check", "load"]

_HOMES = {
    "CannotRun": "diagnostics",
    "Check": "validation.check_dataset",
    "Dataset": "dataset.dataset",
    "Diagnostic": "diagnostics",
    "InvalidDataset": "diagnostics",
    "check": "validation.check_dataset",
    "load": "validation.load_dataset",
}


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"nsatu_data.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
