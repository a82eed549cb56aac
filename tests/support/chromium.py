"""Finds the browser that the tests of the page run in.

The headless shell is Chromium without windows: it lays out, paints and runs a page with the same code. Chromium itself
opens a window for each test, with pages of its own in it, so a test takes three to four times as long.

Run as a program, it installs the browser where it may, and the program that reads what the browser prints.
"""

import os
import shutil
import subprocess
from typing import Final

_SHELL: Final = "chromium-headless-shell"
_NAMES: Final = (_SHELL, "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_INSTALL: Final = ("apt-get", "install", "--quiet=2", "--yes", "--no-install-recommends")
_PACKAGES: Final = (_SHELL, "poppler-utils")


def path() -> str | None:
    """The path of Chromium, or of a browser built from it; None if there is none."""
    return next((found for name in _NAMES if (found := shutil.which(name)) is not None), None)


def install() -> None:
    """Install Debian's packages. Raises SystemExit with what to do if that is not possible."""
    advice = (
        "the tests of the page need Chromium and pdftotext; "
        f"install them, on Debian and Ubuntu with: apt-get install {' '.join(_PACKAGES)}"
    )
    as_root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if shutil.which("apt-get") is None or (as_root and shutil.which("sudo") is None):
        raise SystemExit(advice)
    for command in (("apt-get", "update", "--quiet=2"), (*_INSTALL, *_PACKAGES)):
        outcome = subprocess.run([*as_root, *command], capture_output=True, text=True, check=False)
        if outcome.returncode:
            raise SystemExit(f"{advice}\n{outcome.stderr}")


if __name__ == "__main__":
    if path() is None or shutil.which("pdftotext") is None:
        install()
