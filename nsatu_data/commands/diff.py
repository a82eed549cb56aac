"""`nsatu-data diff`."""

import argparse
from typing import TYPE_CHECKING

from nsatu_data.commands.options import Outcome
from nsatu_data.diagnostics import CannotRun

if TYPE_CHECKING:
    from nsatu_data.commands.options import Commands

_ARGUMENT = "a dataset's folder, a JSON bundle, a schema, or one of these in a revision of git, as HEAD~1:records"


def add(commands: "Commands") -> None:
    """Declare the command's arguments."""
    parser = commands.add_parser("diff", help="show what changed between two versions of a dataset or of a schema")
    parser.add_argument("old", metavar="OLD", help=f"the old version: {_ARGUMENT}")
    parser.add_argument("new", metavar="NEW", help="the new version, given in the same ways")
    parser.add_argument(
        "--format",
        choices=["text", "markdown", "json"],
        default="text",
        help="the output format (default: text)",
    )
    parser.add_argument(
        "--check-version",
        action="store_true",
        help="exit with status 1 if the version number of NEW says less than the changes",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """Show what changed between two versions of a dataset or of a schema."""
    from nsatu_data.comparison.compare import compare
    from nsatu_data.comparison.schema_changes import compare_schemas
    from nsatu_data.comparison.versions import says_enough
    from nsatu_data.dataset.dataset import Dataset
    from nsatu_data.report import changes_in, schema_changes_in, screen
    from nsatu_data.report.changed_values import Names
    from nsatu_data.validation.load_version import load_version

    old, new = load_version(options.old), load_version(options.new)
    names, shown = Names(options.old, options.new), screen.standard_output()
    if isinstance(old, Dataset) and isinstance(new, Dataset):
        changes = compare(old, new)
        is_enough = says_enough(changes)
        output = changes_in.FORMATS[options.format](changes, names, shown)
    elif isinstance(old, Dataset) or isinstance(new, Dataset):
        raise CannotRun("one is a dataset and the other a schema; name two datasets or two schemas")
    else:
        schema_changes = compare_schemas(old, new)
        is_enough = schema_changes.says_enough
        output = schema_changes_in.FORMATS[options.format](schema_changes, names, shown)
    return (1 if options.check_version and not is_enough else 0), output
