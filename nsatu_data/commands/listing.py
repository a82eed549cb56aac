"""`nsatu-data list`."""

import argparse
from typing import TYPE_CHECKING

from nsatu_data.commands.options import Outcome, dataset_option, row_format_option
from nsatu_data.commands.record_options import chosen_rows, every_kind, record_options

if TYPE_CHECKING:
    from nsatu_data.commands.options import Commands


def add(commands: "Commands") -> None:
    """Declare the command's arguments."""
    parser = commands.add_parser("list", help="list records")
    parser.add_argument("kind", nargs="?", choices=every_kind(), metavar="KIND", help=", ".join(every_kind()))
    record_options(parser)
    dataset_option(parser)
    row_format_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """List records."""
    from nsatu_data.report import record_rows, screen

    kinds = [options.kind] if options.kind else every_kind()
    rows = chosen_rows(options, kinds)
    return 0, record_rows.FORMATS[options.format](rows, screen.standard_output())
