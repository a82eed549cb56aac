"""Records as JSON values, as a bundle holds them."""

from typing import Any

from nsatu_data.model.record_models import Model


def values(record: Model) -> dict[str, Any]:
    """A record as JSON values: what is absent is left out, null is kept."""
    return record.model_dump(mode="json", exclude_unset=True)
