"""`mentions` adds whom and what no other field of the record names.

Another field says more: that someone acts, bears or speaks. A second naming adds nothing, and the two come apart when
one of them is changed.

Bad, in `risk/strain-on-the-budget.yaml`:

    statement: "Membership of the River Pact could put Arda's budget under strain."
    bearers: [actor/arda]
    mentions: [actor/arda, actor/river-pact]

Good:

    statement: "Membership of the River Pact could put Arda's budget under strain."
    bearers: [actor/arda]
    mentions: [actor/river-pact]
"""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Severity
from nsatu_data.reading import Reading

CODE: Final = "redundant-mention"


def check(reading: Reading) -> Iterator[Fault]:
    for identifier, facts in reading.records.items():
        for index, mention in enumerate(facts.references.get("mentions", ())):
            naming = [field for field, named in facts.references.items() if mention in named and field != "mentions"]
            if naming:
                yield Fault(
                    CODE,
                    f"`{naming[-1]}` names {mention} already",
                    f"/mentions/{index}",
                    "remove it from `mentions`",
                    Severity.WARNING,
                    record=identifier,
                )
