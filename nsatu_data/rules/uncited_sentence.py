"""The rule `uncited-sentence`: see `nsatu_data/manuals/uncited-sentence.md`."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.linking.dataset_facts import DatasetFacts
from nsatu_data.model.vocabulary import Kind

CODE: Final = "uncited-sentence"


def check(dataset: DatasetFacts) -> Iterator[Fault]:
    if not dataset.whole:
        return
    cited = {pointer[:2] for _, _, pointer in dataset.pointers}
    for identifier, source in dataset.of(Kind.SOURCE):
        for index, row in enumerate(source.sentences):
            is_cited = (identifier, row.number) in cited
            if not is_cited and not row.skipped:
                yield Fault(
                    CODE,
                    f"no record cites sentence {row.number}",
                    f"/sentences/{index}",
                    "encode what it says, or give a reason not to under `skip`",
                    record=identifier,
                )
            elif is_cited and row.skipped:
                yield Fault(
                    CODE,
                    f"sentence {row.number} is skipped, but a record cites it",
                    f"/sentences/{index}/skip",
                    "remove `skip` or the evidence",
                    record=identifier,
                )
