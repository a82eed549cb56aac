"""The rule `stale-evidence`: see `nsatu_data/manuals/stale-evidence.md`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from nsatu_data.diagnostics import Fault, Severity
from nsatu_data.linking.dataset_facts import DatasetFacts
from nsatu_data.linking.record_facts import Facts
from nsatu_data.text.canonical_text import Canonical, digest

if TYPE_CHECKING:
    from nsatu_data.text.realigning import Trace

CODE: Final = "stale-evidence"


def check(dataset: DatasetFacts) -> Iterator[Fault]:
    for identifier, text in dataset.texts.items():
        source = dataset.records.get(identifier)
        if source is not None and source.text is not None and source.text.sha256 != digest(text.text):
            yield from _stale(dataset, identifier, source, text)


def _stale(dataset: DatasetFacts, source_id: str, source: Facts, text: Canonical) -> Iterator[Fault]:
    # Few texts have changed, and this import is slow.
    from nsatu_data.text.realigning import Fate, Realigned

    concerned = [one for one in dataset.pointers if one[2].source == source_id]
    realigned = Realigned(source.sentences, text, (pointer for _, _, pointer in concerned))
    if not realigned.sentences:
        # A different article is a single fault of the text: `text-mismatch` reports it.
        return
    for identifier, index, pointer in concerned:
        trace = realigned.trace(pointer)
        if trace.fate is not Fate.KEPT or trace.is_altered:
            message, help = _message_and_help(trace, source_id)
            yield Fault(CODE, message, f"/evidence/{index}", help, Severity.WARNING, record=identifier)


def _message_and_help(trace: "Trace", source: str) -> tuple[str, str]:
    from nsatu_data.text.realigning import Fate

    realign = f"run nsatu-data cite {source} --text FILE --realign --write"
    if trace.fate in (Fate.KEPT, Fate.MOVED):
        start, end = trace.places[0]
        verb = "are still at" if trace.fate is Fate.KEPT else "have moved to"
        if trace.is_altered:
            message = f"the words {verb} {start} to {end}, but their sentence has changed"
            return message, f"read the sentence again, then {realign}"
        return f"the words {verb} {start} to {end}", realign
    if trace.fate is Fate.AMBIGUOUS:
        times = f"more than {len(trace.places)}" if trace.has_more else f"{len(trace.places)}"
        return f"the words now occur in {times} places", "cite them again with more words"
    return "the words no longer occur in the text", "encode what the text says now, or remove the evidence"
