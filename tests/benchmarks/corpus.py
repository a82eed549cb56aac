"""Generates a dataset of any size with realistic structure: many sources, each with actors, places and claims about it.

The corpus consists of copies of the example dataset. Each copy has its own ids, and shares actors and places with some
of the copies before it, so that references cross sources. Copies differ in the number of pointers and mentions, so that
records have as many different forms as in a real dataset. The same arguments give the same bytes.
"""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nsatu_data.syntax import yaml_writer
from tests.support import river_pact

_SHARED = ("actor/arda", "actor/river-pact", "place/lorn")
_SHARE = 10
"""The number of consecutive copies that share their named actors and places."""
_MORE_POINTERS = (0, 0, 1, 0, 0, 2, 0)
"""Extra evidence pointers for the records of a copy, in turn: most real records have only one pointer."""


def write(folder: Path, size: int, faulty: float = 0.0, seed: int = 1) -> None:
    """Write at least `size` records and a manifest into `folder`. A share `faulty` of the files gets one fault each."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dataset.yaml").write_text(yaml_writer.write(river_pact.manifest()), encoding="utf-8")
    for number, record in enumerate(records()):
        if number >= size and record["kind"] == "source":
            return
        path = folder / f"{record['id']}.yaml"
        path.parent.mkdir(exist_ok=True)
        text = yaml_writer.write(record)
        path.write_text(_spoilt(text, chance) if chance.random() < faulty else text, encoding="utf-8")


def records() -> Iterator[dict[str, Any]]:
    """Yield records without end. References lead to records nearby."""
    number = 0
    base = json.dumps(river_pact.records())
    names = [record["id"] for record in river_pact.records()]
    while True:
        number += 1
        first = number - (number - 1) % _SHARE
        text = base
        for name in names:
            text = text.replace(f'"{name}"', f'"{name}-{first if name in _SHARED else number}"')
        source, *others = json.loads(text)
        yield source
        for record in others:
            if number == first or not record["id"].startswith(_SHARED):
                _vary(record, source, number)
                yield record


def _vary(record: dict[str, Any], source: dict[str, Any], number: int) -> None:
    """Add pointers to whole sentences, and mentions of a place, as chosen by the copy's number."""
    evidence = record.pop("evidence")
    if "statement" in record and number % 2:
        record["mentions"] = [f"place/lorn-{number - (number - 1) % _SHARE}"]
    rows = [row for row in source["sentences"] if row["number"] != evidence[0]["sentence"]]
    evidence += [
        {"source": source["id"], "sentence": row["number"], **{key: row[key] for key in ("start", "end", "sha256")}}
        for row in rows[: _MORE_POINTERS[number % len(_MORE_POINTERS)]]
    ]
    record["evidence"] = evidence


# Faults of shape and references only: other validators stop at the first file that is not valid YAML.
_FAULTS = (
    ("label:", "lable:"),
    ("label:", "note: on\nlabel:"),
    ('sha256: "', 'sha256: "X'),
    ("source: source/", "source: source/no-"),
)


def _spoilt(text: str, chance: random.Random) -> str:
    """A text with one fault: in a key, in a value, or in a reference."""
    was, becomes = chance.choice([fault for fault in _FAULTS if fault[0] in text])
    return text.replace(was, becomes, 1)
