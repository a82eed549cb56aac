"""The rule `conflicting-digest`: see `nsatu_data/manuals/conflicting-digest.md`."""

from collections.abc import Iterator
from operator import itemgetter
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.linking.dataset_facts import DatasetFacts
from nsatu_data.linking.record_facts import Pointer
from nsatu_data.model.identifiers import kind_of
from nsatu_data.model.vocabulary import Kind

CODE: Final = "conflicting-digest"

_WORDS: Final = itemgetter(*map(Pointer._fields.index, ("source", "start", "end")))
_DIGEST: Final = itemgetter(Pointer._fields.index("sha256"))

Words = tuple[str, int, int]
"""The id of a source, and the start and end of a span of its text."""
_WHOLE: Final = -1
"""The index that means the whole text instead of a sentence."""


def check(dataset: DatasetFacts) -> Iterator[Fault]:
    # Comparing all digests at once takes half as long as the loop below, and nearly every dataset passes.
    if _agree(dataset):
        return
    known = {words: (digest, identifier, index) for words, digest, identifier, index in _of_sources(dataset)}
    for identifier, index, pointer in dataset.pointers:
        first = known.setdefault(_WORDS(pointer), (pointer.sha256, identifier, index))
        if first[0] != pointer.sha256 and pointer.source not in dataset.texts:
            yield Fault(
                CODE,
                f"the words at {pointer.start} to {pointer.end} have a different digest elsewhere",
                f"/evidence/{index}/sha256",
                "cite the words again with `nsatu-data cite`; one of the two digests is wrong",
                related=(_place(*first[1:]),),
                record=identifier,
            )


def _agree(dataset: DatasetFacts) -> bool:
    """Whether the same words have the same digest everywhere."""
    pointers = [pointer for _, _, pointer in dataset.pointers]
    of_sources = list(_of_sources(dataset))
    words = [*(words for words, _, _, _ in of_sources), *map(_WORDS, pointers)]
    digests = [*(digest for _, digest, _, _ in of_sources), *map(_DIGEST, pointers)]
    return list(map(dict(zip(words, digests, strict=True)).get, words)) == digests


def _of_sources(dataset: DatasetFacts) -> Iterator[tuple[Words, str, str, int]]:
    """The digests that sources give: the words, their digest, the source's id and the sentence's index.

    If a source gives two digests for the same words, `check` uses the later digest.
    """
    for identifier, source in dataset.of(Kind.SOURCE):
        if source.text:
            yield (identifier, 0, source.text.code_points), source.text.sha256, identifier, _WHOLE
        for index, row in enumerate(source.sentences):
            yield (identifier, row.start, row.end), row.sha256, identifier, index


def _place(identifier: str, index: int) -> Target:
    """The place of the digest that a conflicting digest is compared with."""
    if kind_of(identifier) != Kind.SOURCE:
        return Target(identifier, f"/evidence/{index}/sha256", "the same words")
    if index == _WHOLE:
        return Target(identifier, "/text/sha256", "the text")
    return Target(identifier, f"/sentences/{index}/sha256", "the sentence")
