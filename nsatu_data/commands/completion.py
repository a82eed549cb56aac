"""`nsatu-data completion`."""

import argparse
from typing import TYPE_CHECKING, Final

from nsatu_data.commands.options import Outcome

if TYPE_CHECKING:
    from nsatu_data.commands.options import Commands

_DESCRIPTION = """\
Prints a script that makes the shell complete the arguments of nsatu-data: commands, options, ids of records, fields,
terms, codes and files. In bash or zsh, put `eval "$(nsatu-data completion SHELL)"` into the start-up file, in zsh after
compinit. In fish, write the script to ~/.config/fish/completions/nsatu-data.fish.
"""
SHELLS: Final = ("bash", "zsh", "fish")


def add(commands: "Commands") -> None:
    """Declare the command's arguments."""
    parser = commands.add_parser(
        "completion", help="print a script for completion in a shell", description=_DESCRIPTION
    )
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help=", ".join(SHELLS))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> Outcome:
    """Print the script for a shell."""
    from argcomplete.shell_integration import shellcode

    # Without the option `default`, bash offers no file where a word of the text is expected.
    return 0, shellcode(["nsatu-data"], shell=options.shell, complete_arguments=["-o", "nospace"])
