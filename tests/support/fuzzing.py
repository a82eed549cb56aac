"""Looks for inputs that break a law.

Run it as `python -m tests.support.fuzzing [TARGET ...] [--seconds N]`.

If atheris is installed, it looks for choices that reach new code. Otherwise, and with `--blindly`, choices are random.
An input that breaks a law is written to a file in the working directory. Move the file to `tests/cases/fuzz/<target>/`,
where `tests/project/test_fuzz.py` judges it from then on, and fix the fault.
"""

import argparse
import importlib.util
import subprocess
import sys
import time
import traceback
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from random import Random, SystemRandom
from typing import Final

from tests.support.case_splicing import Choices
from tests.support.fuzzed_laws import TARGETS

LONGEST: Final = 200
"""The largest number of bytes of choices for one input."""


def attempt(target: str, choices: bytes) -> None:
    """Build an input from the choices and judge it. If it breaks a law, write it to a file and raise the error."""
    made = TARGETS[target].make(Choices(choices))
    try:
        TARGETS[target].judge(made)
    except Exception as error:
        path = Path(f"fuzz-{target}-{sha256(made).hexdigest()[:12]}")
        path.write_bytes(made)
        error.add_note(f"the input is {path}")
        raise


def _blindly(target: str, seconds: float, seed: int) -> bool:
    """Whether random choices break no law within `seconds`."""
    chance = Random(seed)  # noqa: S311 - no secret
    end = time.monotonic() + seconds
    count = 0
    while time.monotonic() < end:
        count += 1
        try:
            attempt(target, chance.randbytes(chance.choice((3, 6, 10, 20, 40, LONGEST))))
        except Exception:  # noqa: BLE001 - whatever it is, it is a finding
            traceback.print_exc()
            return False
    print(f"{target}: {count} inputs")
    return True


def _guided(target: str, seconds: float, seed: int) -> bool:
    """Whether atheris finds nothing within `seconds`. It ends the process that it runs in."""
    options = [f"-max_total_time={seconds:.0f}", f"-max_len={LONGEST}", f"-seed={seed % 2**31}", "-close_fd_mask=0"]
    run = subprocess.run([sys.executable, "-m", "tests.support.coverage_guided_fuzzing", target, *options], check=False)
    return run.returncode == 0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.support.fuzzing", description="Look for inputs that break a law."
    )
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []], metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=float, default=60, metavar="N", help="for each target (60)")
    parser.add_argument("--seed", type=int, metavar="N", help="of chance, for the same choices again")
    parser.add_argument("--blindly", action="store_true", help="make choices by chance alone")
    options = parser.parse_args(arguments)
    seed = SystemRandom().randrange(2**31) if options.seed is None else options.seed
    look = _blindly if options.blindly or importlib.util.find_spec("atheris") is None else _guided
    print(f"seed {seed}")
    broken = [target for target in options.targets or TARGETS if not look(target, options.seconds, seed)]
    print(f"laws are broken: {', '.join(broken)}" if broken else "no law is broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
