"""Update a source and the evidence that points into it, after its text or its sentence boundaries have changed.

In this module, a pointer is an item of a record's `evidence`: a source, a sentence number, and a span with its digest.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol

from nsatu_data.authoring import editing, sources, working_copy
from nsatu_data.authoring.sources import Sentence
from nsatu_data.authoring.working_copy import Edit
from nsatu_data.diagnostics import CannotRun, Fault
from nsatu_data.linking.record_facts import Pointer
from nsatu_data.model.identifiers import id_at, is_id, path_of
from nsatu_data.model.record_models import Source
from nsatu_data.model.vocabulary import Kind
from nsatu_data.storage import dataset_folder, file_names, read_files
from nsatu_data.syntax import yaml_reader
from nsatu_data.syntax.ordinary import reader
from nsatu_data.syntax.yaml_writer import NO_COMMENTS, Comments
from nsatu_data.text.canonical_text import Canonical, Slice, Units
from nsatu_data.text.canonical_text import units as text_units
from nsatu_data.text.realigning import Fate, Realigned, Trace
from nsatu_data.text.segmentation import segment_within

_UNITS: Final = ("utf16", "utf8")
_EVIDENCE: Final = "/evidence"


class Cited(NamedTuple):
    """A pointer in a record's file; `item` is its index in `evidence`."""

    record: str
    item: int
    pointer: Pointer


class Move(NamedTuple):
    """What became of a pointer. `now` is the new pointer, or None if there is no certain place for it."""

    cited: Cited
    trace: Trace
    now: Pointer | None


def citing(root: Path, source: str) -> Iterator[Cited]:
    """Yield every readable pointer into a source, in the order of the records. The records may have faults."""
    for entry in dataset_folder.entries(root):
        is_cited = entry.kind not in ("", Kind.SOURCE) and not entry.fault
        data = read_files.read(root, entry.path) if is_cited else b""
        values = None if isinstance(data, Fault) else yaml_reader.read(data).values
        for index, pointer in _pointers(values).items():
            if pointer.source == source:
                yield Cited(id_at(entry.path), index, pointer)


def unreadable(root: Path, source: str) -> Iterator[str]:
    """Yield the ids or paths of files that may have an unreadable pointer into the source."""
    for entry in dataset_folder.entries(root):
        if entry.fault:
            if _may_be_record(root, entry):
                yield entry.path
        elif entry.kind not in ("", Kind.SOURCE):
            data = read_files.read(root, entry.path)
            if isinstance(data, Fault) or not _has_all_pointers(yaml_reader.read(data), source):
                yield id_at(entry.path)


def _may_be_record(root: Path, entry: dataset_folder.Entry) -> bool:
    """Whether a misplaced file, folder or link may contain a record.

    The result is false only for a regular file with a suffix other than `.yaml` and `.yml`.
    """
    path = root / entry.path
    is_link = path.is_symlink()
    return is_link or not path.is_file() or path.suffix.lower() in (".yaml", ".yml")


def _has_all_pointers(document: yaml_reader.Document, source: str) -> bool:
    """Whether every pointer into a source can be read from a record's file."""
    if not isinstance(document.values, dict):
        return False
    unfilled = {fault.pointer for fault in document.faults if fault.code == "missing-value"}
    refused = {mark.removesuffix("#").removesuffix("/-") for mark in document.refused} - (unfilled & {_EVIDENCE})
    if any(pointer == "" or f"{pointer}/".startswith(f"{_EVIDENCE}/") for pointer in refused):
        return False
    written = document.values.get("evidence")
    if not isinstance(written, list):
        # Without evidence there is nothing to lose.
        return written is None
    return all(_is_clear(one, source) for one in written)


def _is_clear(written: Any, source: str) -> bool:
    """Whether an item of evidence is readable, or certainly points into another source."""
    named = written.get("source") if isinstance(written, dict) else None
    if named == source:
        return _pointer(written) is not None
    return isinstance(named, str) and is_id(named)


def _pointers(values: Any) -> dict[int, Pointer]:
    """Return the readable pointers of a record by index."""
    written = values.get("evidence") if isinstance(values, dict) else None
    found = enumerate(map(_pointer, written if isinstance(written, list) else ()))
    return {index: pointer for index, pointer in found if pointer}


