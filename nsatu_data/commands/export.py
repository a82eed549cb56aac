"""`nsatu-data export`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from nsatu_data.commands.options import Outcome, chosen_dataset, dataset_option

if TYPE_CHECKING:
    from nsatu_data.commands.options import Commands


def add(commands: "Commands") -> None:
    """Declares the command."""
    parser = commands.add_parser("export", help="write the dataset in one file for other tools")
    parser.add_argument("to", choices=["json"], help="json: the bundle, valid against bundle.schema.json")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write here instead of printing")
    dataset_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """Writes the dataset in one file for other tools."""
    from nsatu_data import files
    from nsatu_data.export import bundle

    text = bundle.text(chosen_dataset(options))
    if options.output is None:
        return 0, text
    files.write(options.output, text)
    return 0, ""
