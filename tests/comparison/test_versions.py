import pytest

from nsatu_data.comparison import versions
from nsatu_data.comparison.compare import compare
from nsatu_data.comparison.reasons import Level
from nsatu_data.dataset.dataset import Dataset
from tests.support.example_datasets import dataset, manifest, with_fields

BUDGET = "risk/strain-on-the-budget"


@pytest.mark.parametrize(
    ("released", "none", "patch", "minor", "major"),
    [
        ("1.1.0", "1.1.0", "1.1.1", "1.2.0", "2.0.0"),
        ("2.9.9", "2.9.9", "2.9.10", "2.10.0", "3.0.0"),
        # Before 1.0.0, a major change needs a new minor number, as in Cargo.
        ("0.3.4", "0.3.4", "0.3.5", "0.3.5", "0.4.0"),
        ("0.0.0", "0.0.0", "0.0.1", "0.0.1", "0.1.0"),
    ],
)
def test_a_level_asks_for_a_version(released: str, none: str, patch: str, minor: str, major: str) -> None:
    found = [versions.least_version(released, level) for level in Level]
    assert found == [none, patch, minor, major]


@pytest.mark.parametrize(
    ("certainty", "label", "version", "is_enough"),
    [
        ("possible", "Strain on Arda's budget", "1.0.0", True),
        ("possible", "Strain on Arda's budget", "0.9.0", False),
        ("possible", "A strain", "1.0.0", False),
        ("possible", "A strain", "1.0.1", True),
        ("certain", "A strain", "1.0.9", False),
        ("certain", "A strain", "1.1.0", True),
        ("certain", "A strain", "1.10.0", True),
        ("certain", "A strain", "2.0.0", True),
    ],
)
def test_a_version_says_enough_or_too_little(certainty: str, label: str, version: str, *, is_enough: bool) -> None:
    old = Dataset(manifest(version="1.0.0"), dataset())
    new = Dataset(manifest(version=version), dataset(with_fields(BUDGET, certainty=certainty, label=label)))
    assert versions.says_enough(compare(old, new)) is is_enough
