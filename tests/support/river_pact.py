"""The dataset that most tests start from: the valid case `river-pact`, as values that each caller may change.

Tests count its records and findings, so do not change it: put new kinds and fields into other valid cases.
"""

import json
from functools import cache
from typing import Any, Final

from nsatu_data.model.record_models import RECORDS
from nsatu_data.syntax import yaml_reader
from tests.support.folders import CASES

FOLDER: Final = CASES / "valid" / "river-pact"
TEXT: Final = FOLDER.with_suffix(".txt").read_bytes().decode("utf-8")
SOURCE: Final = "source/river-pact"


def manifest() -> dict[str, Any]:
    """The values of `dataset.yaml`."""
    values: dict[str, Any] = json.loads(_json()[0])
    return values


def records() -> list[dict[str, Any]]:
    """The values of every record, in the order of kinds and ids."""
    return [json.loads(text) for text in _json()[1:]]


@cache
def _json() -> list[str]:
    files = [FOLDER / "dataset.yaml", *(file for kind in RECORDS for file in sorted(FOLDER.glob(f"{kind}/*")))]
    return [yaml_reader.read(file.read_bytes()).json or "" for file in files]
