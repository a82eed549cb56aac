"""The rule `text-mismatch`: see `nsatu_data/manuals/text-mismatch.md`."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.linking import text_comparison
from nsatu_data.linking.dataset_facts import DatasetFacts

CODE: Final = text_comparison.CODE


def check(dataset: DatasetFacts) -> Iterator[Fault]:
    for identifier, text in dataset.texts.items():
        source = dataset.records.get(identifier)
        if source is not None:
            yield from text_comparison.mismatches(identifier, source, text)
