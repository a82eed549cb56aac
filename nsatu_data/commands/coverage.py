"""`nsatu-data coverage`."""

import argparse
from typing import TYPE_CHECKING

from nsatu_data.commands.options import Outcome, chosen, dataset_option, format_option, printed, remark
from nsatu_data.commands.texts import texts_of, texts_option

if TYPE_CHECKING:
    from nsatu_data.commands.options import Commands

_DETAILS = """\
Each sentence with the share of its characters that evidence covers, and the records that cite it. With the text at hand
the sentence stands below, what is covered in [brackets]. What is not sound yet is passed over, and counted.
"""


def add(commands: "Commands") -> None:
    """Declares the command."""
    parser = commands.add_parser("coverage", help="show which records cite which sentence", description=_DETAILS)
    texts_option(parser, "show the sentences of this source")
    parser.add_argument("--gaps", action="store_true", help="show only the words that no record covers")
    dataset_option(parser)
    format_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """Shows which records cite which sentence, or what none cites."""
    from nsatu_data.report import coverage
    from nsatu_data.validation.check_dataset import sound_records

    records, refused = sound_records(chosen(options))
    if refused:
        told = "1 file is not sound" if refused == 1 else f"{refused} files are not sound"
        remark(f"{told} and not counted; see nsatu-data validate")
    texts = texts_of(records, options.text)
    formats = coverage.GAPS if options.gaps else coverage.FORMATS
    return 0, printed(options, formats[options.format](records, texts))
