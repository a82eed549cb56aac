"""Lets atheris search for choices of bytes that break a law.

Run it as `python -m tests.support.coverage_guided_fuzzing TARGET [option of libFuzzer ...]`.
"""

import importlib
import sys
from typing import Any


def main() -> None:
    atheris: Any = importlib.import_module("atheris")
    target = sys.argv.pop(1)
    # atheris instruments what is imported in this block, so none of it may be imported earlier.
    with atheris.instrument_imports(include=["nsatu_data"]):
        fuzz = importlib.import_module("tests.support.fuzzing")
    atheris.Setup(sys.argv, lambda choices: fuzz.attempt(target, choices))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
