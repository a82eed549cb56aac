"""One-line summaries, for `repr`: the id and label of a record with what qualifies it, or the span of a pointer."""

from collections.abc import Callable
from typing import Any, Final

from nsatu_data.model.cells import NOBODY, pointer
from nsatu_data.model.numbers import counted
from nsatu_data.model.vocabulary import Kind, Polarity
from nsatu_data.printable import visible


def shown(model: Any) -> str | None:
    """The `repr` of a model, such as `<Risk risk/high-costs (possible, stated): High costs>`.

    None for models that need no summary, and for one that lacks a field or has a value of a wrong type:
    `model_construct` makes such models.
    """
    write = summary if hasattr(model, "kind") else _OTHERS.get(type(model).__name__)
    try:
        return None if write is None else f"<{type(model).__name__} {write(model)}>"
    except (AttributeError, TypeError):
        return None


def summary(record: Any) -> str:
    """A record in one line, such as `risk/high-costs (possible, stated): High costs`."""
    return visible(f"{record.id} ({', '.join(_qualifiers(record))}): {record.label}")


def _qualifiers(record: Any) -> list[str]:
    """What qualifies a record. For a claim these are the fields that say how far its voice commits to it."""
    if record.kind == Kind.SOURCE:
        return [record.genre]
    if record.kind in (Kind.ACTOR, Kind.PLACE):
        return [record.type]
    # The voice is named only if it is not the source itself, which speaks for most claims.
    if record.voice is None:
        by = f" by {NOBODY}"
    else:
        by = "" if record.voice.startswith(f"{Kind.SOURCE}/") else f" by {record.voice}"
    denied = [record.polarity] if record.polarity == Polarity.DENIED else []
    return [record.certainty, f"{record.basis}{by}", *denied]


def _manifest(manifest: Any) -> str:
    return f"{manifest.title!r} {manifest.version}"


def _bundle(bundle: Any) -> str:
    count = sum(len(getattr(bundle, f"{kind}s")) for kind in Kind)
    return f"{_manifest(bundle.dataset)}: {counted(count, 'record')}"


_OTHERS: Final[dict[str, Callable[[Any], str]]] = {
    "Bundle": _bundle,
    "Evidence": pointer,
    "Manifest": _manifest,
    "SentenceSpan": lambda sentence: f"{sentence.number}:{sentence.start}-{sentence.end}",
}
"""The summaries of models that are not records, by the names of their classes."""
