"""`nsatu-data search`."""

import argparse
from typing import TYPE_CHECKING

from nsatu_data.commands.options import Outcome, dataset_option, remark, row_format_option
from nsatu_data.commands.record_options import chosen_rows, every_kind, record_options

if TYPE_CHECKING:
    from nsatu_data.commands.options import Commands

_DESCRIPTION = """\
Finds the records whose statement, label, name and aliases have all the words. A word may be the beginning of a longer
one. Case and accents make no difference. Records that have all the words in their label, name or aliases come first.
"""


def add(commands: "Commands") -> None:
    """Declare the command's arguments."""
    parser = commands.add_parser("search", help="find records by words", description=_DESCRIPTION)
    parser.add_argument("words", nargs="+", metavar="WORDS", help="the words, in any order")
    record_options(parser)
    dataset_option(parser)
    row_format_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """Find records by words."""
    from nsatu_data.dataset import search
    from nsatu_data.report import found_records, screen

    words = search.words(options.words)
    rows = chosen_rows(options, every_kind(), words)
    found = rows.kept(search.search(rows.records, words))
    if not found.records:
        is_corpus = rows.datasets is not None
        advice = (
            "no record has all the words; search for fewer words" if is_corpus else search.advice(rows.records, words)
        )
        remark(f"nothing is found: {advice}")
    output = found_records.FORMATS[options.format](found, words, screen.standard_output())
    return 0, output
