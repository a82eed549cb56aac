"""Finds `conflicting-digest`; `nsatu_data/manuals/conflicting-digest.md` says what that is and why."""

from collections.abc import Iterator
from operator import itemgetter
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.linking.dataset_facts import Reading
from nsatu_data.linking.record_facts import Pointer
from nsatu_data.model.identifiers import kind_of
from nsatu_data.model.vocabulary import Kind

CODE: Final = "conflicting-digest"

_WORDS: Final = itemgetter(*map(Pointer._fields.index, ("source", "start", "end")))
_DIGEST: Final = itemgetter(Pointer._fields.index("sha256"))

Words = tuple[str, int, int]
"""The source of a stretch of text, and from where to where it goes."""
_WHOLE: Final = -1
"""Stands for the whole text among the indices of sentences."""


def check(reading: Reading) -> Iterator[Fault]:
    # Asked of all at once it takes half as long as of one after the other.
    if _agree(reading):
        return
    known = {words: (digest, identifier, index) for words, digest, identifier, index in _of_sources(reading)}
    for identifier, index, pointer in reading.pointers:
        first = known.setdefault(_WORDS(pointer), (pointer.sha256, identifier, index))
        if first[0] != pointer.sha256 and pointer.source not in reading.texts:
            yield Fault(
                CODE,
                f"another digest than elsewhere for the same words, {pointer.start} to {pointer.end}",
                f"/evidence/{index}/sha256",
                "make the evidence again from its words, with `nsatu-data cite`; one of the two digests is wrong",
                related=(_place(*first[1:]),),
                record=identifier,
            )


def _agree(reading: Reading) -> bool:
    """Whether there is one digest for the same words everywhere."""
    pointers = [pointer for _, _, pointer in reading.pointers]
    of_sources = list(_of_sources(reading))
    words = [*(words for words, _, _, _ in of_sources), *map(_WORDS, pointers)]
    digests = [*(digest for _, digest, _, _ in of_sources), *map(_DIGEST, pointers)]
    return list(map(dict(zip(words, digests, strict=True)).get, words)) == digests


def _of_sources(reading: Reading) -> Iterator[tuple[Words, str, str, int]]:
    """What sources tell of their words: the digest, and of which source and sentence. What is told last holds."""
    for identifier, source in reading.of(Kind.SOURCE):
        if source.text:
            yield (identifier, 0, source.text.code_points), source.text.sha256, identifier, _WHOLE
        for index, row in enumerate(source.sentences):
            yield (identifier, row.start, row.end), row.sha256, identifier, index


def _place(identifier: str, index: int) -> Target:
    """Where the first digest stands."""
    if kind_of(identifier) != Kind.SOURCE:
        return Target(identifier, f"/evidence/{index}/sha256", "the same words")
    if index == _WHOLE:
        return Target(identifier, "/text/sha256", "the text")
    return Target(identifier, f"/sentences/{index}/sha256", "the sentence")
