"""What the commands share: common options, and the type of a command's result."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from nsatu_data.streams import say

if TYPE_CHECKING:
    from nsatu_data.dataset.dataset import Dataset

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001

Outcome = tuple[int, str | list[str]]
"""A command's result: its exit status and its output.

A list has messages, one for each line; unprintable characters in them are escaped. A string is printed unchanged, so it
must be in a format with escapes of its own, or already printable.
"""


def format_option(parser: argparse.ArgumentParser, formats: Iterable[str] = ("text", "json")) -> None:
    """Add the choice of an output format, text first."""
    others = [name for name in formats if name not in ("text", "json")]
    choices = ["text", "json", *others]
    parser.add_argument("--format", choices=choices, default="text", help="the output format (default: text)")


def row_format_option(parser: argparse.ArgumentParser) -> None:
    """Add the choice of an output format for rows. `text` is the name that `table` had in version 1.1."""
    parser.add_argument(
        "--format",
        choices=["table", "json", "csv"],
        type=lambda name: "table" if name == "text" else name,
        default="table",
        help="the output format (default: table)",
    )


def dataset_option(parser: argparse.ArgumentParser) -> None:
    """Add the choice of a dataset to read."""
    help = "the dataset (default: ./records if it exists, else the dataset in this package)"
    parser.add_argument("--dataset", type=Path, metavar="PATH", help=help)


def positive(argument: str) -> int:
    """Parse an argument that must be a whole number above 0."""
    if not argument.isdecimal() or not int(argument):
        raise argparse.ArgumentTypeError(f"{argument!r} is not a whole number above 0")
    return int(argument)


def chosen(options: argparse.Namespace) -> Path | None:
    """Return the path of the dataset given with `--dataset`, else `records` if it exists, else None.

    None stands for the dataset in this package.
    """
    here = Path("records")
    return options.dataset or (here if here.is_dir() else None)


def chosen_corpus(options: argparse.Namespace) -> Path | None:
    """Return the path that `chosen` selects if it leads to a corpus, else None."""
    from nsatu_data.storage import corpus_files

    path = chosen(options)
    return path if path is not None and corpus_files.form_of(path) is not None else None


def chosen_dataset(options: argparse.Namespace) -> "Dataset":
    """Load the dataset that `chosen` selects."""
    from nsatu_data.validation.load_dataset import load

    return load(chosen(options))


def folder_option(parser: argparse.ArgumentParser) -> None:
    """Add the choice of a dataset to write to."""
    parser.add_argument(
        "--dataset", type=Path, default=Path("records"), metavar="DIR", help="the dataset's folder (default: ./records)"
    )


def remark(message: str) -> None:
    """Write a note to the user to standard error."""
    say(f"nsatu-data: {message}")