def _pointer(written: Any) -> Pointer | None:
    values = [written.get(field) for field in Pointer._fields] if isinstance(written, dict) else []
    if [type(value) for value in values] != [str, int, int, int, str]:
        return None
    return Pointer._make(values)


def sentences_in(record: Source, text: Canonical, realigned: Realigned | None = None) -> list[Sentence]:
    """Return the sentences of a changed text: the old sentences that it still contains, and new ones between them.

    The text between old sentences in a line is segmented into new sentences. `realigned` finds the old sentences in the
    new text. If the caller passes none, this function creates it.
    """
    realigned = realigned or Realigned(record.sentences, text)
    skips = {row.number: row.skip for row in record.sentences}
    kept = sorted(
        (Sentence(place, skips[number], number) for number, place in realigned.sentences.items()),
        key=lambda sentence: sentence.slice,
    )
    found = list(kept)
    first = 0
    for line in text.lines():
        start = line.start
        after = bisect_left(kept, line.end, first, key=lambda sentence: sentence.slice.start)
        in_line, first = kept[first:after], after
        for sentence in (*in_line, None):
            end = sentence.slice.start if sentence else line.end
            gap = text.text[start:end]
            if gap.strip(" "):
                found += map(Sentence, segment_within(text, Slice(start, end), record.language))
            start = sentence.slice.end if sentence else end
    return sorted(found, key=lambda sentence: sentence.slice)


def moves(
    record: Source,
    cited: Iterable[Cited],
    text: Canonical,
    sentences: Iterable[Sentence],
    realigned: Realigned | None = None,
) -> list[Move]:
    """Return what becomes of each pointer after a change of the text; `sentences` are those of the new text."""
    realigned = realigned or Realigned(record.sentences, text)
    rows = [sentence.slice for sentence in sentences]
    result = []
    for one in cited:
        trace = realigned.trace(one.pointer)
        now = None
        if trace.fate in (Fate.KEPT, Fate.MOVED):
            now = _within(rows, one.pointer, trace.places[0])
            if now is None:
                # Evidence must lie within one sentence.
                trace = Trace(Fate.LOST, trace.places)
            elif now != one.pointer:
                trace = trace._replace(fate=Fate.MOVED)
        result.append(Move(one, trace, now))
    return result


def renumbered(cited: Iterable[Cited], sentences: Iterable[Sentence]) -> list[Move]:
    """Return what becomes of each pointer if the text stays the same and is cut into `sentences`."""
    rows = [sentence.slice for sentence in sentences]
    result = []
    for one in cited:
        place = Slice(one.pointer.start, one.pointer.end)
        result.append(Move(one, Trace(Fate.KEPT, (place,)), _within(rows, one.pointer, place)))
    return result


def _within(rows: list[Slice], pointer: Pointer, place: Slice) -> Pointer | None:
    number = bisect_right(rows, place.start, key=lambda row: row.start)
    if not number or place.end > rows[number - 1].end:
        return None
    return pointer._replace(sentence=number, start=place.start, end=place.end)


def written(
    root: Path, record: Source, text: Canonical, sentences: list[Sentence], moved: Iterable[Move]
) -> dict[str, Edit]:
    """Return the edits of all records that must change, by id. The edit of the source comes last.

    Pointers without a certain place are removed. Raises CannotRun if a record was changed after it was read, or if a
    pointer cannot be removed from its file.
    """
    changed: dict[str, list[Move]] = {}
    for move in moved:
        if move.now != move.cited.pointer:
            changed.setdefault(move.cited.record, []).append(move)
    counts = _counts(text, (move.now for several in changed.values() for move in several if move.now))
    paths = working_copy.record_paths(root)
    edits = {each: _edit(root, paths, each, several, counts) for each, several in sorted(changed.items())}
    own = working_copy.document(root, record.id, paths).text
    if working_copy.source(root, record.id) != record:
        raise _changed_meanwhile(root, record.id)
    edits[record.id] = Edit(own, _source(own, record, text, sentences))
    return edits


