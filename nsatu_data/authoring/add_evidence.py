"""Makes evidence from words of a source's text, and adds it to a record's file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from nsatu_data.authoring import editing, working_copy
from nsatu_data.authoring.citing import Found, Uncertain, Wanted, cite
from nsatu_data.diagnostics import CannotRun
from nsatu_data.model.identifiers import kind_of, path_of
from nsatu_data.model.vocabulary import Kind
from nsatu_data.printable import visible
from nsatu_data.storage import file_names
from nsatu_data.syntax import yaml_reader
from nsatu_data.text.canonical_text import Canonical, Slice
from nsatu_data.text.word_boundaries import cut_words

_CONTEXT: Final = 40
"""How many characters of the text are shown on either side of words."""


def cited(root: Path, source: str, file: Path, wanted: Wanted, remark: Callable[[str], None]) -> dict[str, Any]:
    """The evidence for words, as values. Raises CannotRun where there is none.

    `remark` is called with what the author should know: the text writes the words otherwise, or they cut a word.
    """
    record = working_copy.source(root, source)
    if wanted.sentence is not None and wanted.sentence > len(record.sentences):
        raise CannotRun(f"{source} has {len(record.sentences)} sentences, none numbered {wanted.sentence}")
    text = working_copy.text_of(root, record, file)
    found = cite(record, text, wanted)
    if isinstance(found, Uncertain):
        raise CannotRun(*_uncertain(found, text, wanted))
    evidence = found.evidence
    words = text.text[evidence.start : evidence.end]
    if found.is_alike and visible(words) != wanted.words:
        remark(f"the text writes this otherwise: {words}")
    if found.is_cut:
        for message in cut_words(text.text, Slice(evidence.start, evidence.end)).values():
            remark(f"{message}; take in the whole of it")
    return evidence.model_dump(mode="json", exclude_unset=True)


def _uncertain(found: Uncertain, text: Canonical, wanted: Wanted) -> list[str]:
    if found.places:
        numbers = {place.sentence for place in found.places}
        help = "take more words" if len(numbers) == 1 else "name the sentence with --sentence, or take more words"
        head = f"the words stand {len(found.places)} times in the text; {help}"
        return [head, *(_in_context(place, text) for place in found.places)]
    head = "the words stand nowhere in one sentence of the text"
    if wanted.sentence is not None:
        head = f"the words do not stand in sentence {wanted.sentence}"
    if not found.nearest:
        return [f"{head}; copy them from there"]
    return [f"{head}; the nearest passages are", *(_in_context(place, text) for place in found.nearest)]


def _in_context(place: Found, text: Canonical) -> str:
    start, end = place.slice
    before = text.text[max(start - _CONTEXT, 0) : start].rpartition("\n")[2]
    after = text.text[end : end + _CONTEXT].partition("\n")[0]
    return f"  sentence {place.sentence}: {before}[{text.text[start:end]}]{after}"


def add(root: Path, identifier: str, item: dict[str, Any]) -> str:
    """Adds evidence to a record's file; returns the file's path. Raises CannotRun where it cannot be added."""
    document = working_copy.document(root, identifier)
    if kind_of(identifier) == Kind.SOURCE:
        raise CannotRun(f"{identifier} is a source, and has no evidence")
    values = document.values
    known = values.get("evidence") if isinstance(values, dict) else None
    if isinstance(known, list) and any(
        isinstance(one, dict) and all(one.get(field) == item[field] for field in ("source", "start", "end"))
        for one in known
    ):
        raise CannotRun(f"{identifier} points at these words already")
    text = editing.with_item(document.text, "evidence", item)
    path = file_names.shown(root, path_of(identifier))
    if text is None:
        raise CannotRun(f"{path}: `evidence` is no list with an item a line; see nsatu-data format")
    if not _has(text, [*(known if isinstance(known, list) else ()), item]):
        raise CannotRun(f"{path}: its YAML must be mended first; see nsatu-data validate")
    working_copy.save(root, {identifier: working_copy.Edit(document.text, text)})
    return path


def _has(text: str, evidence: list[Any]) -> bool:
    """Whether a record's text can be read, and has this evidence."""
    values = yaml_reader.read(text.encode()).values
    return isinstance(values, dict) and values.get("evidence") == evidence
