"""Writes the dataset as one line of JSON, its bundle; and a corpus as JSON lines, a bundle a line.

The file is a corpus itself: `nsatu-data validate` reads it, and so do engines such as Spark.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from nsatu_data.corpus import ordered_values
from nsatu_data.corpus.export_parts import Parts
from nsatu_data.corpus.judge_members import Sound
from nsatu_data.dataset.bundle import bundle_of
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.text.canonical_text import Canonical

HELP: Final = "JSON lines: a bundle a line, which is a corpus"
TEXTS: Final = "refused"
DROPS: Final = "nothing"


def write(dataset: Dataset, _texts: Mapping[str, Canonical] | None = None) -> str:
    """Makes the line of a dataset. Equal datasets give equal bytes."""
    return _line(bundle_of(dataset))


def _line(bundle: Mapping[str, Any]) -> str:
    return json.dumps(bundle, ensure_ascii=False, separators=(",", ":")) + "\n"


def prepare_corpus(sound: list[Sound]) -> str:
    """The lines of some datasets."""
    return "".join(_line(ordered_values.bundle(one)) for one in sound)


def write_corpus(parts: Parts, target: Path) -> None:
    """Makes the lines of a corpus in an empty file. Memory does not grow with the corpus."""
    with target.open("w", encoding="utf-8", newline="") as file:
        file.writelines(parts.contents())
