"""`nsatu-data schema`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from nsatu_data.commands.options import Outcome

if TYPE_CHECKING:
    from nsatu_data.commands.options import Commands


def add(commands: "Commands") -> None:
    """Declare the command's arguments."""
    parser = commands.add_parser("schema", help="write the JSON Schema files and the pages about them")
    parser.add_argument("--check", action="store_true", help="report files that are out of date, and write nothing")
    parser.add_argument(
        "--output", type=Path, default=Path("schema"), metavar="DIR", help="the folder of the files (default: ./schema)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """Write the files that are generated from the models, or compare them with those in the folder."""
    from nsatu_data.schema.generated_modules import schema_files
    from nsatu_data.storage import dataset_folder, staged_output

    wanted = schema_files()
    folder: Path = options.output
    if options.check:
        differing = dataset_folder.differing(folder, wanted)
        lines = [f"{path}: error: {problem}; run `nsatu-data schema` [stale-schema]" for path, problem in differing]
        lines.append(f"{len(wanted)} generated files compared, {len(differing)} problems found")
        return (1 if differing else 0), lines
    for name, text in wanted.items():
        staged_output.write(folder / name, text, staged_output.Wanted("schema", replace=True))
    return 0, [f"{len(wanted)} files written to {folder}"]
