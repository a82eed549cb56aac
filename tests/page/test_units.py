"""The unit tests of the page's TypeScript pass in Node, and their types are right."""

from pathlib import Path
from typing import Final

import pytest

from tests.support import page_units

FILES: Final = sorted(page_units.UNITS.glob("*.test.ts"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_unit_tests_of_a_file_pass(file: Path) -> None:
    status, output = page_units.run_units(file)
    assert status == 0, output


def test_the_unit_tests_and_programs_have_the_right_types() -> None:
    assert FILES, "there are no unit tests"
    assert page_units.check_types() == (0, "")
