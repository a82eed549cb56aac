"""The texts of sources, compared with the sources' records, and the words that evidence points to."""

from collections.abc import Iterable, Mapping
from os import PathLike, fspath
from pathlib import Path

from nsatu_data.dataset.bundle import values
from nsatu_data.dataset.collection import no_such_record
from nsatu_data.diagnostics import Diagnostic, Fault, InvalidDataset
from nsatu_data.linking import record_facts, text_comparison
from nsatu_data.model.record_models import Evidence, Source
from nsatu_data.storage import read_files
from nsatu_data.text import canonical_text

SourceText = str | PathLike[str] | bytes
"""The path of a file with a text, or the bytes of such a file."""
_LONGEST_PATH = 4096


def verified(sources: Iterable[Source], texts: Mapping[str, SourceText]) -> dict[str, str]:
    """The canonical texts, by source.

    An empty id is that of the only source. Raises InvalidDataset if a text is not that of its source, KeyError if there
    is no such source, CannotRun if a file cannot be read, and TypeError if `texts` is no mapping.
    """
    if not isinstance(texts, Mapping):
        raise TypeError("texts must be a mapping from the id of a source to its text: {'source/one': 'text.txt'}")
    by_id = {source.id: source for source in sources}
    only = next(iter(by_id), "") if len(by_id) == 1 else ""
    found: dict[str, str] = {}
    wrong: list[Diagnostic] = []
    for identifier, text in texts.items():
        source = by_id.get(identifier or only)
        if source is None:
            raise no_such_record("source", identifier, by_id)
        canonical = canonical_text.read(_content(text))
        faults = [canonical] if isinstance(canonical, Fault) else _mismatches(source, canonical)
        wrong += [_diagnostic(fault, _name(text, source), source) for fault in faults]
        if isinstance(canonical, canonical_text.Canonical):
            found[source.id] = canonical.text
    if wrong:
        raise InvalidDataset(wrong)
    return found


def _content(text: SourceText) -> bytes:
    if isinstance(text, bytes):
        return text
    path = fspath(text)
    if "\n" in path or len(path) > _LONGEST_PATH:
        # Without this, the error for a missing file would repeat the text.
        raise TypeError("a text in memory must be bytes; a str is the path of its file")
    return read_files.read_named(Path(path), canonical_text.LIMIT)


def _name(text: SourceText, source: Source) -> str:
    return f"text of {source.id}" if isinstance(text, bytes) else Path(text).as_posix()


def _mismatches(source: Source, text: canonical_text.Canonical) -> list[Fault]:
    return list(text_comparison.mismatches(source.id, record_facts.facts(values(source)), text))


def _diagnostic(fault: Fault, file: str, source: Source) -> Diagnostic:
    return Diagnostic(fault.code, fault.severity, fault.message, fault.help, file, fault.span, source.id, None)


def words(evidence: Evidence, texts: Mapping[str, str]) -> str:
    """The words that a pointer points to. Raises ValueError if there is no text, or if the digest is another."""
    text = texts.get(evidence.source)
    if text is None:
        add = f"dataset.with_texts({{{evidence.source!r}: 'article.txt'}})"
        raise ValueError(f"the text of {evidence.source} was not given; {add} returns a dataset that has it")
    found = text[evidence.start : evidence.end]
    if canonical_text.digest(found) != evidence.sha256:
        span = f"{evidence.start} to {evidence.end}"
        raise ValueError(f"the digest of the evidence is not that of the words at {span} of {evidence.source}")
    return found
