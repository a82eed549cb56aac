"""Entry point of the command `nsatu-data` and of `python -m nsatu_data`."""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn


def run() -> NoReturn:
    """Run the command and exit with its status, without freeing memory first.

    After a large dataset, freeing memory takes as long as checking the rules. mypy exits in the same way.
    """
    # The process ends with the command, and collecting garbage would take as long as checking the rules.
    gc.disable()
    from nsatu_data.cli import main
    from nsatu_data.storage import termination

    # Looking for plugins takes a quarter of the time of pydantic's import, and the command uses no plugin.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    termination.enable()
    try:
        status = main()
    except termination.Terminated as terminated:
        status = terminated.status
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with suppress(OSError):
                stream.flush()
    os._exit(status)


if __name__ == "__main__":
    run()
