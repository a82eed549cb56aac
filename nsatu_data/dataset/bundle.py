"""Converts records to JSON values, as in a bundle: one JSON file with all records."""

from typing import TYPE_CHECKING, Any

from nsatu_data.model.record_models import Model
from nsatu_data.model.vocabulary import Kind

if TYPE_CHECKING:
    from nsatu_data.dataset.dataset import Dataset


def values(record: Model) -> dict[str, Any]:
    """Convert a record to JSON values. Absent fields are left out, but null is kept."""
    return record.model_dump(mode="json", exclude_unset=True)


def bundle_of(dataset: "Dataset") -> dict[str, Any]:
    """Convert a dataset to JSON values."""
    bundle: dict[str, Any] = {"dataset": values(dataset.manifest), **{f"{kind}s": [] for kind in Kind}}
    for record in dataset:
        bundle[f"{record.kind}s"].append(values(record))
    return bundle
