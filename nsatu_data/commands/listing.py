"""`nsatu-data list`."""

import argparse
from typing import TYPE_CHECKING

from nsatu_data.commands.options import Outcome, chosen_dataset, dataset_option, format_option, printed
from nsatu_data.diagnostics import CannotRun
from nsatu_data.model.vocabulary import Kind

if TYPE_CHECKING:
    from nsatu_data.commands.options import Commands


def add(commands: "Commands") -> None:
    """Declare the command's arguments."""
    parser = commands.add_parser("list", help="list records")
    parser.add_argument("kind", nargs="?", choices=[str(kind) for kind in Kind], metavar="KIND", help=", ".join(Kind))
    parser.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="list only records with this value, or without the field if VALUE is null; may be repeated",
    )
    dataset_option(parser)
    format_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """List records."""
    from nsatu_data.dataset.selection import select
    from nsatu_data.report import records

    wanted = []
    for condition in options.where:
        field, equals, value = condition.partition("=")
        if not (field and equals):
            raise CannotRun(f"{condition!r} is not FIELD=VALUE")
        wanted.append((field, None if value == "null" else value))
    kinds = [options.kind] if options.kind else [str(kind) for kind in Kind]
    return 0, printed(options, records.LIST[options.format](select(chosen_dataset(options), kinds, wanted)))
