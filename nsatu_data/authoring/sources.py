"""Compute the values of a source record that describe its text: the measures and the sentences."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from nsatu_data.model.vocabulary import TextForm
from nsatu_data.text.canonical_text import Canonical, Slice, digest
from nsatu_data.text.segmentation import segment


class Sentence(NamedTuple):
    """A sentence to write into a source record.

    `skip` says why the sentence has nothing to encode, or is None. `origin` is its old number, or None if it is new.
    """

    slice: Slice
    skip: str | None = None
    origin: int | None = None


def source_values(identifier: str, text: Canonical, known: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a new source record: the `known` fields, the measures and the sentences of its text.

    `known` must contain the field `language`: the text is segmented by the rules of that language.
    """
    sentences = [Sentence(found) for found in segment(text, known["language"])]
    return {"id": identifier, "kind": "source", **known, "text": measures(text), "sentences": rows(text, sentences)}


def measures(text: Canonical) -> dict[str, Any]:
    """Return the value of the field `text` of a source record."""
    return {
        "form": str(TextForm.CANONICAL_1),
        "code_points": len(text.text),
        "utf8_bytes": len(text.text.encode("utf-8")),
        "sha256": digest(text.text),
    }


def rows(text: Canonical, sentences: Iterable[Sentence]) -> list[dict[str, Any]]:
    """Return the value of the field `sentences` of a source record. The sentences must be in order."""
    paragraphs = [line.start for line in text.lines()]
    return [
        {
            "number": number,
            "paragraph": bisect_right(paragraphs, sentence.slice.start),
            "start": sentence.slice.start,
            "end": sentence.slice.end,
            "sha256": digest(text.text[sentence.slice.start : sentence.slice.end]),
            **({} if sentence.skip is None else {"skip": sentence.skip}),
        }
        for number, sentence in enumerate(sentences, 1)
    ]
