"""Corpora for tests: the valid datasets with ids of their own, and changes that make a dataset faulty."""

import json
from collections.abc import Callable, Iterable
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

from nsatu_data import load
from nsatu_data.dataset.bundle import bundle_of
from nsatu_data.model.record_models import RECORDS
from nsatu_data.syntax import yaml_writer
from tests.support import case_files

Bundle = dict[str, Any]


def _with_id(folder: Path) -> Bundle:
    bundle = bundle_of(load(folder))
    bundle["dataset"] = {"id": folder.name, **bundle["dataset"]}
    return bundle


BUNDLES: Final = [_with_id(folder) for folder in case_files.valid()]
"""The valid datasets of the cases, each with its name as its id."""


def _drop_label(bundle: Bundle) -> None:
    del bundle["actors"][0]["label"]


def _unknown_term(bundle: Bundle) -> None:
    bundle["actors"][-1]["type"] = "nobody"


def _two_faults(bundle: Bundle) -> None:
    bundle["actors"][0]["label"] = 3
    bundle["sources"][0]["genre"] = "poem"


def _unresolved(bundle: Bundle) -> None:
    for actor in bundle["actors"]:
        actor["part_of"] = "actor/nowhere"


def _no_id(bundle: Bundle) -> None:
    del bundle["dataset"]["id"]


def _newer_schema(bundle: Bundle) -> None:
    bundle["dataset"]["schema_version"] = "9.0"


def _no_title(bundle: Bundle) -> None:
    del bundle["dataset"]["title"]


def _nothing(_: Bundle) -> None:
    pass


CHANGES: Final[dict[str, Callable[[Bundle], None]]] = {
    "nothing": _nothing,
    "a label is missing": _drop_label,
    "a term is unknown": _unknown_term,
    "two records are faulty": _two_faults,
    "references lead nowhere": _unresolved,
    "the id is missing": _no_id,
    "the schema is newer": _newer_schema,
    "the title is missing": _no_title,
}


def changed(number: int, change: str, identifier: str) -> Bundle:
    """A valid dataset with another id, and then with a change."""
    bundle = deepcopy(BUNDLES[number])
    bundle["dataset"]["id"] = identifier
    CHANGES[change](bundle)
    return bundle


def line(bundle: Bundle) -> str:
    """A bundle in one line of JSON."""
    return json.dumps(bundle, ensure_ascii=False)


def write_lines(path: Path, bundles: Iterable[Bundle]) -> Path:
    """Write bundles as JSON lines."""
    path.write_text("".join(f"{line(bundle)}\n" for bundle in bundles), encoding="utf-8", newline="")
    return path


def write_folder(path: Path, bundles: Iterable[Bundle]) -> Path:
    """Write bundles as folders of YAML files. The folders sort in the order of the bundles."""
    for number, bundle in enumerate(bundles):
        folder = path / f"{number:04}"
        folder.mkdir(parents=True)
        (folder / "dataset.yaml").write_text(yaml_writer.write(bundle["dataset"]), encoding="utf-8", newline="")
        for kind in RECORDS:
            for record in bundle[f"{kind}s"]:
                file = folder / f"{record['id']}.yaml"
                file.parent.mkdir(exist_ok=True)
                file.write_text(yaml_writer.write(record), encoding="utf-8", newline="")
    return path
