"""Limits on the number of findings shown: for a record or file, a bundle, a SARIF log, or a command that stops."""

from collections.abc import Iterable
from itertools import islice
from typing import Final

from nsatu_data.diagnostics import Fault

FAULT_LIMIT: Final = 100
"""The most faults shown for one record or file."""
BUNDLE_FAULT_LIMIT: Final = 10_000
"""The most faults shown for a bundle. Once there are more, the remaining records are not checked."""
SARIF_RESULT_LIMIT: Final = 25_000
"""The most results in a run of a SARIF log. GitHub code scanning rejects a file that has more."""
INVALID_DATASET_LIMIT: Final = 10
"""The most findings shown by a command that stops because the dataset has errors. `validate` shows them all."""


def limited(faults: Iterable[Fault]) -> list[Fault]:
    """The first `FAULT_LIMIT` faults. If there are more, a final fault with the code `too-many-faults` says so."""
    shown = list(islice(faults, FAULT_LIMIT + 1))
    if len(shown) > FAULT_LIMIT:
        last = shown[FAULT_LIMIT]
        shown[FAULT_LIMIT] = too_many(FAULT_LIMIT, "here")._replace(
            pointer=last.pointer, at_key=last.at_key, span=last.span, record=last.record
        )
    return shown


def too_many(limit: int, where: str) -> Fault:
    """The fault that replaces the faults after the first `limit`."""
    message = f"more than {limit} faults {where}; the others are not shown"
    return Fault("too-many-faults", message, help="fix these faults, then check again")
