"""Converts records to JSON values, as in a bundle: one JSON file with all records."""

from typing import Any

from nsatu_data.model.record_models import Model


def values(record: Model) -> dict[str, Any]:
    """Convert a record to JSON values. Absent fields are left out, but null is kept."""
    return record.model_dump(mode="json", exclude_unset=True)
