"""The datasets with which every export is tested."""

from pathlib import Path

import pytest

from tests.support import case_files, guide_walkthrough
from tests.support.folders import ROOT

_SECOND = Path("second article")
FOLDERS = [ROOT / "records", *case_files.valid(), _SECOND]


@pytest.fixture(scope="session", params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a dataset: the records, those of the second article, and the valid cases."""
    chosen: Path = request.param
    if chosen is not _SECOND:
        return chosen
    made = tmp_path_factory.mktemp("second")
    guide_walkthrough.section_with_outputs(made)
    return made / "records"