def _source(own: str, record: Source, text: Canonical, sentences: list[Sentence]) -> str:
    rows = sources.rows(text, sentences)
    counts = _counts(text, (sentence.slice for sentence in sentences))
    for units in _UNITS:
        if any(getattr(row, units) is not None for row in record.sentences):
            for row in rows:
                row[units] = _counted(counts, units, row["start"], row["end"])
    known = reader.read(own.encode(), read_files.SOURCE_LIMIT).comments if "#" in own else NO_COMMENTS
    comments = _comments(known, sentences)
    return editing.with_field(
        editing.with_field(own, "text", sources.measures(text), comments), "sentences", rows, comments
    )


def _comments(comments: Mapping[str, Comments], sentences: Iterable[Sentence]) -> dict[str, Comments]:
    """Return the comments in `text` and `sentences` by their new JSON pointers.

    Each comment moves with its sentence. The comments of a removed sentence go below the last sentence.
    """
    now = {sentence.origin: index for index, sentence in enumerate(sentences)}
    found: dict[str, Comments] = {}
    gone: list[str] = []
    for pointer, one in comments.items():
        field, *path = pointer.split("/")[1:] or [""]
        if field == "sentences" and path:
            index = now.get(int(path[0]) + 1)
            if index is None:
                gone += filter(None, (*one.above, one.trailing, *one.below))
            else:
                found["/".join(("", field, str(index), *path[1:]))] = one
        elif field in ("text", "sentences"):
            # `editing.with_field` leaves the comments above a field as they are.
            found[pointer] = one if path else one._replace(above=())
    if gone:
        whole = found.get("/sentences", Comments())
        found["/sentences"] = whole._replace(below=(*whole.below, *gone))
    return found


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def _counts(text: Canonical, spans: Iterable[_Span]) -> dict[int, Units]:
    return text_units(text.text, (offset for span in spans for offset in (span.start, span.end)))


def _counted(counts: Mapping[int, Units], units: str, start: int, end: int) -> dict[str, int]:
    return {field: getattr(counts[offset], units) for field, offset in (("start", start), ("end", end))}


def _edit(root: Path, paths: list[str], identifier: str, moved: Iterable[Move], counts: Mapping[int, Units]) -> Edit:
    """Return the edit of a record that updates its moved pointers and removes those without a certain place."""
    document = working_copy.document(root, identifier, paths)
    known = _pointers(document.values)
    values: dict[str, object] = {}
    gone = []
    for move in moved:
        item = move.cited.item
        if known.get(item) != move.cited.pointer:
            raise _changed_meanwhile(root, identifier)
        if move.now is None:
            gone.append(item)
        else:
            values |= {
                f"{_EVIDENCE}/{item}/{field}": getattr(move.now, field) for field in ("sentence", "start", "end")
            }
            for units in _UNITS:
                for field, count in _counted(counts, units, move.now.start, move.now.end).items():
                    values[f"{_EVIDENCE}/{item}/{units}/{field}"] = count
    # Counts in other units are optional. Only those that the file has are updated.
    present = {pointer: value for pointer, value in values.items() if pointer in document.places}
    moved_text = editing.with_scalars(document.text, document.places, present)
    return Edit(document.text, _without(root, identifier, moved_text, gone) if gone else moved_text)


def _without(root: Path, identifier: str, text: str, gone: list[int]) -> str:
    """Remove pointers from the text of a record, and read the result to check that nothing else has changed."""
    before = yaml_reader.read(text.encode()).values
    expected = dict(before)
    expected["evidence"] = [one for item, one in enumerate(before["evidence"]) if item not in gone]
    if not expected["evidence"]:
        del expected["evidence"]
    new = editing.without_items(text, "evidence", gone)
    if new is None or yaml_reader.read(new.encode()).values != expected:
        raise CannotRun(f"{file_names.shown(root, path_of(identifier))}: cannot remove evidence; remove it by hand")
    return new


def _changed_meanwhile(root: Path, identifier: str) -> CannotRun:
    message = "another program changed the file meanwhile; run the command again"
    return CannotRun(f"{file_names.shown(root, path_of(identifier))}: {message}")
