"""`nsatu-data show`."""

import argparse
from typing import TYPE_CHECKING

from nsatu_data.commands.options import Outcome, chosen_dataset, dataset_option, format_option
from nsatu_data.diagnostics import CannotRun

if TYPE_CHECKING:
    from nsatu_data.commands.options import Commands


def add(commands: "Commands") -> None:
    """Declare the command's arguments."""
    parser = commands.add_parser("show", help="show a record and the records linked to it")
    parser.add_argument("id", metavar="ID", help="the record's id")
    parser.add_argument("--all", action="store_true", help="show every record that refers to it, in long groups too")
    dataset_option(parser)
    format_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """Show a record and the records linked to it."""
    from nsatu_data.dataset.wrong_values import near_id
    from nsatu_data.report import one_record, screen

    dataset = chosen_dataset(options)
    if options.id not in dataset:
        raise CannotRun(f"there is no record {options.id}{near_id(options.id, [record.id for record in dataset])}")
    named = None if options.dataset is None else str(options.dataset)
    view = one_record.View(screen.standard_output(), options.all, named)
    return 0, one_record.FORMATS[options.format](dataset, dataset[options.id], view)
