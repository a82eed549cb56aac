"""The command `nsatu-data` as a process, which is also `python -m nsatu_data`."""

import os
import sys
from contextlib import suppress
from typing import NoReturn

from nsatu_data.cli import main


def run() -> NoReturn:
    """Runs the command and ends the process with its status, without giving back memory that ends with it anyway.

    After a large dataset that would take as long as the rules do; mypy ends in the same way.
    """
    status = main()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with suppress(OSError):
                stream.flush()
    os._exit(status)


if __name__ == "__main__":
    run()
