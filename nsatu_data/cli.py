"""The command `nsatu-data`: arguments and exit codes.

Exit status: 0 where there is no error, 1 where there is at least one, 2 where the command could not run; a run that
had nothing to check could not run. What a command needs is imported where it runs, so that help is quick.
"""

import argparse
import sys
from collections.abc import Sequence
from typing import Final, NoReturn

from nsatu_data import streams
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
from nsatu_data.diagnostics import CannotRun, InvalidDataset, line

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
        first, *others = error.args
        streams.say(f"nsatu-data: {first}", *others)
        return 2
    except InvalidDataset as error:
        streams.say(*map(line, error.diagnostics))
        return 1
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception:  # noqa: BLE001
        import traceback

        # Python's own status would be that of a fault in the data.
        streams.say(*traceback.format_exc().splitlines(), "nsatu-data: this is a fault of the program, not of the data")
        return 2
    return status if streams.write(output if isinstance(output, str) else streams.lines(output)) else 2


class _Parser(argparse.ArgumentParser):
    """Tells of wrong arguments as the command tells of everything: the arguments are foreign text."""

    def error(self, message: str) -> NoReturn:
        streams.say(*self.format_usage().splitlines(), f"{self.prog}: error: {message}")
        sys.exit(2)


class _Version(argparse.Action):
    """Writes the version; unlike argparse's own, it is looked up only where it is asked for."""

    def __call__(self, *_: object, **__: object) -> NoReturn:
        from importlib.metadata import PackageNotFoundError, version

        try:
            found = version("nsatu-data")
        except PackageNotFoundError:
            # A checkout that is not installed, or a program without metadata. The version is that of the data.
            from nsatu_data.validation.load_dataset import load

            try:
                found = load().manifest.version
            except CannotRun as error:
                streams.say(f"nsatu-data: {error}")
                sys.exit(2)
        sys.exit(0 if streams.write(f"nsatu-data {found}\n") else 2)


def _parser(wanted: str = "") -> argparse.ArgumentParser:
    """What reads the arguments of the command that is wanted, or where there is none such, of any."""
    parser = _Parser(prog="nsatu-data", description="Check, read and export a dataset of encoded articles.")
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version of the package and its data")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    # To declare all of them takes as long as to check a small dataset.
    for name in (wanted,) if wanted in COMMANDS else COMMANDS:
        COMMANDS[name].add(commands)
    return parser
