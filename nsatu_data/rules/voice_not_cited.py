"""The rule `voice-not-cited`: see `nsatu_data/manuals/voice-not-cited.md`."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.linking.dataset_facts import DatasetFacts
from nsatu_data.model.vocabulary import Kind

CODE: Final = "voice-not-cited"
_SOURCE: Final = f"{Kind.SOURCE}/"


def check(dataset: DatasetFacts) -> Iterator[Fault]:
    for identifier, facts in dataset.records.items():
        for voice in facts.references.get("voice", ()):
            # Checked first because most evidence is from one source.
            if voice == facts.evidence[0].source or not voice.startswith(_SOURCE):
                continue
            if voice not in [pointer.source for pointer in facts.evidence]:
                yield Fault(
                    CODE,
                    f"no evidence is from {voice}",
                    "/voice",
                    "name the source that the evidence is from",
                    record=identifier,
                )
