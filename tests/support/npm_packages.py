"""Installs npm packages from lock files, for tests that run JavaScript programs."""

import fcntl
import os
import shutil
import subprocess
from pathlib import Path


def missing() -> str | None:
    """Why JavaScript cannot run here; None if it can, or if the environment requires it."""
    lacking = [program for program in ("node", "npm") if shutil.which(program) is None]
    if not lacking or os.environ.get("NSATU_REQUIRE_INTEROP") == "1":
        return None
    return f"{' and '.join(lacking)} not found; with NSATU_REQUIRE_INTEROP=1 this is a failure"


def install(folder: Path) -> None:
    """Install what the lock file of a folder names. Several processes may call this at the same time."""
    with (folder / "package-lock.json").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted, installed = lock.read(), folder / "node_modules" / ".installed-from"
        if not installed.exists() or installed.read_bytes() != wanted:
            subprocess.run(["npm", "ci", "--silent"], cwd=folder, check=True)
            installed.write_bytes(wanted)
