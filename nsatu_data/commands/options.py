"""What commands share: their options, and what they give back."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from nsatu_data.streams import say

if TYPE_CHECKING:
    from nsatu_data.dataset.dataset import Dataset

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001

Outcome = tuple[int, str | list[str]]
"""Of a command: its exit status, and what it prints.

A list holds messages, one a line, in which anything may be foreign. A string is printed as it is: it is in a format
that has escapes of its own, or has been made printable.
"""


def printed(options: argparse.Namespace, output: str) -> str | list[str]:
    """What was written in the format that was chosen: as it is for a program, made printable for a person."""
    return output.removesuffix("\n").split("\n") if options.format == "text" else output


def format_option(parser: argparse.ArgumentParser, formats: Iterable[str] = ("text", "json")) -> None:
    """Adds the choice of an output format, text first."""
    others = [name for name in formats if name not in ("text", "json")]
    help = f"for a person or for a program{', as ' + ' or '.join(others) if others else ''} (text)"
    parser.add_argument("--format", choices=["text", "json", *others], default="text", help=help)


def dataset_option(parser: argparse.ArgumentParser) -> None:
    """Adds the choice of a dataset to read."""
    parser.add_argument(
        "--dataset", type=Path, metavar="PATH", help="the dataset (./records where there is one, else the packaged one)"
    )


def positive(argument: str) -> int:
    """A number from 1 on, as an argument."""
    if not argument.isdecimal() or not int(argument):
        raise argparse.ArgumentTypeError(f"{argument!r} is not a number from 1 on")
    return int(argument)


def chosen(options: argparse.Namespace) -> Path | None:
    """Where the dataset is that was named; else the one in the working directory; None for the packaged one."""
    here = Path("records")
    return options.dataset or (here if here.is_dir() else None)


def chosen_dataset(options: argparse.Namespace) -> "Dataset":
    """The dataset that was named; else the one in the working directory's `records`, else the packaged one."""
    from nsatu_data.validation.load_dataset import load

    return load(chosen(options))


def folder_option(parser: argparse.ArgumentParser) -> None:
    """Adds the choice of a dataset to write to."""
    parser.add_argument(
        "--dataset", type=Path, default=Path("records"), metavar="DIR", help="the dataset's folder (./records)"
    )


def remark(message: str) -> None:
    """Writes what the user should know to standard error."""
    say(f"nsatu-data: {message}")
