"""The text of a source: its canonical form, its sentences and words, evidence coverage, and cue words."""

from typing import TYPE_CHECKING, Any

if not TYPE_CHECKING:
    # Names of version 1.1, when this was a module.
    _OLD = ("Canonical", "LIMIT", "MARKS_LIMIT", "Slice", "Units", "canonicalise", "digest", "read", "units")

    def __getattr__(name: str) -> Any:
        if name not in _OLD:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from nsatu_data.moved import attribute
        from nsatu_data.text import canonical_text

        return attribute(__name__, name, canonical_text)
