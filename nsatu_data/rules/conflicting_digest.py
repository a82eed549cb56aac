"""The same stretch of the same text has one digest, wherever it is pointed at.

Of two digests for the same characters one is wrong, and this shows even where the text is not at hand. A source record
has digests too: of each sentence, and of the whole text.

Bad, in `reaction/some-welcome.yaml`, for the whole of the third sentence:

        start: 139
        end: 164
        sha256: "fcd4feeb33b58bcb9b3612de52d44efa268c8d27e26de1aa4e54ca93b1698344"

Good:

        start: 139
        end: 164
        sha256: "74d74a33329bbf2b3e2afd196d1fa04de5078479e39084b14a5d0dc07d4ce801"
"""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.reading import Reading
from nsatu_data.vocabulary import Kind

CODE: Final = "conflicting-digest"

Words = tuple[str, int, int]
"""The source of a stretch of text, and from where to where it goes."""


def check(reading: Reading) -> Iterator[Fault]:
    digests = {words: digest for words, digest, _ in _of_sources(reading)}
    places: dict[Words, Target] = {}
    for identifier, index, (source_id, _, start, end, digest) in reading.pointers():
        words = (source_id, start, end)
        if digests.setdefault(words, digest) != digest and source_id not in reading.texts:
            # To know all places takes longer than to see that none is asked for.
            places = places or _places(reading)
            yield Fault(
                CODE,
                f"another digest than elsewhere for the same words, {start} to {end}",
                f"/evidence/{index}/sha256",
                "make the evidence again from its words, with `nsatu-data cite`; one of the two digests is wrong",
                related=(places[words],),
                record=identifier,
            )


def _of_sources(reading: Reading) -> Iterator[tuple[Words, str, Target]]:
    """What sources tell of their words: the digest, and where it stands. What is told last holds."""
    for identifier, source in reading.of(Kind.SOURCE):
        if source.text:
            target = Target(identifier, "/text/sha256", "the text")
            yield (identifier, 0, source.text.code_points), source.text.sha256, target
        for index, row in enumerate(source.sentences):
            target = Target(identifier, f"/sentences/{index}/sha256", "the sentence")
            yield (identifier, row.start, row.end), row.sha256, target


def _places(reading: Reading) -> dict[Words, Target]:
    """Where the first digest of words stands."""
    found = {words: target for words, _, target in _of_sources(reading)}
    for identifier, index, pointer in reading.pointers():
        target = Target(identifier, f"/evidence/{index}/sha256", "the same words")
        found.setdefault((pointer.source, pointer.start, pointer.end), target)
    return found
