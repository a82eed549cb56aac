"""Finds `uncited-sentence`; `nsatu_data/manuals/uncited-sentence.md` says what that is and why."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.linking.dataset_facts import Reading
from nsatu_data.model.vocabulary import Kind

CODE: Final = "uncited-sentence"


def check(reading: Reading) -> Iterator[Fault]:
    if not reading.whole:
        return
    cited = {pointer[:2] for _, _, pointer in reading.pointers}
    for identifier, source in reading.of(Kind.SOURCE):
        for index, row in enumerate(source.sentences):
            is_cited = (identifier, row.number) in cited
            if not is_cited and not row.skipped:
                yield Fault(
                    CODE,
                    f"no record cites sentence {row.number}",
                    f"/sentences/{index}",
                    "encode what it says, or give the reason not to under `skip`",
                    record=identifier,
                )
            elif is_cited and row.skipped:
                yield Fault(
                    CODE,
                    f"sentence {row.number} is skipped, and a record cites it",
                    f"/sentences/{index}/skip",
                    "remove `skip`, or the evidence",
                    record=identifier,
                )
