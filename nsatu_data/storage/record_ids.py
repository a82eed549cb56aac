"""Lists the ids of a dataset's records without reading the records, as shell completion needs them.

Nothing is checked, so that an unfinished dataset has ids too.
"""

import json
from pathlib import Path

from nsatu_data.diagnostics import CannotRun
from nsatu_data.model.identifiers import id_at
from nsatu_data.storage import dataset_folder, package_data


def record_ids(path: Path | None) -> list[str]:
    """The ids in a folder or a JSON bundle, or by default in the packaged dataset. Empty if it cannot be read."""
    try:
        if path is None and (path := package_data.checkout()) is None:
            return _of_bundle(package_data.read(package_data.BUNDLE))
        if dataset_folder.is_bundle(path):
            return _of_bundle(path.read_bytes())
        return [id_at(record) for record in dataset_folder.listing(dataset_folder.root_of(path)).records]
    except (CannotRun, OSError, ValueError, LookupError, TypeError):
        return []


def _of_bundle(data: bytes) -> list[str]:
    collections = json.loads(data).values()
    return [record["id"] for records in collections if isinstance(records, list) for record in records]
