"""Writes how much of each sentence of a source is covered by evidence: as a map for people, as JSON or as CSV.

A gap is a span of a sentence that no evidence covers.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from nsatu_data.diagnostics import CannotRun
from nsatu_data.model.numbers import counted
from nsatu_data.model.record_models import AnyRecord
from nsatu_data.printable import inert, visible
from nsatu_data.report import comma_separated
from nsatu_data.report.as_json import dumps
from nsatu_data.report.coverage_map import View, coverage_map
from nsatu_data.text.canonical_text import Canonical
from nsatu_data.text.coverage import Covered, Stretch, coverage

Texts = Mapping[str, Canonical]
Records = Sequence[AnyRecord]
Writer = Callable[[Records, Texts, View], str]

NO_VIEW: Final = View()
"""Every sentence, without the ids of records, for a file or a pipe."""
_WORD: Final = re.compile(r"\w")


def _map(records: Records, texts: Texts, view: View = NO_VIEW) -> str:
    return coverage_map(records, _rows(records, view), texts, view)


def _rows(records: Records, view: View) -> list[Covered]:
    """The coverage of the sentences to show. Raises CannotRun if a sentence is not in any source."""
    rows = list(coverage(records))
    if view.sentences is None:
        return rows
    for number in sorted(view.sentences - {row.sentence.number for row in rows}):
        last = max((row.sentence.number for row in rows), default=0)
        raise CannotRun(f"there is no sentence {number}; the last one is {last:,}")
    return [row for row in rows if row.sentence.number in view.sentences]


def _json(records: Records, texts: Texts, view: View = NO_VIEW) -> str:
    return dumps([_row(row, texts) for row in _rows(records, view)])


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


def _csv(records: Records, texts: Texts, view: View = NO_VIEW) -> str:
    """One row a sentence. Spans are written as `start-end`; a source without a text has an empty cell for it."""
    head = ("source", "sentence", "paragraph", *(["text"] if texts else []), "skip", "share", "records", "stretches")
    rows = [_row(row, texts) for row in _rows(records, view)]
    for row in rows:
        row["stretches"] = [f"{span['start']}-{span['end']}" for span in row["stretches"]]
    return comma_separated.write(head, ([_csv_cell(row.get(name)) for name in head] for row in rows))


def _csv_cell(value: Any) -> str | tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else "" if value is None else str(value)


def _gap_lines(records: Records, texts: Texts, view: View = NO_VIEW) -> str:
    gaps = list(_uncovered(_rows(records, view), texts))
    lines = [
        f"{row.source} sentence {row.sentence.number}, {start} to {end}"
        + (f": {visible(texts[row.source].text[start:end])}" if row.source in texts else "")
        for row, (start, end) in gaps
    ]
    uncovered = sum(end - start for _, (start, end) in gaps)
    return "".join(
        f"{inert(line)}\n" for line in [*lines, f"{counted(len(gaps), 'gap')} with {counted(uncovered, 'character')}"]
    )


def _gaps_json(records: Records, texts: Texts, view: View = NO_VIEW) -> str:
    return dumps(list(_gap_rows(records, texts, view)))


def _gap_rows(records: Records, texts: Texts, view: View) -> Iterator[dict[str, Any]]:
    for row, (start, end) in _uncovered(_rows(records, view), texts):
        head = {"source": row.source, "sentence": row.sentence.number, "start": start, "end": end}
        yield {**head, "text": texts[row.source].text[start:end]} if row.source in texts else head


def _gaps_csv(records: Records, texts: Texts, view: View = NO_VIEW) -> str:
    head = ("source", "sentence", "start", "end", *(["text"] if texts else []))
    rows = _gap_rows(records, texts, view)
    return comma_separated.write(head, ([_csv_cell(row.get(name)) for name in head] for row in rows))


def _uncovered(rows: Iterable[Covered], texts: Texts) -> Iterator[tuple[Covered, Stretch]]:
    """The gaps. If the text is given, leaves out gaps without a letter or digit, and strips spaces from the others."""
    for row in rows:
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
