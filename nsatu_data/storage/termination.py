"""Lets the command clean up before SIGTERM or SIGHUP ends it.

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
