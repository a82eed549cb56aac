"""`nsatu-data export`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from nsatu_data.commands.options import Outcome, chosen_dataset, dataset_option
from nsatu_data.commands.texts import texts_of, texts_option
from nsatu_data.diagnostics import CannotRun

if TYPE_CHECKING:
    from nsatu_data.commands.options import Commands


def add(commands: "Commands") -> None:
    """Declare the command's arguments."""
    from nsatu_data.export import EXPORTS

    helps = "; ".join(f"{name}: {export.help}" for name, export in EXPORTS.items())
    parser = commands.add_parser("export", help="write the dataset in a format for other tools")
    parser.add_argument("to", choices=list(EXPORTS), help=helps)
    parser.add_argument("--output", type=Path, metavar="FILE", help="write to this file or folder instead of printing")
    texts_option(parser, "the file with a source's text, to add counts in UTF-16 and UTF-8; give one for every source")
    dataset_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """Write the dataset in a format for other tools."""
    from nsatu_data.export import EXPORTS
    from nsatu_data.storage import write_files

    export = EXPORTS[options.to]
    if options.text and export.texts == "refused":
        raise CannotRun(f"{options.to} never contains a text; leave out --text")
    dataset = chosen_dataset(options)
    texts = texts_of(dataset, options.text)
    without = [source.id for source in dataset.sources if source.id not in texts]
    if without and (texts or export.texts == "required"):
        raise CannotRun(f"there is no text for {', '.join(without)}; name the file of each with --text")
    written = export.writer()(dataset, texts)
    if isinstance(written, dict):
        if options.output is None:
            raise CannotRun(f"{options.to} writes several files; name a folder with --output")
        for name, text in written.items():
            write_files.write(options.output / name, text)
        return 0, ""
    if options.output is None or write_files.is_standard_output(options.output):
        return 0, written
    write_files.write(options.output, written)
    return 0, ""
