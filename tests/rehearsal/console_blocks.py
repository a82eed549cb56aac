"""Runs the commands that a document shows in blocks of console input, in one shell, as a reader would type them."""

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from tests.support.code_blocks import blocks_of

_COMMAND: Final = re.compile(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


class Shown(NamedTuple):
    """A command, and what the document shows as its output."""

    command: str
    output: str


class Ran(NamedTuple):
    """How a command ended, and what it printed, errors included."""

    status: int
    output: str


def shown_in(text: str) -> Iterator[Shown]:
    """The commands in the console blocks of a Markdown text."""
    for block in blocks_of(text, "console"):
        for command, output in _COMMAND.findall(block):
            yield Shown(command, output)


def run(commands: Iterable[str], here: Path, environment: Mapping[str, str], outputs: Path) -> list[Ran]:
    """Run commands one after another in one shell, so that what one sets holds for the next."""
    commands = list(commands)
    outputs.mkdir(parents=True)
    script = "exec < /dev/null\n"
    for number, command in enumerate(commands):
        script += f'{{ {command}\n}} > "$0/{number}" 2>&1\necho $? > "$0/{number}.status"\n'
    subprocess.run(["bash", "-c", script, str(outputs)], cwd=here, env=environment, check=False)
    return [_ran(outputs, number) for number in range(len(commands))]


def _ran(outputs: Path, number: int) -> Ran:
    status = outputs / f"{number}.status"
    if not status.exists():
        return Ran(-1, "the command was not run: one before it ended the shell\n")
    printed = (outputs / str(number)).read_text(encoding="utf-8", errors="replace")
    return Ran(int(status.read_text(encoding="ascii")), printed)


def complaint(shown: Shown, ran: Ran) -> str | None:
    """What is wrong with a command's run; None if it did what the document shows."""
    if ran.status:
        return f"`{shown.command}` ends with {ran.status}: {ran.output.strip()}"
    if shown.output and ran.output != shown.output:
        return f"`{shown.command}` prints {ran.output!r}, but the document shows {shown.output!r}"
    return None
