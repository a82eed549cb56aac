"""`nsatu-data explain`."""

import argparse
from typing import TYPE_CHECKING

from nsatu_data.commands.options import Outcome
from nsatu_data.diagnostics import CannotRun

if TYPE_CHECKING:
    from nsatu_data.commands.options import Commands


def add(commands: "Commands") -> None:
    """Declare the command's arguments."""
    parser = commands.add_parser("explain", help="explain the code of a finding, with examples")
    parser.add_argument("code", nargs="?", metavar="CODE", help="the code of a finding (default: list all codes)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """Print the manual of a code, or the list of all codes."""
    from nsatu_data.manuals import codes, manual
    from nsatu_data.model.identifiers import nearest
    from nsatu_data.report import manual_page, screen

    if options.code is None:
        return 0, manual_page.overview(map(manual, codes()), screen.standard_output())
    if options.code not in codes():
        near = nearest(options.code, codes())
        help = f"did you mean {near}?" if near else "run `nsatu-data explain` for a list of the codes"
        raise CannotRun(f"there is no code {options.code}; {help}")
    return 0, manual_page.page(manual(options.code), screen.standard_output())
