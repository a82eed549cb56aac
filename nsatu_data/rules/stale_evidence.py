"""Finds `stale-evidence`; `nsatu_data/manuals/stale-evidence.md` says what that is and why."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from nsatu_data.diagnostics import Fault, Severity
from nsatu_data.linking.dataset_facts import Reading
from nsatu_data.linking.record_facts import Facts
from nsatu_data.text.canonical_text import Canonical, digest

if TYPE_CHECKING:
    from nsatu_data.text.realigning import Trace

CODE: Final = "stale-evidence"


def check(reading: Reading) -> Iterator[Fault]:
    for identifier, text in reading.texts.items():
        source = reading.records.get(identifier)
        if source is not None and source.text is not None and source.text.sha256 != digest(text.text):
            yield from _stale(reading, identifier, source, text)


def _stale(reading: Reading, source_id: str, source: Facts, text: Canonical) -> Iterator[Fault]:
    # Few runs are given a text that has changed, and it is much to import.
    from nsatu_data.text.realigning import Fate, Realigned

    concerned = [one for one in reading.pointers if one[2].source == source_id]
    realigned = Realigned(source.sentences, text, (pointer for _, _, pointer in concerned))
    if not realigned.sentences:
        # Another article altogether is one fault, and that of the text.
        return
    for identifier, index, pointer in concerned:
        trace = realigned.trace(pointer)
        if trace.fate is not Fate.KEPT or trace.is_altered:
            message, help = _told(trace, source_id)
            yield Fault(CODE, message, f"/evidence/{index}", help, Severity.WARNING, record=identifier)


def _told(trace: "Trace", source: str) -> tuple[str, str]:
    from nsatu_data.text.realigning import Fate

    realign = f"run nsatu-data cite {source} --text FILE --realign --write"
    if trace.fate in (Fate.KEPT, Fate.MOVED):
        start, end = trace.places[0]
        told = "still stand at" if trace.fate is Fate.KEPT else "have moved to"
        if trace.is_altered:
            message = f"the words {told} {start} to {end}, in a sentence that was altered"
            return message, f"read the sentence again, then {realign}"
        return f"the words {told} {start} to {end}", realign
    if trace.fate is Fate.AMBIGUOUS:
        times = f"more than {len(trace.places)}" if trace.has_more else f"{len(trace.places)}"
        return f"the words stand in {times} places of the text now", "cite them again, with more words"
    return "the words stand nowhere in the text any more", "encode the change, or remove the evidence"
