"""Writes a corpus of any size for benchmarks: many bundles that differ, each as varied as the dataset of this project.

A copy has the dataset's records with other ids, and says its number in each label. The same arguments give the same
bytes.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from nsatu_data import load
from nsatu_data.dataset.bundle import bundle_of
from nsatu_data.model.identifiers import SLUG_LENGTH
from nsatu_data.model.record_models import RECORDS
from tests.support.folders import ROOT

_LABEL: Final = 80
_IDS: Final = re.compile(rf'"((?:{"|".join(RECORDS)})/[a-z0-9-]+)"')


def write(path: Path, records: int) -> int:
    """Write a file of JSON lines with about this many records. Returns the number of bundles."""
    number = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        written = 0
        for bundle in bundles():
            if written >= records:
                return number
            file.write(f"{json.dumps(bundle, ensure_ascii=False, separators=(',', ':'))}\n")
            written += sum(len(bundle[f"{kind}s"]) for kind in RECORDS)
            number += 1
    raise AssertionError


def bundles() -> Iterator[dict[str, Any]]:
    """Yield bundles without end."""
    text = json.dumps(bundle_of(load(ROOT / "records")), ensure_ascii=False)
    number = 0
    while True:
        number += 1
        bundle = json.loads(_IDS.sub(lambda found: f'"{_renamed(found[1], number)}"', text))  # noqa: B023
        bundle["dataset"] |= {"id": f"copy-{number}"}
        for kind in RECORDS:
            bundle[f"{kind}s"].sort(key=lambda record: str(record["id"]))
            for record in bundle[f"{kind}s"]:
                suffix = f" {number}"
                record["label"] = record["label"][: _LABEL - len(suffix)].rstrip() + suffix
        yield bundle


def _renamed(identifier: str, number: int) -> str:
    kind, _, slug = identifier.partition("/")
    return f"{kind}/{slug[: SLUG_LENGTH - len(str(number)) - 1].rstrip('-')}-{number}"


def records_in_a_bundle() -> int:
    """The number of records in each bundle."""
    return len(load(ROOT / "records"))
