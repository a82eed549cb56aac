"""Writes to standard output and standard error: the only place that does.

Messages are lines, and whatever is foreign in one, such as an id, a path or an argument, is made printable here. No
message is a workflow command of GitHub Actions.
"""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from io import TextIOWrapper

from nsatu_data.printable import inert, visible


def message(text: str) -> str:
    """A message as it is printed: one line, in which everything prints and nothing is a workflow command."""
    return inert(visible(text))


def lines(messages: Iterable[str]) -> str:
    """Messages as they are printed, one a line."""
    return "".join(f"{message(text)}\n" for text in messages)


def say(*messages: str) -> None:
    """Writes messages to standard error, one a line; nowhere if it is closed, whose number a file may have now."""
    if sys.stderr is None:
        return
    with suppress(OSError):
        sys.stderr.write(lines(messages))
        sys.stderr.flush()


def write(output: str) -> bool:
    """Writes the output as UTF-8 with line feeds, whatever the platform's habits; returns whether that succeeded.

    A reader that closes the pipe has read enough.
    """
    if sys.stdout is None:
        say("nsatu-data: the output cannot be written: standard output is closed")
        return False
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    try:
        sys.stdout.write(output)
        sys.stdout.flush()
    except BrokenPipeError:
        _discard_rest()
    except OSError as error:
        say(f"nsatu-data: the output cannot be written: {error.strerror}")
        _discard_rest()
        return False
    return True


def _discard_rest() -> None:
    """Sends what is left in the buffer of standard output nowhere, so that the interpreter's own flush succeeds."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
