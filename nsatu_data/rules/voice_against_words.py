"""The rule `voice-against-words`: see `nsatu_data/manuals/voice-against-words.md`."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.linking.against_words import differences
from nsatu_data.linking.dataset_facts import DatasetFacts

CODE: Final = "voice-against-words"


def check(dataset: DatasetFacts) -> Iterator[Fault]:
    yield from differences(dataset, "voice", CODE)
