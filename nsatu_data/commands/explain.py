"""`nsatu-data explain`."""

import argparse
from typing import TYPE_CHECKING

from nsatu_data.commands.options import Outcome
from nsatu_data.diagnostics import CannotRun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nsatu_data.commands.options import Commands

_DESCRIPTION = """\
Explains the code of a finding, with a bad and a good example; a field of a record; a term, such as possible; or a
vocabulary, such as Certainty. Without a word, lists them all.
"""


def add(commands: "Commands") -> None:
    """Declare the command's arguments."""
    parser = commands.add_parser("explain", help="explain a finding, a field or a term", description=_DESCRIPTION)
    parser.add_argument(
        "word",
        nargs="?",
        metavar="WORD",
        help="the code of a finding, a field, a term or a vocabulary (default: list them all)",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """Print what a word means, or the list of all words."""
    from nsatu_data.manuals import codes, manual
    from nsatu_data.report import glossary_page, manual_page, screen

    output = screen.standard_output()
    if options.word is None:
        return 0, manual_page.overview(map(manual, codes()), output) + "\n" + glossary_page.overview(output)
    pages = [manual_page.page(manual(options.word), output)] if options.word in codes() else []
    pages += filter(None, [glossary_page.page(options.word, output)])
    if not pages:
        raise CannotRun(f"there is no code, field or term {options.word}{_help(options.word, codes())}")
    return 0, "\n".join(pages)


def _help(word: str, codes: "Sequence[str]") -> str:
    from nsatu_data.dataset.wrong_values import did_you_mean
    from nsatu_data.model import glossary

    return did_you_mean([word], [*codes, *glossary.words()]) or "; run `nsatu-data explain` for a list of them"
