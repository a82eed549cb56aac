"""Looks for inputs that break a law: `python -m tests.fuzz [TARGET ...] [--seconds N]`, for as long as is wanted.

Where atheris is installed, it looks for choices that make the program do what it has not done before; without it, or
with `--blindly`, choices are made by chance. A failing input is written to a file in the working directory. Put it into
`tests/cases/fuzz/<target>/`, where `tests/test_fuzz.py` judges it from then on, and mend the fault.
"""

import argparse
import importlib.util
import os
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from random import Random, SystemRandom
from typing import Final

from tests.fuzz_targets import TARGETS
from tests.mutation import Choices

LONGEST: Final = 200
"""So many bytes of choices are made at most for one input."""


class Failure(Exception):
    """An input that breaks a law; told with the file it was written to."""


def attempt(target: str, choices: bytes) -> None:
    """Makes an input of the choices, and judges it. Raises Failure where a law is broken, and writes the input."""
    made = TARGETS[target].make(Choices(choices))
    try:
        TARGETS[target].judge(made)
    except Exception as error:
        path = Path(f"fuzz-{target}-{sha256(made).hexdigest()[:12]}")
        path.write_bytes(made)
        raise Failure(f"the input is in {path}; put it into tests/cases/fuzz/{target}/") from error


def blindly(target: str, seconds: float, seed: int) -> int:
    """Tries choices made by chance for so long; gives their number."""
    chance = Random(seed)
    end = time.monotonic() + seconds
    count = 0
    while time.monotonic() < end:
        attempt(target, chance.randbytes(chance.choice((3, 6, 10, 20, 40, LONGEST))))
        count += 1
    return count


def guided(target: str, seconds: float, seed: int) -> None:
    """Tries choices that reach new parts of the program for so long, and ends the process."""
    import atheris

    with atheris.instrument_imports(include=["nsatu_data"], enable_loader_override=False):
        for name in [name for name in sys.modules if name.partition(".")[0] == "nsatu_data"]:
            importlib.reload(sys.modules[name])
    options = [f"-max_total_time={seconds:.0f}", f"-max_len={LONGEST}", f"-seed={seed}", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *options], lambda choices: attempt(target, choices))
    atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", default=list(TARGETS), metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=float, default=60, metavar="N", help="for each target (60)")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(2**32), metavar="N", help="of chance")
    parser.add_argument("--blindly", action="store_true", help="make choices by chance alone")
    options = parser.parse_args()
