"""`nsatu-data export`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from nsatu_data.commands.options import Outcome, chosen_dataset, dataset_option
from nsatu_data.commands.texts import by_source, texts_option
from nsatu_data.diagnostics import CannotRun, line
from nsatu_data.streams import say

if TYPE_CHECKING:
    from nsatu_data.commands.options import Commands


def add(commands: "Commands") -> None:
    """Declares the command."""
    parser = commands.add_parser("export", help="write the dataset in one file for other tools")
    parser.add_argument("to", choices=["json"], help="json: the bundle, valid against bundle.schema.json")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write here instead of printing")
    texts_option(parser, "count in UTF-16 units and UTF-8 bytes too; asks for the text of every source")
    dataset_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """Writes the dataset in one file for other tools."""
    from nsatu_data.dataset import bundle
    from nsatu_data.storage import write_files
    from nsatu_data.validation.check_dataset import canonical_texts

    dataset = chosen_dataset(options)
    texts, diagnostics = canonical_texts(dataset, by_source(options.text))
    for diagnostic in diagnostics:
        say(line(diagnostic))
    if diagnostics:
        return 1, ""
    without = [source.id for source in dataset.sources if source.id not in texts]
    if texts and without:
        raise CannotRun(f"there is no text of {', '.join(without)}: name the file of each with --text")
    text = bundle.text(dataset, texts)
    if options.output is None or write_files.is_standard_output(options.output):
        return 0, text
    write_files.write(options.output, text)
    return 0, ""
