"""Make evidence from words of a source's text, and add the evidence to a record's file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from nsatu_data.authoring import editing, working_copy
from nsatu_data.authoring.citing import Passage, Uncertain, Wanted, cite
from nsatu_data.diagnostics import CannotRun
from nsatu_data.model.identifiers import kind_of, path_of
from nsatu_data.model.vocabulary import Kind
from nsatu_data.printable import visible
from nsatu_data.storage import file_names
from nsatu_data.syntax import yaml_reader
from nsatu_data.text.canonical_text import Canonical, Slice
from nsatu_data.text.word_boundaries import cut_words

_CONTEXT: Final = 40
"""Characters of the text that are shown before and after a match."""


def make_evidence(root: Path, source: str, file: Path, wanted: Wanted, remark: Callable[[str], None]) -> dict[str, Any]:
    """Return the evidence for `wanted` as a plain dictionary.

    `remark` receives a warning if the text writes the words differently, or if they begin or end inside a word.
    Raises CannotRun if the words match nowhere, or in several places.
    """
    record = working_copy.source(root, source)
    if wanted.sentence is not None and wanted.sentence > len(record.sentences):
        raise CannotRun(f"there is no sentence {wanted.sentence}: {source} has {len(record.sentences):,} sentences")
    text = working_copy.text_of(root, record, file)
    found = cite(record, text, wanted)
    if isinstance(found, Uncertain):
        raise CannotRun(*_uncertain(found, text, wanted))
    evidence = found.evidence
    words = text.text[evidence.start : evidence.end]
    if found.is_alike and visible(words) != wanted.words:
        remark(f"the text writes this differently: {words}")
    if found.is_cut:
        for message in cut_words(text.text, Slice(evidence.start, evidence.end)).values():
            remark(f"{message}; cite the whole of it")
    return evidence.model_dump(mode="json", exclude_unset=True)


def _uncertain(found: Uncertain, text: Canonical, wanted: Wanted) -> list[str]:
    if found.places:
        numbers = {place.sentence for place in found.places}
        help = "cite more words" if len(numbers) == 1 else "name the sentence with --sentence, or cite more words"
        head = f"the words occur {len(found.places):,} times in the text; {help}"
        return [head, *(_in_context(place, text) for place in found.places)]
    head = "no sentence of the text contains the words"
    if wanted.sentence is not None:
        head = f"sentence {wanted.sentence} does not contain the words"
    if not found.nearest:
        return [f"{head}; copy them from the text"]
    return [f"{head}; the nearest passages are", *(_in_context(place, text) for place in found.nearest)]


def _in_context(place: Passage, text: Canonical) -> str:
    start, end = place.slice
    before = text.text[max(start - _CONTEXT, 0) : start].rpartition("\n")[2]
    after = text.text[end : end + _CONTEXT].partition("\n")[0]
    return f"  sentence {place.sentence}: {before}[{text.text[start:end]}]{after}"


def add(root: Path, identifier: str, item: dict[str, Any]) -> str:
    """Add one item of evidence to a record's file, and return the file's path.

    Raises CannotRun if the evidence cannot be added.
    """
    document = working_copy.document(root, identifier)
    if kind_of(identifier) == Kind.SOURCE:
        raise CannotRun(f"{identifier} is a source, and sources have no evidence; add it to a record of another kind")
    values = document.values
    known = values.get("evidence") if isinstance(values, dict) else None
    if isinstance(known, list) and any(
        isinstance(one, dict) and all(one.get(field) == item[field] for field in ("source", "start", "end"))
        for one in known
    ):
        raise CannotRun(f"{identifier} already has evidence for these words")
    text = editing.with_item(document.text, "evidence", item)
    path = file_names.shown(root, path_of(identifier))
    if text is None:
        raise CannotRun(f"{path}: `evidence` is not a block list; run `nsatu-data format`")
    if not _has(text, [*(known if isinstance(known, list) else ()), item]):
        raise CannotRun(f"{path}: its YAML has faults; run `nsatu-data validate` and fix them first")
    working_copy.save(root, {identifier: working_copy.Edit(document.text, text)})
    return path


def _has(text: str, evidence: list[Any]) -> bool:
    """Whether the text of a record's file can be read and contains exactly this evidence."""
    values = yaml_reader.read(text.encode()).values
    return isinstance(values, dict) and values.get("evidence") == evidence
