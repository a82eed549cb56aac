"""The rule `needless-exception`: see `nsatu_data/manuals/needless-exception.md`."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.linking.against_words import compared_fields
from nsatu_data.linking.dataset_facts import DatasetFacts

CODE: Final = "needless-exception"


def check(dataset: DatasetFacts) -> Iterator[Fault]:
    for identifier, compared in compared_fields(dataset):
        if compared.is_excepted and compared.is_supported:
            yield Fault(
                CODE,
                f"the words do not contradict {compared.recorded}",
                f"/against_words/{compared.field}",
                "remove the exception",
                record=identifier,
            )
