"""`nsatu-data sql`."""

import argparse
from typing import TYPE_CHECKING

from nsatu_data.commands.options import Outcome, chosen_dataset, dataset_option, row_format_option

if TYPE_CHECKING:
    from nsatu_data.commands.options import Commands

_DESCRIPTION = """\
Runs one SELECT of SQLite over the tables that `export sqlite` writes. Nothing can be changed. Without a query, it lists
the tables with their columns. The index search finds words, with WHERE search MATCH 'costs'; words with a hyphen need
double quotes in it: '"decision-making"'. Names that are words of SQL need double quotes, such as "when" and "end".
Terms are texts; the table terms has their order.
"""


def add(commands: "Commands") -> None:
    """Declare the command's arguments."""
    parser = commands.add_parser("sql", help="ask the dataset in SQL", description=_DESCRIPTION)
    parser.add_argument("query", metavar="QUERY", nargs="?", help='the query: "SELECT id, label FROM risks"')
    dataset_option(parser)
    row_format_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """Ask the dataset in SQL."""
    from nsatu_data.report import query_answers, screen
    from nsatu_data.tables import read_only_query
    from nsatu_data.tables.dataset_rows import rows_of

    if options.query is None:
        answer = read_only_query.tables_and_columns()
    else:
        answer = read_only_query.answer(options.query, rows_of(chosen_dataset(options)))
    return 0, query_answers.FORMATS[options.format](answer, screen.standard_output())
