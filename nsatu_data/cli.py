"""The command `nsatu-data`: arguments and exit codes.

Exit status: 0 where there is no error, 1 where there is at least one, 2 where the command could not run; a run that
had nothing to check could not run. What a command needs is imported where it runs, so that help is quick.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Final

from nsatu_data.commands import (
    cite,
    coverage,
    explain,
    export,
    formatting,
    listing,
    new,
    schema,
    sentences,
    show,
    validate,
)
from nsatu_data.diagnostics import CannotRun, InvalidDataset

COMMANDS: Final = {
    "validate": validate,
    "show": show,
    "list": listing,
    "coverage": coverage,
    "new": new,
    "sentences": sentences,
    "cite": cite,
    "format": formatting,
    "export": export,
    "explain": explain,
    "schema": schema,
}
"""The modules of the commands, in the order in which help lists them."""
_INTERRUPTED: Final = 130
"""The exit status that shells give a command that was interrupted."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; returns its exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    options = _parser(given[0] if given else "").parse_args(given)
    try:
        status, output = options.run(options)
    except CannotRun as error:
        print(f"nsatu-data: {error}", file=sys.stderr)
        return 2
    except InvalidDataset as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception:  # noqa: BLE001
        # Python's own status would be that of a fault in the data.
        sys.excepthook(*sys.exc_info())
        print("nsatu-data: this is a fault of the program, not of the data", file=sys.stderr)
        return 2
    return _written(status, output)


def _written(status: int, output: str) -> int:
    """Writes the output as UTF-8 with line feeds, whatever the machine's habits; returns the exit status."""
    if sys.stdout is None:
        print("nsatu-data: the output cannot be written: standard output is closed", file=sys.stderr)
        return 2
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    try:
        sys.stdout.write(output)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has read enough; what is left in the buffer goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(f"nsatu-data: the output cannot be written: {error.strerror}", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    return status


def _parser(wanted: str = "") -> argparse.ArgumentParser:
    """What reads the arguments of the command that is wanted, or where there is none such, of any."""
    parser = argparse.ArgumentParser(
        prog="nsatu-data", description="Check, read and export a dataset of encoded articles."
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    # To declare all of them takes as long as to check a small dataset.
    for name in (wanted,) if wanted in COMMANDS else COMMANDS:
        COMMANDS[name].add(commands)
    return parser
