"""Writes the dataset as JSON lines: the manifest in the first line, then one record a line.

Each line is a JSON object. The manifest has no `kind`; every record has.
"""

import json
from collections.abc import Mapping
from typing import Final

from nsatu_data.dataset.bundle import values
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.text.canonical_text import Canonical

HELP: Final = "JSON lines: the manifest, then one record a line"
TEXTS: Final = "refused"
DROPS: Final = "nothing"


def write(dataset: Dataset, _texts: Mapping[str, Canonical] | None = None) -> str:
    """Makes the lines, in the order of the bundle. Equal datasets give equal bytes."""
    lines = [values(dataset.manifest), *map(values, dataset)]
    return "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)
