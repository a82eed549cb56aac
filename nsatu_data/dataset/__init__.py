"""The dataset as Python objects: collections, selection, search, links between records, texts, and the bundle."""

from typing import TYPE_CHECKING, Any

if not TYPE_CHECKING:
    # Names of version 1.1, when this was a module.
    _OLD = ("Dataset",)

    def __getattr__(name: str) -> Any:
        if name not in _OLD:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from nsatu_data.dataset import dataset
        from nsatu_data.moved import attribute

        return attribute(__name__, name, dataset)
