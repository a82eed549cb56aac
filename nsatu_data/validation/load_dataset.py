"""Loads a dataset that has no errors."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nsatu_data.dataset.dataset import Dataset
from nsatu_data.diagnostics import InvalidDataset, Severity
from nsatu_data.model.record_models import Bundle
from nsatu_data.storage import package_data


def load(path: str | Path | bytes | Mapping[str, Any] | None = None) -> Dataset:
    """Loads the dataset in a folder or a JSON bundle. The default is the packaged dataset.

    A bundle may be a file, or in memory: the bytes of its JSON, or its values.

    Raises InvalidDataset, which lists the errors, if the dataset has errors. Raises CannotRun if there is no dataset.
    """
    if path is None and package_data.checkout() is None:
        # The bundle was checked when the package was built, so the modules that check records are not imported.
        return Dataset.from_bundle(Bundle.model_validate_json(package_data.read(package_data.BUNDLE)))
    from nsatu_data.validation.check_dataset import check

    outcome = check(path)
    if outcome.dataset is None:
        raise InvalidDataset([one for one in outcome.diagnostics if one.severity is Severity.ERROR])
    return outcome.dataset
