"""Every sentence of a source is cited by a record, or skipped with a reason; and none is both.

A sentence that nothing cites was overlooked, or says nothing to encode: then its row says why under `skip`.
"""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.models import Source
from nsatu_data.reading import Reading
from nsatu_data.rules.evidence import pointers

CODE: Final = "uncited-sentence"


def check(reading: Reading) -> Iterator[Fault]:
    if not reading.whole:
        return
    cited = {(evidence.source, evidence.sentence) for _, _, evidence in pointers(reading)}
    for identifier, source in reading.of(Source):
        for index, sentence in enumerate(source.sentences):
            is_cited = (identifier, sentence.number) in cited
            if not is_cited and sentence.skip is None:
                yield Fault(
                    CODE,
                    f"no record cites sentence {sentence.number}",
                    f"/sentences/{index}",
                    "encode what it says, or give the reason not to under `skip`",
                    record=identifier,
                )
            elif is_cited and sentence.skip is not None:
                yield Fault(
                    CODE,
                    f"sentence {sentence.number} is skipped, and a record cites it",
                    f"/sentences/{index}/skip",
                    "remove `skip`, or the evidence",
                    record=identifier,
                )
