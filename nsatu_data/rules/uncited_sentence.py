"""Every sentence of a source is cited by a record, or skipped with a reason; and none is both.

A sentence that no record cites was overlooked, and the dataset would be silent about what it says. One that says
nothing to encode, a link's label for instance, has the reason under `skip` in its row of the source record.

Bad, which leaves the third sentence without a record:

    $ rm reaction/some-welcome.yaml actor/welcomers.yaml

Good, in `reaction/some-welcome.yaml`:

    evidence:
      - source: source/river-pact
        sentence: 3
        start: 139
        end: 163
        sha256: "fcd4feeb33b58bcb9b3612de52d44efa268c8d27e26de1aa4e54ca93b1698344"
"""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.reading import Reading
from nsatu_data.vocabulary import Kind

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
