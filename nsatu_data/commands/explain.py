"""`nsatu-data explain`."""

import argparse
from typing import TYPE_CHECKING

from nsatu_data.commands.options import Outcome
from nsatu_data.diagnostics import CannotRun
from nsatu_data.model.identifiers import nearest

if TYPE_CHECKING:
    from nsatu_data.commands.options import Commands


def add(commands: "Commands") -> None:
    """Declares the command."""
    parser = commands.add_parser("explain", help="say why a finding's code is there, with examples")
    parser.add_argument("code", nargs="?", metavar="CODE", help="the code of a finding; without it, all are listed")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """Says why a finding is there."""
    from nsatu_data.manuals import codes, manual

    if options.code is None:
        width = max(map(len, codes()))
        return 0, [f"{code:{width}}  {manual(code).summary}" for code in codes()]
    if options.code not in codes():
        near = nearest(options.code, codes())
        raise CannotRun(f"there is no code {options.code}" + (f"; did you mean {near}?" if near else ""))
    return 0, [f"# {options.code}", "", *manual(options.code).text.split("\n")]
