"""`nsatu-data schema`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from nsatu_data.commands.options import Outcome

if TYPE_CHECKING:
    from nsatu_data.commands.options import Commands


def add(commands: "Commands") -> None:
    """Declares the command."""
    parser = commands.add_parser("schema", help="write the JSON Schema files, and pages about them")
    parser.add_argument("--check", action="store_true", help="compare the files, and write nothing")
    parser.add_argument("--output", type=Path, default=Path("schema"), metavar="DIR", help="the folder (./schema)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """Writes what is derived from the models, or compares it."""
    from nsatu_data.schema.generated_modules import schema_files
    from nsatu_data.storage import dataset_folder, write_files

    wanted = schema_files()
    folder: Path = options.output
    if options.check:
        differing = dataset_folder.differing(folder, wanted)
        told = [f"{path}: error: {how}; run `nsatu-data schema` [stale-schema]" for path, how in differing]
        told.append(f"{len(differing)} of {len(wanted)} derived files differ, or stand beside them")
        return (1 if differing else 0), told
    for name, text in wanted.items():
        write_files.write(folder / name, text)
    return 0, [f"{len(wanted)} files written to {folder}"]
