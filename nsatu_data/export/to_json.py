"""Writes the dataset as one JSON object, a bundle, which is valid against `bundle.schema.json`.

Equal datasets give equal bytes.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from nsatu_data.dataset.bundle import values
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.model.record_models import RECORDS
from nsatu_data.text.canonical_text import Canonical, units

HELP: Final = "the whole dataset as one JSON object, valid against bundle.schema.json"
DROPS: Final = "nothing"


def write(dataset: Dataset, texts: Mapping[str, Canonical] | None = None) -> str:
    """Formats the bundle as JSON text, indented by two spaces, with fields in the order of the models.

    `texts` maps the ids of all sources to their canonical texts. With texts, the offsets of evidence and sentences are
    also given in UTF-16 code units and in UTF-8 bytes.
    """
    records = [values(record) for record in dataset]
    for source, canonical in (texts or {}).items():
        _count(list(_spans(records, source)), canonical.text)
    bundle: dict[str, Any] = {"dataset": values(dataset.manifest)}
    for kind in RECORDS:
        bundle[f"{kind}s"] = [record for record in records if record["kind"] == kind]
    return json.dumps(bundle, indent=2, ensure_ascii=False) + "\n"


def _spans(records: Iterable[dict[str, Any]], source: str) -> Iterator[dict[str, Any]]:
    """The sentences of a source, and the evidence pointers into it."""
    for record in records:
        if record["id"] == source:
            yield from record["sentences"]
        yield from (one for one in record.get("evidence", ()) if one["source"] == source)


def _count(spans: list[dict[str, Any]], text: str) -> None:
    counts = units(text, {span[end] for span in spans for end in ("start", "end")})
    for span in spans:
        start, end = counts[span["start"]], counts[span["end"]]
        for name in start._fields:
            span[name] = {"start": getattr(start, name), "end": getattr(end, name)}
