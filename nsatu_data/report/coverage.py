"""Writes how much of each sentence of a source is covered by evidence, as text or as JSON.

A gap is a span of a sentence that no evidence covers.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from textwrap import wrap
from typing import Any, Final

from nsatu_data.model.identifiers import kind_of
from nsatu_data.model.record_models import AnyRecord
from nsatu_data.printable import visible
from nsatu_data.report.as_json import dumps
from nsatu_data.report.excerpt import WIDTH
from nsatu_data.text.canonical_text import Canonical
from nsatu_data.text.coverage import Covered, Stretch, coverage

Texts = Mapping[str, Canonical]
Records = Sequence[AnyRecord]
Writer = Callable[[Records, Texts], str]

_BAR: Final = 10
"""The length of the bar that shows how much of a sentence is covered, in characters."""
_MARGIN: Final = " " * 5
_WORD: Final = re.compile(r"\w")


def _text(records: Records, texts: Texts) -> str:
    return "".join(f"{line}\n" for line in _lines(records, texts))


def _lines(records: Records, texts: Texts) -> Iterator[str]:
    labels = {record.id: record.label for record in records}
    rows = list(coverage(records))
    for source, its in groupby(rows, key=lambda row: row.source):
        yield f"{source}  {labels[source]}"
        for row in its:
            yield f"  {_head(row)}"
            if source in texts:
                yield from _filled(_marked(row, texts[source].text))
            for kind, of_kind in groupby(row.records, key=kind_of):
                yield from _filled(f"{kind}: {', '.join(record.removeprefix(f'{kind}/') for record in of_kind)}")
    yield _sum(rows)


def _head(row: Covered) -> str:
    number = f"{row.sentence.number:>3}"
    if row.sentence.skip is not None:
        return f"{number} skipped: {row.sentence.skip}"
    bar = "#" * int(row.share * _BAR)
    count = len(row.records)
    return f"{number} {bar:.<{_BAR}} {row.share:4.0%} of its characters, {count} record{'' if count == 1 else 's'}"


def _marked(row: Covered, text: str) -> str:
    """The sentence, with brackets around the spans that evidence covers."""
    parts = []
    here = row.sentence.start
    for start, end in row.stretches:
        parts += [text[here:start], "[", text[start:end], "]"]
        here = end
    return visible("".join([*parts, text[here : row.sentence.end]]))


def _filled(words: str) -> list[str]:
    return wrap(words, WIDTH, initial_indent=_MARGIN, subsequent_indent=_MARGIN, break_on_hyphens=False)


def _sum(rows: Sequence[Covered]) -> str:
    cited = sum(bool(row.records) for row in rows)
    skipped = sum(row.sentence.skip is not None for row in rows)
    return f"{len(rows)} sentences: {cited} cited, {skipped} skipped, {len(rows) - cited - skipped} neither"


def _json(records: Records, texts: Texts) -> str:
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


def _gaps(records: Records, texts: Texts) -> str:
    gaps = list(_uncovered(records, texts))
    lines = [
        f"{row.source} sentence {row.sentence.number}, {start} to {end}"
        + (f": {visible(texts[row.source].text[start:end])}\n" if row.source in texts else "\n")
        for row, (start, end) in gaps
    ]
    uncovered = sum(end - start for _, (start, end) in gaps)
    return "".join([*lines, f"{len(gaps)} gaps with {uncovered} characters\n"])


def _gaps_json(records: Records, texts: Texts) -> str:
    rows = [
        {
            "source": row.source,
            "sentence": row.sentence.number,
            "start": start,
            "end": end,
            **({"text": texts[row.source].text[start:end]} if row.source in texts else {}),
        }
        for row, (start, end) in _uncovered(records, texts)
    ]
    return dumps(rows)


def _uncovered(records: Records, texts: Texts) -> Iterator[tuple[Covered, Stretch]]:
    """The gaps. If the text is given, leaves out gaps without a letter or digit, and strips spaces from the others."""
    for row in coverage(records):
        for start, end in row.gaps:
            words = texts[row.source].text[start:end] if row.source in texts else None
            if words is None:
                yield row, (start, end)
            elif _WORD.search(words):
                yield row, (start + len(words) - len(words.lstrip(" ")), start + len(words.rstrip(" ")))


FORMATS: Final[dict[str, Writer]] = {"text": _text, "json": _json}
"""The writers of the coverage of every sentence."""
GAPS: Final[dict[str, Writer]] = {"text": _gaps, "json": _gaps_json}
"""The writers of the gaps."""
