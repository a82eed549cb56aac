"""Makes what nobody should type: source records from a text, and evidence from the words it points at."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from nsatu_data.diagnostics import Fault
from nsatu_data.fields import fields
from nsatu_data.models import Evidence, Source
from nsatu_data.text import Canonical, Slice, digest
from nsatu_data.vocabulary import TextForm


def segment(text: Canonical, language: str) -> list[Slice]:
    """The sentences of a text, in order; none goes past the end of its line.

    English is segmented by nupunkt, any other language by sentencex, both after the Punkt tradition and both to be
    corrected by the author where they err. Raises ModuleNotFoundError where the extra `authoring` is not installed.
    """
    return [
        Slice(line.start + start, line.start + end)
        for line in text.lines()
        for start, end in _boundaries(text.text[line.start : line.end], language)
    ]


def _boundaries(line: str, language: str) -> Iterator[tuple[int, int]]:
    if language.partition("-")[0] == "en":
        import nupunkt

        yield from nupunkt.sentence_spans(line)
        return
    import sentencex

    for found in sentencex.get_sentence_boundaries(language.partition("-")[0], line):
        sentence = line[found["start_index"] : found["end_index"]]
        start = found["start_index"] + len(sentence) - len(sentence.lstrip(" "))
        if sentence.strip(" "):
            yield start, start + len(sentence.strip(" "))


def source_values(identifier: str, text: Canonical, known: Mapping[str, Any]) -> dict[str, Any]:
    """A source record's values for a text: its measures, and its sentences with their offsets and digests.

    `known` gives the label, the language and the other fields; those that may be null and are not given are null, those
    that must be given and are not are left out. Sentences that say nothing to encode get their `skip` from the author.
    """
    lines = text.lines()
    rows = []
    for number, sentence in enumerate(segment(text, known["language"]), 1):
        paragraph = next(i for i, line in enumerate(lines, 1) if line.start <= sentence.start < line.end)
        rows.append(
            {
                "number": number,
                "paragraph": paragraph,
                "start": sentence.start,
                "end": sentence.end,
                "sha256": digest(text.text[sentence.start : sentence.end]),
            }
        )
    values = {
        "id": identifier,
        "kind": "source",
        **known,
        "text": {
            "form": str(TextForm.CANONICAL_1),
            "code_points": len(text.text),
            "utf8_bytes": len(text.text.encode("utf-8")),
            "sha256": digest(text.text),
        },
        "sentences": rows,
    }
    shapes = fields(Source)
    return {name: values.get(name) for name, field in shapes.items() if name in values or field.nullable}


class Found(NamedTuple):
    """A place where words stand: the number of the sentence, and the slice."""

    sentence: int
    slice: Slice


def find(source: Source, text: Canonical, words: str, sentence: int | None = None) -> list[Found]:
    """Every place where `words` stand, whole within one sentence; in that sentence only, if one is named."""
    found = []
    for row in source.sentences:
        if sentence not in (None, row.number):
            continue
        start = text.text.find(words, row.start, row.end)
        while start >= 0 and words:
            found.append(Found(row.number, Slice(start, start + len(words))))
            start = text.text.find(words, start + 1, row.end)
    return found


def cite(source: Source, text: Canonical, words: str, sentence: int | None = None) -> Evidence | Fault:
    """The evidence for words of the text, copied exactly; a fault where they stand nowhere or in several places."""
    places = find(source, text, words, sentence)
    if len(places) == 1:
        number, (start, end) = places[0]
        return Evidence(source=source.id, sentence=number, start=start, end=end, sha256=digest(words))
    if not places:
        return Fault(
            "words-not-found", "the words stand nowhere in the text", help="copy them from one sentence of the text"
        )
    numbers = sorted({place.sentence for place in places})
    message = f"the words stand {len(places)} times, in sentence {', '.join(map(str, numbers))}"
    help = "name the sentence, or take more words" if len(numbers) > 1 else "take more words"
    return Fault("words-in-several-places", message, help=help)
