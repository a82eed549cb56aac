"""The arguments of the command as Markdown tables, for docs/command-line.md."""

import argparse
from collections.abc import Iterator

from nsatu_data import cli


def table(command: str) -> str:
    """A table of the arguments of a command, in the order of its help."""
    rows = (f"| `{argument}` | {meaning} |\n" for argument, meaning in rows_of(command))
    return "".join(["| argument | meaning |\n|---|---|\n", *rows])


def rows_of(command: str) -> Iterator[tuple[str, str]]:
    """Each argument of a command with its help, except `--help`."""
    for action in parser_of(command)._actions:
        if not isinstance(action, argparse._HelpAction):
            yield _argument(action), _meaning(action)


def parser_of(command: str) -> argparse.ArgumentParser:
    """The parser of a command."""
    subparsers = cli._parser(command)._subparsers
    assert subparsers is not None
    choices = subparsers._group_actions[0].choices
    assert isinstance(choices, dict)
    found = choices[command]
    assert isinstance(found, argparse.ArgumentParser)
    return found


def _argument(action: argparse.Action) -> str:
    value = str(action.metavar or action.dest.upper())
    if action.option_strings:
        return action.option_strings[-1] if action.nargs == 0 else f"{action.option_strings[-1]} {value}"
    return f"[{value}]" if action.nargs in ("?", "*") else value


def _meaning(action: argparse.Action) -> str:
    help = (action.help or "").replace("|", "\\|")
    if action.choices is None or action.metavar is not None:
        return help
    return f"{help}; one of {', '.join(f'`{choice}`' for choice in action.choices)}"
