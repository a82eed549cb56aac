"""What a source record says of its text: its measures, and where its sentences stand."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from nsatu_data.model.vocabulary import TextForm
from nsatu_data.text.canonical_text import Canonical, Slice, digest
from nsatu_data.text.segmentation import segment


class Sentence(NamedTuple):
    """A sentence to be: where it stands, and why it says nothing to encode where that is so.

    `origin` is the number that it had before, where it is not a new one.
    """

    slice: Slice
    skip: str | None = None
    origin: int | None = None


def source_values(identifier: str, text: Canonical, known: Mapping[str, Any]) -> dict[str, Any]:
    """A source record's values for a text: what is `known` of it besides, its measures and its sentences.

    `known` gives the label, the language and the other fields, as far as they are known.
    """
    sentences = [Sentence(found) for found in segment(text, known["language"])]
    return {"id": identifier, "kind": "source", **known, "text": measures(text), "sentences": rows(text, sentences)}


def measures(text: Canonical) -> dict[str, Any]:
    """The values of `text` in a source record."""
    return {
        "form": str(TextForm.CANONICAL_1),
        "code_points": len(text.text),
        "utf8_bytes": len(text.text.encode("utf-8")),
        "sha256": digest(text.text),
    }


def rows(text: Canonical, sentences: Iterable[Sentence]) -> list[dict[str, Any]]:
    """The values of `sentences` in a source record, for sentences in order."""
    return [
        {
            "number": number,
            "paragraph": text.text.count("\n", 0, sentence.slice.start) + 1,
            "start": sentence.slice.start,
            "end": sentence.slice.end,
            "sha256": digest(text.text[sentence.slice.start : sentence.slice.end]),
            **({} if sentence.skip is None else {"skip": sentence.skip}),
        }
        for number, sentence in enumerate(sentences, 1)
    ]
