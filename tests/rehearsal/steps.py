"""The steps of a rehearsal: what each did, and what went wrong."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import NamedTuple, TypeVar

from tests.rehearsal.servers import NoAnswer

Server = TypeVar("Server")


class Failed(Exception):
    """A step did not do what it has to."""


class Step(NamedTuple):
    """A step, whether it succeeded, and what it did or why it failed."""

    name: str
    succeeded: bool
    said: str


class Steps:
    """Runs steps and keeps what they say. A step that needs one that failed is not run."""

    def __init__(self) -> None:
        self.done: list[Step] = []

    def run(self, name: str, function: Callable[[], str]) -> bool:
        """Run a step, and return whether it succeeded. The function returns what the step did."""
        try:
            step = Step(name, succeeded=True, said=function())
        except (Failed, NoAnswer, SystemExit) as error:
            step = Step(name, succeeded=False, said=str(error))
        except Exception as error:  # noqa: BLE001 (a step that fails in any way is a row of the table)
            step = Step(name, succeeded=False, said=f"{type(error).__name__}: {error}")
        self.done.append(step)
        print(row(step), flush=True)
        return step.succeeded

    @contextmanager
    def server(self, name: str, running: AbstractContextManager[Server], said: str) -> Iterator[Server | None]:
        """Start a server as a step. It runs until the end of the block; None means that it does not start."""
        with ExitStack() as stack:
            started: list[Server] = []

            def start() -> str:
                started.append(stack.enter_context(running))
                return said

            yield started[0] if self.run(name, start) else None

    @property
    def failures(self) -> int:
        """How many steps failed."""
        return sum(not step.succeeded for step in self.done)


def row(step: Step) -> str:
    """A line of the table."""
    return f"{'ok' if step.succeeded else 'FAILED':<8}{step.name:<58}{step.said}".rstrip()
