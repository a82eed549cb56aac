"""The folders of the checkout that tests and their tools read and write."""

from pathlib import Path
from typing import Final

TESTS: Final = Path(__file__).parent.parent
ROOT: Final = TESTS.parent
RECORDS: Final = ROOT / "records"
SCHEMA: Final = ROOT / "schema"
CASES: Final = TESTS / "cases"
EXPECTED: Final = TESTS / "expected"
INTEROP: Final = TESTS / "interop"
