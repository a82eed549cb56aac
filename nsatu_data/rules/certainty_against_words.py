"""Finds `certainty-against-words`; `nsatu_data/manuals/certainty-against-words.md` says what that is and why."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.linking.against_words import differences
from nsatu_data.linking.dataset_facts import Reading

CODE: Final = "certainty-against-words"


def check(reading: Reading) -> Iterator[Fault]:
    yield from differences(reading, "certainty", CODE)
