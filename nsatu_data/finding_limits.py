"""How many findings are shown: of one record or file, of a bundle, and in a SARIF log."""

from collections.abc import Iterable
from itertools import islice
from typing import Final

from nsatu_data.diagnostics import Fault

FAULT_LIMIT: Final = 100
"""The number of faults shown for one record or file."""
BUNDLE_FAULT_LIMIT: Final = 10_000
"""The number of faults in a bundle after which its other records are not judged."""
SARIF_RESULT_LIMIT: Final = 25_000
"""The number of results in a run of a SARIF log. Code scanning refuses a file with a run that has more."""


def limited(faults: Iterable[Fault]) -> list[Fault]:
    """The first `FAULT_LIMIT` faults of one record or file, and then one that says if there are more."""
    shown = list(islice(faults, FAULT_LIMIT + 1))
    if len(shown) > FAULT_LIMIT:
        last = shown[FAULT_LIMIT]
        shown[FAULT_LIMIT] = too_many(FAULT_LIMIT, "here")._replace(
            pointer=last.pointer, at_key=last.at_key, span=last.span, record=last.record
        )
    return shown


def too_many(limit: int, where: str) -> Fault:
    """The fault that stands for those that are not shown."""
    message = f"more than {limit} faults were found {where}; the others are not told"
    return Fault("too-many-faults", message, help="mend these, and check again")
