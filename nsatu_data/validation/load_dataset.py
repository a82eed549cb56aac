"""Loads a dataset for use: what is faulty is not loaded."""

from pathlib import Path

from nsatu_data.dataset.dataset import Dataset
from nsatu_data.diagnostics import InvalidDataset, Severity
from nsatu_data.model.record_models import Bundle
from nsatu_data.storage import package_data


def load(path: str | Path | None = None) -> Dataset:
    """The dataset in a folder or a JSON bundle; without a path, the packaged one.

    Raises InvalidDataset, which holds every error, where there is one, and CannotRun where there is no dataset.
    """
    if path is None and package_data.checkout() is None:
        # The bundle was judged when the package was built; what reads and judges records need not even be imported.
        return Dataset.from_bundle(Bundle.model_validate_json(package_data.read(package_data.BUNDLE)))
    from nsatu_data.validation.check_dataset import check

    outcome = check(path)
    if outcome.dataset is None:
        raise InvalidDataset([found for found in outcome.diagnostics if found.severity is Severity.ERROR])
    return outcome.dataset
