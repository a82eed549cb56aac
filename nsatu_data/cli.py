"""The command `nsatu-data`: arguments and exit statuses.

The exit status is 0 without errors in the data, 1 with at least one error, and 2 if the command could not run. A run
with nothing to check counts as one that could not run.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

from nsatu_data import streams
from nsatu_data.commands import (
    cite,
    completion,
    coverage,
    diff,
    explain,
    export,
    formatting,
    listing,
    new,
    schema,
    searching,
    sentences,
    show,
    sql,
    validate,
)
from nsatu_data.commands.record_options import with_descending_fields
from nsatu_data.diagnostics import CannotRun, InvalidDataset, line

COMMANDS: Final = {
    "validate": validate,
    "show": show,
    "list": listing,
    "search": searching,
    "coverage": coverage,
    "sql": sql,
    "new": new,
    "sentences": sentences,
    "cite": cite,
    "format": formatting,
    "export": export,
    "diff": diff,
    "explain": explain,
    "schema": schema,
    "completion": completion,
}
"""The module of each command, in the order of the help."""
_INTERRUPTED: Final = 130
"""The exit status that shells use for an interrupted command."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    if "_ARGCOMPLETE" in os.environ:
        from nsatu_data.commands import completers

        completers.answer(_parser())
    given = sys.argv[1:] if arguments is None else arguments
    options = _parser(given[0] if given else "").parse_args(given)
    try:
        status, output = options.run(options)
    except CannotRun as error:
        first, *others = error.args
        streams.say(f"nsatu-data: {first}", *others)
        return 2
    except InvalidDataset as error:
        streams.say(*_some(error, getattr(options, "dataset", None)))
        return 1
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception:  # noqa: BLE001
        import traceback

        # Python would exit with status 1, which stands for errors in the data.
        message = "nsatu-data: this is a bug in the program, not a fault in the data"
        streams.say(*traceback.format_exc().splitlines(), message)
        return 2
    return status if streams.write(output if isinstance(output, str) else streams.lines(output)) else 2


def _some(error: InvalidDataset, dataset: Path | None) -> Iterator[str]:
    """The lines of the first findings. If there are more, the last line says how to see them, and how many if known.

    `dataset` is the path given with `--dataset`.
    """
    from nsatu_data.finding_limits import INVALID_DATASET_LIMIT

    yield from map(line, error.diagnostics[:INVALID_DATASET_LIMIT])
    if (hidden := len(error.diagnostics) - INVALID_DATASET_LIMIT) > 0:
        import shlex

        errors = "1 more error is" if hidden == 1 else f"{hidden:,} more errors are"
        if not error.is_complete:
            errors = "more errors are"
        command = shlex.join(["nsatu-data", "validate", *([] if dataset is None else [str(dataset)])])
        yield f"nsatu-data: {errors} not shown; run `{command}` to see every error, with help"


class _Parser(argparse.ArgumentParser):
    """An argument parser that takes descending fields, and escapes unprintable characters in its errors."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse the arguments of the command, or of one of its commands."""
        return super().parse_known_args(None if args is None else [*with_descending_fields(args)], namespace)

    def error(self, message: str) -> NoReturn:
        streams.say(*self.format_usage().splitlines(), f"{self.prog}: error: {message}")
        sys.exit(2)


class _Version(argparse.Action):
    """Print the version. Unlike argparse's own action, this looks the version up only when it is asked for."""

    def __call__(self, *_: object, **__: object) -> NoReturn:
        from nsatu_data.storage import package_data

        try:
            found = package_data.version()
        except CannotRun as error:
            streams.say(f"nsatu-data: {error}")
            sys.exit(2)
        sys.exit(0 if streams.write(f"nsatu-data {found}\n") else 2)


def _parser(wanted: str = "") -> argparse.ArgumentParser:
    """Make the parser for the wanted command, for `--version` alone, or else for all commands."""
    parser = _Parser(prog="nsatu-data", description="Check, read and export a dataset of encoded articles.")
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version of the package and its data")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    # Declaring all commands takes as long as checking a small dataset.
    if wanted in COMMANDS:
        COMMANDS[wanted].add(commands)
    elif wanted != "--version":
        for command in COMMANDS.values():
            command.add(commands)
    return parser
