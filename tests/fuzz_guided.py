"""Has atheris look for choices that break a law: `python -m tests.fuzz_guided TARGET [option of libFuzzer ...]`."""

import importlib
import sys
from typing import Any


def main() -> None:
    atheris: Any = importlib.import_module("atheris")
    target = sys.argv.pop(1)
    # What is imported here is watched; so it must not be imported before.
    with atheris.instrument_imports(include=["nsatu_data"]):
        fuzz = importlib.import_module("tests.fuzz")
    atheris.Setup(sys.argv, lambda choices: fuzz.attempt(target, choices))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
