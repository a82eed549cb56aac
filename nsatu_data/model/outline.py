"""What code that starts before the models are made, or without them, knows of each kind.

Derived from `nsatu_data.model.record_models` by `make derived`; not to be edited.
"""

from typing import Final

REFERENCES: Final[dict[str, dict[str, bool]]] = {
    "source": {},
    "actor": {
        "part_of": False,
        "headquarters": False,
    },
    "place": {
        "within": False,
    },
    "event": {
        "voice": False,
        "mentions": True,
        "about": True,
        "agents": True,
        "recipients": True,
        "place": False,
    },
    "context": {
        "voice": False,
        "mentions": True,
        "about": True,
        "actors": True,
    },
    "motive": {
        "voice": False,
        "mentions": True,
        "about": True,
        "actor": False,
    },
    "risk": {
        "voice": False,
        "mentions": True,
        "about": True,
        "bearers": True,
    },
    "reaction": {
        "voice": False,
        "mentions": True,
        "about": True,
        "actor": False,
    },
    "implication": {
        "voice": False,
        "mentions": True,
        "about": True,
    },
}
"""Of each kind, the fields that refer to records, and whether each is a list."""

UNSAYABLE: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "source": {
        "": ("disordered-sentences", "sentence-outside-text"),
        "sentences": ("empty-span",),
    },
    "actor": {
        "evidence": ("empty-span",),
    },
    "place": {
        "evidence": ("empty-span",),
    },
    "event": {
        "evidence": ("empty-span",),
    },
    "context": {
        "evidence": ("empty-span",),
    },
    "motive": {
        "evidence": ("empty-span",),
    },
    "risk": {
        "evidence": ("empty-span",),
    },
    "reaction": {
        "evidence": ("empty-span",),
    },
    "implication": {
        "evidence": ("empty-span",),
    },
    "dataset": {},
}
"""Of each kind, and of the manifest, the codes of the laws that JSON Schema cannot say: by the list of
parts that they are about, under the empty name those about the whole."""

DATES: Final[dict[str, tuple[str, ...]]] = {
    "source": ("published",),
    "actor": (),
    "place": (),
    "event": ("when",),
    "context": (),
    "motive": (),
    "risk": (),
    "reaction": (),
    "implication": (),
    "dataset": (),
}
"""Of each kind, and of the manifest, the fields that hold a date."""
