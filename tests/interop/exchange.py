"""Makes the exchange folder, which programs in other languages read: parts of a release, and the expected results.

- `schema/`: the JSON Schemas
- `types/bundle.schema.json`: the reduced schema from which types are generated
- `records/`: the dataset
- `bundles/`: the dataset and the valid cases, each as one JSON object; those of the cases hold offsets in every unit
- `kit/`: the conformance kit
- `records.jsonl`: every record, as Python reads it
- `documents.jsonl`: the documents on which verdicts are compared
- `verdicts.jsonl`: the models' verdicts on them
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from nsatu_data.export import to_json
from nsatu_data.model.record_models import RECORDS
from nsatu_data.schema import json_schema
from nsatu_data.storage import dataset_folder
from nsatu_data.syntax import yaml_reader
from nsatu_data.text import canonical_text
from nsatu_data.validation.load_dataset import load
from tests.support import case_files, schema_judges, type_schema
from tests.support.folders import CASES, ROOT

DATASET: Final = ROOT / "records"
SCHEMAS: Final = json_schema.names()
DOCUMENTS: Final = "documents.jsonl"
VERDICTS: Final = "verdicts.jsonl"
Values = Mapping[str, Any]
"""The values of the files below a folder, by POSIX path."""


def make(folder: Path, records: Path = DATASET) -> Path:
    """Make the exchange folder for the records in a folder, valid or not. Only verdicts need `add_documents` too."""
    shutil.copytree(CASES, folder / "kit", ignore=shutil.ignore_patterns("expected.*", "fuzz"))
    (folder / "schema").mkdir()
    for name in json_schema.names():
        _write(folder / "schema" / json_schema.file_name(name), json_schema.text(name))
    _write(folder / "types" / json_schema.file_name("bundle"), type_schema.text("bundle"))
    shutil.copytree(records, folder / "records", ignore=lambda *_: {"README.md"})
    found = values(folder / "records")
    _write(folder / "records.jsonl", "".join(map(_line, found, found.values())))
    for dataset in case_files.valid():
        texts = {
            source: canonical_text.read(file.read_bytes()) for source, file in case_files.texts_of(dataset).items()
        }
        canonical = {source: one for source, one in texts.items() if isinstance(one, canonical_text.Canonical)}
        _write(folder / "bundles" / f"{dataset.name}.json", to_json.write(load(dataset), canonical))
    _write(folder / "bundles" / "dataset.json", _json(_bundle(found)))
    return folder


def add_documents(folder: Path) -> None:
    """Write `documents.jsonl`, and the models' verdicts on the documents."""
    documents = schema_judges.documents()
    _write(folder / DOCUMENTS, "".join(f"{document.line}\n" for document in documents))
    rows = ({"valid": one.valid, "codes": sorted(one.codes)} for one in schema_judges.by_models(documents))
    _write(folder / VERDICTS, "".join(f"{json.dumps(row)}\n" for row in rows))


def documents(folder: Path) -> tuple[list[schema_judges.Document], list[schema_judges.Verdict]]:
    """The documents in the folder, and the models' verdicts on them."""
    asked, verdicts = (_lines(folder / name) for name in (DOCUMENTS, VERDICTS))
    return (
        [schema_judges.Document(one["schema"], one["document"]) for one in asked],
        [schema_judges.Verdict(one["valid"], frozenset(one["codes"])) for one in verdicts],
    )


def _lines(file: Path) -> list[Any]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n")[:-1]]


def values(folder: Path) -> Values:
    """The value that Python reads from each YAML file below a folder; null for a refused file."""
    paths = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.yaml"))
    return {path: json.loads(yaml_reader.read((folder / path).read_bytes()).json or "null") for path in paths}


def _line(path: str, value: Any) -> str:
    return f"{schema_judges.Document(case_files.schema_of(path), value).line}\n"


def _bundle(found: Values) -> Any:
    """The bundle of the values read, valid or not."""
    arrays = {f"{kind}s": [value for path, value in found.items() if path.startswith(f"{kind}/")] for kind in RECORDS}
    return {"dataset": found[dataset_folder.MANIFEST], **arrays}


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode("utf-8"))
