"""The coverage of sources, sentence by sentence, for a terminal and for a program."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from nsatu_data.coverage import Covered, coverage
from nsatu_data.dataset import Dataset
from nsatu_data.text import Canonical

Texts = Mapping[str, Canonical]


def _text(dataset: Dataset, texts: Texts) -> str:
    return "".join(f"{line}\n" for line in _lines(dataset, texts))


def _lines(dataset: Dataset, texts: Texts) -> Iterator[str]:
    rows = list(coverage(dataset))
    source = None
    for row in rows:
        if row.source != source:
            source = row.source
            yield f"{source}  {dataset[source].label}"
        yield f"  {_head(row)}"
        if row.source in texts:
            yield f"     {texts[row.source].text[row.sentence.start : row.sentence.end]}"
        yield from (f"     {record}" for record in row.records)
    cited = sum(bool(row.records) for row in rows)
    skipped = sum(row.sentence.skip is not None for row in rows)
    yield f"{len(rows)} sentences: {cited} cited, {skipped} skipped, {len(rows) - cited - skipped} neither"


def _head(row: Covered) -> str:
    number = f"{row.sentence.number:>3}"
    if row.sentence.skip is not None:
        return f"{number} skipped: {row.sentence.skip}"
    return (
        f"{number} {row.share:4.0%} of its characters, {len(row.records)} record{'' if len(row.records) == 1 else 's'}"
    )


def _json(dataset: Dataset, texts: Texts) -> str:
    return json.dumps([_row(row, texts) for row in coverage(dataset)], indent=2, ensure_ascii=False) + "\n"


def _row(row: Covered, texts: Texts) -> dict[str, Any]:
    sentence = row.sentence
    told: dict[str, Any] = {"source": row.source, "sentence": sentence.number, "paragraph": sentence.paragraph}
    if row.source in texts:
        told["text"] = texts[row.source].text[sentence.start : sentence.end]
    return {**told, "skip": sentence.skip, "share": round(row.share, 4), "records": list(row.records)}


FORMATS: Final[dict[str, Callable[[Dataset, Texts], str]]] = {"text": _text, "json": _json}
