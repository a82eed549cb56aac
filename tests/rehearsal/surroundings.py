"""The environment of a user who has just logged in, as `env -i` with a new home folder gives it.

Of this machine's settings only those remain that pip needs to reach the package index and programs need to start.
"""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from tests.support.folders import ROOT

_NETWORK: Final = re.compile(r"(?i)(https?|all|no)_proxy|SSL_CERT_(FILE|DIR)|REQUESTS_CA_BUNDLE|NODE_EXTRA_CA_CERTS")
_SETTING: Final = re.compile(r"^(?:global|install|:env:)\.([a-z-]+)=(.*)$", re.MULTILINE)
_NOT_KEPT: Final = ("PIP_INDEX_URL", "PIP_NO_INDEX", "PIP_REPORT", "PIP_REQUIRE_VIRTUALENV", "PIP_TARGET", "PIP_USER")
"""Settings of pip that a rehearsal decides itself, or that change what an installation is."""


def of_user(home: Path, programs: Path | None = None, **more: str) -> dict[str, str]:
    """The variables that a user with this home folder has. Programs in the folder `programs` are found first."""
    home.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if _NETWORK.fullmatch(name)}
    path = os.pathsep.join([*([str(programs)] if programs else []), *_folders_of_programs()])
    pip = {name: value for name, value in pip_settings().items() if name not in _NOT_KEPT}
    return {**kept, **pip, "HOME": str(home), "LANG": "C.UTF-8", "PATH": path, "TMPDIR": str(_temporary(home)), **more}


def _temporary(home: Path) -> Path:
    folder = home / "tmp"
    folder.mkdir(exist_ok=True)
    return folder


def _folders_of_programs() -> Iterator[str]:
    """The folders on PATH, without those of this checkout and of the environment that runs the rehearsal."""
    own = (ROOT, Path(sys.prefix)) if sys.prefix != sys.base_prefix else (ROOT,)
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        if folder and not any(Path(folder).is_relative_to(one) for one in own):
            yield folder


def pip_settings() -> dict[str, str]:
    """The settings of this machine's pip as environment variables, from files and from the environment."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    return parsed_settings(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def parsed_settings(listed: str) -> dict[str, str]:
    """What `pip config list` prints, as environment variables."""
    found = {name: str(ast.literal_eval(value)) for name, value in _SETTING.findall(listed)}
    return {f"PIP_{name.upper().replace('-', '_')}": value for name, value in found.items()}


def ordinary_index(settings: Mapping[str, str]) -> str | None:
    """The index that pip uses on this machine; None if no setting names one."""
    return settings.get("PIP_INDEX_URL")
