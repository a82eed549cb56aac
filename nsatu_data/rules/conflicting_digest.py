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


def check(reading: Reading) -> Iterator[Fault]:
    known: dict[tuple[str, int, int], tuple[str, str, str, str]] = {}
    for identifier, source in reading.of(Kind.SOURCE):
        if source.text:
            known[identifier, 0, source.text.code_points] = (source.text.sha256, identifier, "/text", "the text")
        for index, row in enumerate(source.sentences):
            known[identifier, row.start, row.end] = (row.sha256, identifier, f"/sentences/{index}", "the sentence")
    for identifier, index, pointer in reading.pointers():
        if pointer.source in reading.texts:
            continue
        stretch = (pointer.source, pointer.start, pointer.end)
        first = known.get(stretch)
        if first is None:
            known[stretch] = (pointer.sha256, identifier, f"/evidence/{index}", "the same words")
        elif first[0] != pointer.sha256:
            _, record, place, what = first
            yield Fault(
                CODE,
                f"another digest than elsewhere for the same words, {pointer.start} to {pointer.end}",
                f"/evidence/{index}/sha256",
                "let the evidence be made again from the words; one of the two digests is wrong",
                related=(Target(record, f"{place}/sha256", what),),
                record=identifier,
            )
