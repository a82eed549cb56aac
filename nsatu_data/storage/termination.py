"""Lets the command clean up before SIGTERM or SIGHUP ends it, and lets them end its worker processes at once.

Programs that use the library keep their own signal handlers, because only the command `nsatu-data` calls `enable`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_SIGNALS: Final = ("SIGTERM", "SIGHUP")
_enabled = False


class Terminated(BaseException):
    """A signal asked the process to end. `status` is the exit status that a shell would report for it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = 128 + number


def enable() -> None:
    """Makes `unwinding` take effect from now on."""
    global _enabled  # noqa: PLW0603
    _enabled = True


@contextmanager
def unwinding() -> Iterator[None]:
    """Raises `Terminated` in the block when a signal asks the process to end, so that the block cleans up.

    A signal that the process ignores, as under `nohup`, stays ignored. Outside the block, a signal ends the process at
    once.
    """
    if not _enabled:
        yield
        return
    import signal

    numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    numbers = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]

    def terminate(number: int, _: object) -> None:
        # Terminals and service managers send both signals in a row. The second must not interrupt the cleanup.
        for each in numbers:
            signal.signal(each, signal.SIG_IGN)
        raise Terminated(number)

    for number in numbers:
        signal.signal(number, terminate)
    try:
        yield
    finally:
        for number in numbers:
            signal.signal(number, signal.SIG_DFL)


@contextmanager
def held() -> Iterator[None]:
    """Holds signals back in the block. A process that is forked in it meets none before it calls `end_at_once`.

    Without that, a handler of this process could run in the new one, and clean up what this process still needs.
    """
    import signal

    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGTERM, signal.SIGHUP, signal.SIGINT))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_at_once() -> None:
    """Lets signals end this forked process without a word, because its parent cleans up. Ignored ones stay ignored."""
    import signal

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGTERM, signal.SIGHUP, signal.SIGINT))
