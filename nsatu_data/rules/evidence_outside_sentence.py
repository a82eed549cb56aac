"""Finds `evidence-outside-sentence`; `nsatu_data/manuals/evidence-outside-sentence.md` says what that is and why."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.linking.dataset_facts import Reading
from nsatu_data.model.vocabulary import Kind

CODE: Final = "evidence-outside-sentence"


def check(reading: Reading) -> Iterator[Fault]:
    rows = {
        (identifier, number): (row.start, row.end)
        for identifier, source in reading.of(Kind.SOURCE)
        for number, row in enumerate(source.sentences, 1)
    }
    for identifier, index, pointer in reading.pointers:
        source_id, sentence, start, end, _ = pointer
        first, last = rows.get((source_id, sentence), (1, 0))
        if first <= start < end <= last:
            continue
        source = reading.records.get(pointer.source)
        if source is None:
            continue
        place = f"/evidence/{index}"
        if pointer.sentence > len(source.sentences):
            yield Fault(
                CODE,
                f"{pointer.source} has {len(source.sentences)} sentences, none numbered {pointer.sentence}",
                f"{place}/sentence",
                "make the evidence again from its words, with `nsatu-data cite`",
                record=identifier,
            )
            continue
        yield Fault(
            CODE,
            f"{pointer.start} to {pointer.end} is not within sentence {pointer.sentence}, which is {first} to {last}",
            f"{place}/{'end' if first <= pointer.start < last else 'start'}",
            "make the evidence again from its words, with `nsatu-data cite`",
            related=(Target(pointer.source, f"/sentences/{pointer.sentence - 1}", "the sentence"),),
            record=identifier,
        )
