"""Writes to standard output and standard error. No other module does.

A message is one line. This module escapes the unprintable characters of a message, which may come from an id, a path or
an argument. It also escapes characters that would make the line a workflow command of GitHub Actions.
"""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from io import TextIOWrapper

from nsatu_data.printable import inert, visible


def message(text: str) -> str:
    """Escapes a message: the result is one printable line that is not a workflow command."""
    return inert(visible(text))


def lines(messages: Iterable[str]) -> str:
    """Escapes messages and joins them, each with a line feed at its end."""
    return "".join(f"{message(text)}\n" for text in messages)


def say(*messages: str) -> None:
    """Writes each message as a line to standard error. Does nothing if standard error is closed."""
    # File descriptor 2 must not be used instead: it may belong to another file now.
    if sys.stderr is None:
        return
    with suppress(OSError):
        sys.stderr.write(lines(messages))
        sys.stderr.flush()


def write(output: str) -> bool:
    """Writes to standard output as UTF-8 with line feeds, on every platform. Returns whether it succeeded.

    If the reader of a pipe closes the pipe early, the result is still True.
    """
    if sys.stdout is None:
        say("nsatu-data: cannot write the output: standard output is closed")
        return False
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    try:
        sys.stdout.write(output)
        sys.stdout.flush()
    except BrokenPipeError:
        _discard_rest()
    except OSError as error:
        say(f"nsatu-data: cannot write the output: {error.strerror}")
        _discard_rest()
        return False
    return True


def _discard_rest() -> None:
    """Discards the rest of the buffer, so that the interpreter's flush of standard output at exit does not fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
