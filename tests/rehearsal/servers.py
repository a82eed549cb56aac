"""Starts a server on a free port of this machine, waits until it answers, and stops it with all that it started."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

HOST: Final = "127.0.0.1"
_SECONDS: Final = 60
"""How long a server may take to answer for the first time, and after that to stop."""


class NoAnswer(Exception):
    """A server ended or did not answer in time."""


@contextmanager
def running(name: str, command: Callable[[int], list[str]], log: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """The address of a server while it runs. `command` gets the port; the server's output goes to `log`."""
    port = _free_port()
    with log.open("wb") as output:
        process = subprocess.Popen(
            command(port),
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            # A group of its own, so that what the server starts is stopped with it.
            start_new_session=True,
        )
    address = f"http://{HOST}:{port}/"
    try:
        _wait(name, process, address, log)
        yield address
    finally:
        _stop(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(name: str, process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    # A proxy of this machine must not be asked for an address of this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + _SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            opener.open(address, timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    ended = "did not answer in time" if process.poll() is None else f"ended with status {process.returncode}"
    raise NoAnswer(f"{name} {ended}: {log.read_text(encoding='utf-8', errors='replace').strip() or 'no output'}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    for sent in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sent)
        except ProcessLookupError:
            break
        try:
            process.wait(_SECONDS if sent == signal.SIGKILL else 10)
        except subprocess.TimeoutExpired:
            continue
    process.wait()
