"""Writes how much of each sentence of a source is covered by evidence: as a map for people, as JSON or as CSV.

A gap is a span of a sentence that no evidence covers.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from nsatu_data.model.identifiers import kind_of
from nsatu_data.model.record_models import AnyRecord
from nsatu_data.model.vocabulary import Kind
from nsatu_data.printable import inert, visible
from nsatu_data.report import comma_separated
from nsatu_data.report.as_json import dumps
from nsatu_data.report.colour import Style
from nsatu_data.report.numbers import counted, percent
from nsatu_data.report.screen import PARAGRAPH, PLAIN, Screen
from nsatu_data.report.wrapping import wrapped
from nsatu_data.text.canonical_text import Canonical
from nsatu_data.text.coverage import Covered, Stretch, coverage

Texts = Mapping[str, Canonical]
Records = Sequence[AnyRecord]
Writer = Callable[[Records, Texts, Screen], str]

_BAR: Final = 10
"""The length of the bar that shows how much of a sentence is covered, in characters."""
_MARGIN: Final = " " * 6
_KINDS: Final = max(map(len, Kind)) + 2
"""The width of the column of kinds."""
_WORD: Final = re.compile(r"\w")


def _printed(lines: Iterable[str]) -> str:
    return "".join(f"{inert(line)}\n" for line in lines)


def _map(records: Records, texts: Texts, screen: Screen = PLAIN) -> str:
    return _printed(_lines(records, texts, screen))


def _lines(records: Records, texts: Texts, screen: Screen) -> Iterator[str]:
    labels = {record.id: record.label for record in records}
    rows = list(coverage(records))
    for source, its in groupby(rows, key=lambda row: row.source):
        yield f"{screen.paint(source, Style.ID)}  {screen.paint(visible(labels[source]), Style.HEADING)}"
        for row in its:
            yield from _head(row, screen)
            if source in texts:
                yield from wrapped(_marked(row, texts[source].text), screen.paragraph, _MARGIN, _MARGIN)
            yield from _citing(row.records, screen)
    yield _sum(rows)


def _head(row: Covered, screen: Screen) -> Iterator[str]:
    number = f"{row.sentence.number:>5}"
    if row.sentence.skip is not None:
        lines = wrapped(visible(f"skipped: {row.sentence.skip}"), screen.paragraph, f"{number} ", _MARGIN)
        yield from (screen.paint(line, Style.FAINT) for line in lines)
        return
    full = int(row.share * _BAR)
    bar = "#" * full + screen.paint("." * (_BAR - full), Style.FAINT)
    text = f"{percent(row.share):>4} of its characters, {counted(len(row.records), 'record')}"
    yield f"{screen.paint(number, Style.HEADING)} {bar} {screen.paint(text, None if row.records else Style.YELLOW)}"


def _citing(records: Sequence[str], screen: Screen) -> Iterator[str]:
    """The records that cite a sentence: those of a kind together, without the kind before each slug."""
    for kind, of_kind in groupby(records, key=kind_of):
        slugs = ", ".join(record.removeprefix(f"{kind}/") for record in of_kind)
        head = screen.paint(kind, Style.FAINT) + " " * (_KINDS - len(kind))
        for line in wrapped(slugs, (screen.width or PARAGRAPH) - len(_MARGIN) - _KINDS):
            yield f"{_MARGIN}{head}{line}"
            head = " " * _KINDS


def _marked(row: Covered, text: str) -> str:
    """The sentence, with brackets around the spans that evidence covers."""
    parts = []
    here = row.sentence.start
    for start, end in row.stretches:
        parts += [text[here:start], "[", text[start:end], "]"]
        here = end
    return visible("".join([*parts, text[here : row.sentence.end]]))


def _sum(rows: Sequence[Covered]) -> str:
    cited = sum(bool(row.records) for row in rows)
    skipped = sum(row.sentence.skip is not None for row in rows)
    neither = len(rows) - cited - skipped
    return f"{counted(len(rows), 'sentence')}: {cited:,} cited, {skipped:,} skipped, {neither:,} neither"


def _json(records: Records, texts: Texts, _: Screen = PLAIN) -> str:
    return dumps([_row(row, texts) for row in coverage(records)])


def _row(row: Covered, texts: Texts) -> dict[str, Any]:
    sentence = row.sentence
    head: dict[str, Any] = {"source": row.source, "sentence": sentence.number, "paragraph": sentence.paragraph}
    if row.source in texts:
        head["text"] = texts[row.source].text[sentence.start : sentence.end]
    return {
        **head,
        "skip": sentence.skip,
        "share": round(row.share, 4),
        "records": list(row.records),
        "stretches": _spans(row.stretches),
    }


def _spans(stretches: Iterable[Stretch]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in stretches]


def _csv(records: Records, texts: Texts, _: Screen = PLAIN) -> str:
    """One row a sentence. Spans are written as `start-end`; a source without a text has an empty cell for it."""
    head = ("source", "sentence", "paragraph", *(["text"] if texts else []), "skip", "share", "records", "stretches")
    rows = [_row(row, texts) for row in coverage(records)]
    for row in rows:
        row["stretches"] = [f"{span['start']}-{span['end']}" for span in row["stretches"]]
    return comma_separated.write(head, ([_csv_cell(row.get(name)) for name in head] for row in rows))


def _csv_cell(value: Any) -> str | tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else "" if value is None else str(value)


def _gap_lines(records: Records, texts: Texts, _: Screen = PLAIN) -> str:
    gaps = list(_uncovered(records, texts))
    lines = [
        f"{row.source} sentence {row.sentence.number}, {start} to {end}"
        + (f": {visible(texts[row.source].text[start:end])}" if row.source in texts else "")
        for row, (start, end) in gaps
    ]
    uncovered = sum(end - start for _, (start, end) in gaps)
    return _printed([*lines, f"{counted(len(gaps), 'gap')} with {counted(uncovered, 'character')}"])


def _gaps_json(records: Records, texts: Texts, _: Screen = PLAIN) -> str:
    return dumps(list(_gap_rows(records, texts)))


def _gap_rows(records: Records, texts: Texts) -> Iterator[dict[str, Any]]:
    for row, (start, end) in _uncovered(records, texts):
        head = {"source": row.source, "sentence": row.sentence.number, "start": start, "end": end}
        yield {**head, "text": texts[row.source].text[start:end]} if row.source in texts else head


def _gaps_csv(records: Records, texts: Texts, _: Screen = PLAIN) -> str:
    head = ("source", "sentence", "start", "end", *(["text"] if texts else []))
    rows = _gap_rows(records, texts)
    return comma_separated.write(head, ([_csv_cell(row.get(name)) for name in head] for row in rows))


def _uncovered(records: Records, texts: Texts) -> Iterator[tuple[Covered, Stretch]]:
    """The gaps. If the text is given, leaves out gaps without a letter or digit, and strips spaces from the others."""
    for row in coverage(records):
        for start, end in row.gaps:
            words = texts[row.source].text[start:end] if row.source in texts else None
            if words is None:
                yield row, (start, end)
            elif _WORD.search(words):
                yield row, (start + len(words) - len(words.lstrip(" ")), start + len(words.rstrip(" ")))


FORMATS: Final[dict[str, Writer]] = {"table": _map, "json": _json, "csv": _csv}
"""The writers of the coverage of every sentence."""
GAPS: Final[dict[str, Writer]] = {"table": _gap_lines, "json": _gaps_json, "csv": _gaps_csv}
"""The writers of the gaps."""
