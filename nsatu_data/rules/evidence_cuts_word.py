"""The rule `evidence-cuts-word`: see `nsatu_data/manuals/evidence-cuts-word.md`."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Severity
from nsatu_data.linking.dataset_facts import DatasetFacts
from nsatu_data.linking.verified_evidence import true_pointers
from nsatu_data.text.canonical_text import Slice

CODE: Final = "evidence-cuts-word"
_HELP: Final = "cite the whole word or number with `nsatu-data cite`"


def check(dataset: DatasetFacts) -> Iterator[Fault]:
    if not dataset.texts:
        return
    from nsatu_data.text.word_boundaries import cut_words

    for identifier, index, pointer in true_pointers(dataset):
        text = dataset.texts[pointer.source].text
        for end, message in cut_words(text, Slice(pointer.start, pointer.end)).items():
            yield Fault(CODE, message, f"/evidence/{index}/{end}", _HELP, Severity.WARNING, record=identifier)
