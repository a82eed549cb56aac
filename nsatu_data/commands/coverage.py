"""`nsatu-data coverage`."""

import argparse
from typing import TYPE_CHECKING

from nsatu_data.commands.options import Outcome, chosen, dataset_option, positive, remark, row_format_option
from nsatu_data.commands.texts import texts_of, texts_option

if TYPE_CHECKING:
    from nsatu_data.commands.options import Commands

_DESCRIPTION = """\
Shows each sentence with the share of its characters that evidence covers, and how many records of each kind cite it.
With --text, also shows the words of the sentence, with the covered words in [brackets]. JSON and CSV have the ids of
the records, too. Files with errors are skipped, and their number is reported.
"""


def add(commands: "Commands") -> None:
    """Declare the command's arguments."""
    parser = commands.add_parser("coverage", help="show which records cite which sentence", description=_DESCRIPTION)
    texts_option(parser, "the file with a source's text; may be repeated")
    parser.add_argument(
        "--sentence",
        type=positive,
        action="append",
        metavar="N",
        help="show only sentence N, with the ids of the records that cite it; may be repeated",
    )
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--records", action="store_true", help="show the ids of the records that cite each sentence")
    shown.add_argument("--gaps", action="store_true", help="show only what no record cites")
    dataset_option(parser)
    row_format_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """Show which records cite which sentence, or what no record cites."""
    from nsatu_data.report import coverage, coverage_map, screen
    from nsatu_data.validation.check_dataset import sound_records

    records, refused = sound_records(chosen(options))
    if refused:
        skipped = "1 file has errors and is" if refused == 1 else f"{refused:,} files have errors and are"
        remark(f"{skipped} not counted; run `nsatu-data validate` for the errors")
    texts = texts_of(records, options.text)
    formats = coverage.GAPS if options.gaps else coverage.FORMATS
    sentences = None if options.sentence is None else frozenset(options.sentence)
    view = coverage_map.View(screen.standard_output(), options.records, sentences)
    return 0, formats[options.format](records, texts, view)
