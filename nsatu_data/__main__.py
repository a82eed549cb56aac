"""The command `nsatu-data` as a process, which is also `python -m nsatu_data`."""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn


def run() -> NoReturn:
    """Runs the command and ends the process with its status, without giving back memory that ends with it anyway.

    After a large dataset that would take as long as the rules do; mypy ends in the same way.
    """
    # What one command leaves behind ends with the process; looking for it takes as long as the rules.
    gc.disable()
    from nsatu_data.cli import main
    from nsatu_data.storage import termination

    # Looking for plugins takes as long as a quarter of pydantic's import, and no plugin has a part in this.
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
