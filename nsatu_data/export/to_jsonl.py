"""Writes the dataset as JSON lines: the manifest in the first line, then one record a line.

Each line is a JSON object. The manifest has no `kind`; every record has. For a corpus, each line begins with the member
`dataset`, the id of the dataset.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from nsatu_data.corpus import ordered_values
from nsatu_data.corpus.export_parts import Parts
from nsatu_data.corpus.judge_members import Sound
from nsatu_data.dataset.bundle import values
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.text.canonical_text import Canonical

HELP: Final = "JSON lines: the manifest, then one record a line"
TEXTS: Final = "refused"
DROPS: Final = "nothing"


def write(dataset: Dataset, _texts: Mapping[str, Canonical] | None = None) -> str:
    """Makes the lines, in the order of the bundle. Equal datasets give equal bytes."""
    return _lines([values(dataset.manifest), *map(values, dataset)])


def _lines(objects: Iterable[Mapping[str, Any]]) -> str:
    return "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in objects)


def prepare_corpus(sound: list[Sound]) -> str:
    """The lines of some datasets."""
    return _lines(
        {"dataset": one.dataset, **values}
        for one in sound
        for values in (ordered_values.manifest(one), *ordered_values.records(one))
    )


def write_corpus(parts: Parts, target: Path) -> None:
    """Makes the lines of a corpus in an empty file. Memory does not grow with the corpus."""
    with target.open("w", encoding="utf-8", newline="") as file:
        file.writelines(parts.contents())
