"""Finds `polarity-against-words`; `nsatu_data/manuals/polarity-against-words.md` says what that is and why."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.linking.against_words import differences
from nsatu_data.linking.dataset_facts import Reading

CODE: Final = "polarity-against-words"


def check(reading: Reading) -> Iterator[Fault]:
    yield from differences(reading, "polarity", CODE)
