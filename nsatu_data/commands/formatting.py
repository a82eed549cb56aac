"""`nsatu-data format`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from nsatu_data import streams
from nsatu_data.commands.options import Outcome, remark

if TYPE_CHECKING:
    from nsatu_data.commands.options import Commands


def add(commands: "Commands") -> None:
    """Declare the command's arguments."""
    parser = commands.add_parser(
        "format",
        help="write records in the canonical layout",
        description="Rewrites YAML files as portable YAML in the canonical layout. Values and comments stay the same; "
        "fields are put in the order of the schema. Files that cannot be formatted are reported and left unchanged.",
    )
    parser.add_argument("--check", action="store_true", help="report the files that would change, and write nothing")
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="a dataset or a part of one (default: ./records)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """Format files, or report which would change."""
    from nsatu_data.authoring import format_files
    from nsatu_data.diagnostics import order
    from nsatu_data.report import as_text, screen
    from nsatu_data.storage import corpus_files, file_names

    paths = options.paths or [Path("records")]
    # A corpus in one file has nothing to format, and is refused as any other file that is in no dataset.
    folders = [folder for path in paths for folder in corpus_files.folders(path) or [path]]
    count, changes, diagnostics = format_files.formatting_of(folders)
    refused = len({diagnostic.file for diagnostic in diagnostics})
    findings = as_text.findings(tuple(sorted(diagnostics, key=order)), colour=screen.standard_output().coloured)
    problems: list[str] = []
    if options.check:
        message = "error: the file is not in the canonical layout; run `nsatu-data format` [unformatted]"
        lines = [f"{file_names.shown(change.root, change.path)}: {message}" for change in changes]
        closing = f"{len(changes):,} of {count:,} files are not in the canonical layout"
    else:
        done, problems = format_files.write(changes)
        lines = [f"formatted {path}" for path in done]
        closing = f"{len(done):,} of {count:,} files formatted"
    if refused:
        closing += f"; {refused:,} cannot be formatted"
    for problem in problems:
        remark(problem)
    if problems:
        closing += f"; {len(problems):,} could not be written"
    failed = refused or (options.check and changes)
    return (2 if problems else 1 if failed else 0), findings + streams.lines([*lines, closing])
