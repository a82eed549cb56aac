"""An npm registry on this machine, with a throw-away user. It has what was published to it, and nothing else."""

import json
import secrets
import shutil
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from tests.rehearsal import servers, surroundings
from tests.support import npm_packages

LOCKED: Final = Path(__file__).parent / "registry"
"""The folder with the lock file of verdaccio."""
_USER: Final = "rehearsal"


class Registry(NamedTuple):
    """A registry that runs, and the right to publish there."""

    address: str
    token: str

    def settings(self) -> str:
        """The content of `.npmrc` with which npm may publish."""
        return f"registry={self.address}\n{self.address.removeprefix('http:')}:_authToken={self.token}\n"


def configuration(storage: Path) -> dict[str, object]:
    """The configuration of verdaccio: anyone may read, a user may publish, and no other registry is asked."""
    return {
        "storage": str(storage / "storage"),
        "auth": {"htpasswd": {"file": str(storage / "users"), "max_users": 1, "algorithm": "bcrypt"}},
        "uplinks": {},
        "packages": {"**": {"access": "$all", "publish": "$authenticated", "unpublish": "$authenticated"}},
        "web": {"enable": False},
        "log": {"type": "stdout", "format": "pretty", "level": "warn"},
    }


@contextmanager
def running(folder: Path) -> Iterator[Registry]:
    """An empty registry that keeps its files in a new folder."""
    npm_packages.install(LOCKED)
    folder.mkdir(parents=True)
    settings = folder / "verdaccio.json"
    # JSON is YAML too.
    settings.write_text(json.dumps(configuration(folder)), encoding="utf-8")
    node = shutil.which("node") or "node"
    program = str(LOCKED / "node_modules" / "verdaccio" / "bin" / "verdaccio")

    def command(port: int) -> list[str]:
        return [node, program, "--config", str(settings), "--listen", f"{servers.HOST}:{port}"]

    environment = surroundings.of_user(folder / "home")
    with servers.running("verdaccio", command, folder / "verdaccio.log", environment) as address:
        yield Registry(address, _token(address))


def _token(address: str) -> str:
    """Add the user, as `npm adduser` does, and return the token that npm then sends."""
    user = {"name": _USER, "password": secrets.token_urlsafe(), "email": f"{_USER}@localhost"}
    request = urllib.request.Request(  # noqa: S310 (an address of this machine)
        f"{address}-/user/org.couchdb.user:{_USER}",
        data=json.dumps(user).encode(),
        headers={"Content-Type": "application/json"},
        method="PUT",
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request) as answer:
        token: str = json.load(answer)["token"]
        return token
