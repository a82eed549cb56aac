"""`nsatu-data coverage`."""

import argparse
import sys
from typing import TYPE_CHECKING

from nsatu_data.commands.options import Outcome, chosen_dataset, dataset_option, format_option, text_option
from nsatu_data.diagnostics import line

if TYPE_CHECKING:
    from nsatu_data.commands.options import Commands


def add(commands: "Commands") -> None:
    """Declares the command."""
    parser = commands.add_parser("coverage", help="show which records cite which sentence")
    text_option(parser, "show the sentences of this source")
    dataset_option(parser)
    format_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """Shows which records cite which sentence."""
    from nsatu_data.checking import canonical_texts
    from nsatu_data.report import coverage

    dataset = chosen_dataset(options)
    texts, diagnostics = canonical_texts(dataset, dict(options.text))
    for diagnostic in diagnostics:
        print(line(diagnostic), file=sys.stderr)
    return (1 if diagnostics else 0), coverage.FORMATS[options.format](dataset, texts)
