"""The whole dataset as one JSON object, valid against `bundle.schema.json`; equal datasets give equal bytes."""

import json
from typing import Any

from nsatu_data.dataset import Dataset
from nsatu_data.models import RECORDS, Model


def values(record: Model) -> dict[str, Any]:
    """A record as JSON values: what is absent is left out, null is kept."""
    return record.model_dump(mode="json", exclude_unset=True)


def text(dataset: Dataset) -> str:
    """The bundle as JSON text: indented by two, fields in the models' order, a line feed at the end."""
    bundle: dict[str, Any] = {"dataset": values(dataset.manifest)}
    for kind in RECORDS:
        bundle[f"{kind}s"] = [values(record) for record in dataset if record.kind == kind]
    return json.dumps(bundle, indent=2, ensure_ascii=False) + "\n"
