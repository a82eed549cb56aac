"""Finds `needless-exception`; `nsatu_data/manuals/needless-exception.md` says what that is and why."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.linking.dataset_facts import Reading
from nsatu_data.rules.certainty_against_words import all_held

CODE: Final = "needless-exception"


def check(reading: Reading) -> Iterator[Fault]:
    for identifier, held in all_held(reading):
        if held.is_excepted and held.is_borne_out:
            yield Fault(
                CODE,
                f"the words do not speak against {held.said}",
                f"/against_words/{held.field}",
                "remove the exception",
                record=identifier,
            )
