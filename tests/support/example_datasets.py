"""Datasets built from the example: as folders, as facts for the rules, and with single values changed."""

import json
import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from nsatu_data.dataset.dataset import Dataset
from nsatu_data.linking.dataset_facts import DatasetFacts
from nsatu_data.linking.record_facts import facts
from nsatu_data.model.record_models import RECORDS, AnyRecord, Manifest
from nsatu_data.syntax import yaml_writer
from nsatu_data.text.canonical_text import Canonical
from tests.support import river_pact
from tests.support.folders import EXPECTED

Values = dict[str, Any]


def expected(name: str) -> str:
    """The text of a file of expected output, with its line ends unchanged."""
    return (EXPECTED / name).read_bytes().decode("utf-8")


def write_folder(folder: Path, records: Iterable[Values] | None = None, manifest: Values | None = None) -> Path:
    """Write a dataset, by default the example, into `folder`, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dataset.yaml").write_text(
        yaml_writer.write(manifest or river_pact.manifest()), encoding="utf-8", newline="\n"
    )
    for values in river_pact.records() if records is None else records:
        file = folder / f"{values['id']}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(yaml_writer.write(values), encoding="utf-8", newline="\n")
    return folder


def by_id(records: Iterable[Values] | None = None) -> dict[str, Values]:
    """The values of records, by default the example's, by id."""
    return {values["id"]: values for values in (river_pact.records() if records is None else records)}


def changed(identifier: str, pointer: str, value: Any) -> list[Values]:
    """The example's records, with one value set: in the record `identifier`, at the JSON pointer `pointer`."""
    records = by_id()
    holder: Any = records[identifier]
    *path, last = [int(step) if re.fullmatch("[0-9]+", step) else step for step in pointer.split("/")[1:]]
    for step in path:
        holder = holder[step]
    holder[last] = value
    return list(records.values())


def record(values: Values) -> AnyRecord:
    """The record with these values."""
    made: AnyRecord = RECORDS[values["kind"]].model_validate_json(json.dumps(values))
    return made


def manifest(**given: Any) -> Manifest:
    """The example's manifest with these fields changed."""
    return Manifest.model_validate_json(json.dumps({**river_pact.manifest(), **given}))


def dataset(records: Iterable[Values] | None = None) -> Dataset:
    """A dataset of these records, by default the example's, made without the checks across records."""
    return Dataset(manifest(), map(record, river_pact.records() if records is None else records))


def reading(
    records: Iterable[Values] | None = None,
    texts: Mapping[str, Canonical] | None = None,
    refused: Iterable[str] = (),
    retired: Iterable[str] = (),
) -> DatasetFacts:
    """The facts that rules read, for these records or, by default, for the example's."""
    known = by_id(river_pact.records() if records is None else records)
    made = {identifier: facts(values) for identifier, values in known.items()}
    return DatasetFacts(made, frozenset(refused), tuple(retired), dict(texts or {}), known.get)


def with_fields(identifier: str, **given: Any) -> list[Values]:
    """The example's records, with fields of one record changed; `...` as a value removes the field."""
    records = deepcopy(by_id())
    for field, value in given.items():
        if value is ...:
            del records[identifier][field]
        else:
            records[identifier][field] = value
    return list(records.values())
