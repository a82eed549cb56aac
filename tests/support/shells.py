"""Runs interactive shells on a terminal, as a person does who presses the Tab key."""

import os
import pty
import select
import signal
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

STARTS: Final = {
    "bash": ["bash", "--noprofile", "--norc", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "--interactive"],
}
"""The commands that start each shell without the user's settings."""
_SET_UP: Final = {
    "bash": 'PS1="ready> "; bind "set enable-bracketed-paste off"; eval "$(nsatu-data completion bash)"',
    "zsh": 'PS1="ready> "; autoload -U compinit; compinit -u -D; eval "$(nsatu-data completion zsh)"',
    "fish": "function fish_prompt; echo 'ready> '; end; nsatu-data completion fish | source",
}
_PATIENCE: Final = 30
"""Seconds after which a shell that prints nothing new is taken to hang."""


def typed(shell: str, line: str, folder: Path, environment: Mapping[str, str], awaited: str) -> str:
    """Type a line with Tab keys and Enter, and return what the terminal shows until it shows the awaited text."""
    settings = {**environment, "TERM": "dumb", "HOME": str(folder), "NO_COLOR": "1", "COLUMNS": "200"}
    # A shell wants the terminal to be its own, which a pseudo-terminal is only after a fork of this kind.
    process, terminal = pty.fork()
    if not process:
        os.chdir(folder)
        os.execvpe(STARTS[shell][0], STARTS[shell], settings)  # noqa: S606
    try:
        _write(terminal, _SET_UP[shell] + "; echo set up''done\r")
        _read(terminal, "set updone")
        # The shell reads one key after the other, and completes at a Tab before it reads the next key.
        _write(terminal, f"{line}\r")
        return _read(terminal, awaited)
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)


def _write(terminal: int, text: str) -> None:
    os.write(terminal, text.encode())


def _read(terminal: int, awaited: str) -> str:
    """What the terminal shows until the awaited text, or until it shows nothing new for a long time."""
    shown = ""
    last = time.monotonic()
    while awaited not in shown and time.monotonic() - last < _PATIENCE:
        ready, _, _ = select.select([terminal], [], [], 0.1)
        if ready:
            try:
                shown += os.read(terminal, 65536).decode(errors="replace")
            except OSError:
                break
            last = time.monotonic()
    return shown
