"""The rule `evidence-outside-sentence`: see `nsatu_data/manuals/evidence-outside-sentence.md`."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.linking.dataset_facts import DatasetFacts
from nsatu_data.model.vocabulary import Kind

CODE: Final = "evidence-outside-sentence"


def check(dataset: DatasetFacts) -> Iterator[Fault]:
    rows = {
        (identifier, number): (row.start, row.end)
        for identifier, source in dataset.of(Kind.SOURCE)
        for number, row in enumerate(source.sentences, 1)
    }
    for identifier, index, pointer in dataset.pointers:
        source_id, sentence, start, end, _ = pointer
        first, last = rows.get((source_id, sentence), (1, 0))
        if first <= start < end <= last:
            continue
        source = dataset.records.get(pointer.source)
        if source is None:
            continue
        place = f"/evidence/{index}"
        if pointer.sentence > len(source.sentences):
            yield Fault(
                CODE,
                f"{pointer.source} has no sentence {pointer.sentence}: its last is {len(source.sentences)}",
                f"{place}/sentence",
                "cite the words again with `nsatu-data cite`",
                record=identifier,
            )
            continue
        yield Fault(
            CODE,
            f"{pointer.start} to {pointer.end} is not within sentence {pointer.sentence} ({first} to {last})",
            f"{place}/{'end' if first <= pointer.start < last else 'start'}",
            "cite the words again with `nsatu-data cite`",
            related=(Target(pointer.source, f"/sentences/{pointer.sentence - 1}", "the sentence"),),
            record=identifier,
        )
