"""Runs Debian's Apache over a built site: as w3id.org would redirect to it, and as two kinds of server would serve it.

Each of three ports of localhost is a server of its own: the redirections, the site as plain files, and the site with
the settings that it brings along. Apache runs in the foreground, as a normal user, with no other configuration.
"""

import http.client
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from docs.site.addresses import files
from docs.site.small_page import page
from nsatu_data.model.schema_version import ROOT

PROGRAM: Final = shutil.which("apache2", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
_FOLDER: Final = "nsatu"
"""The folder of the server in which the site is."""
_USER: Final = "nobody"
_MODULES: Final = ("mpm_event", "authz_core", "dir", "env", "headers", "mime", "rewrite")
_SERVER: Final = """\
Listen 127.0.0.1:{port}
<VirtualHost 127.0.0.1:{port}>
  DocumentRoot "{root}"
  <Directory "{root}">
    Require all granted
    AllowOverride {override}
  </Directory>
</VirtualHost>
"""


class Answer(NamedTuple):
    """What a server answered at the end of all redirections. `kind` is the content type, without parameters."""

    status: int
    kind: str
    body: bytes
    address: str
    headers: Mapping[str, str]
    redirections: tuple[int, ...] = ()


class Apache:
    """The three servers. `site` is the address of the plain files, and `own` that of those with the site's settings."""

    def __init__(self, ports: tuple[int, int, int]) -> None:
        self.redirecting = f"http://127.0.0.1:{ports[0]}/nsatu-data/"
        self.site, self.own = (f"http://127.0.0.1:{port}/{_FOLDER}/" for port in ports[1:])

    def resolve(self, identifier: str, accept: str | None = None) -> Answer:
        """Ask for an identifier of the project as a client does that follows redirections."""
        assert identifier.startswith(ROOT)
        address, passed = self.redirecting + identifier.removeprefix(ROOT), list[int]()
        while len(passed) < 5:
            answer = self.get(address, accept)
            if not 300 <= answer.status < 400:
                return answer._replace(redirections=tuple(passed))
            passed.append(answer.status)
            address = urljoin(address, answer.headers["Location"])
        raise AssertionError(f"{identifier} is redirected for ever")

    def get(self, address: str, accept: str | None = None) -> Answer:
        """Ask for an address, and follow nothing."""
        parts = urlsplit(urldefrag(address).url)
        connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=60)
        connection.request("GET", parts.path, headers={} if accept is None else {"Accept": accept})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        kind = response.headers.get_content_type()
        return Answer(response.status, kind, body, address, dict(response.headers.items()))


@contextmanager
def running() -> Iterator[Apache]:
    """Build the addresses for the plain files' server, and run the servers."""
    assert PROGRAM is not None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        ports = (_free(), _free(), _free())
        apache = Apache(ports)
        _write(folder, apache)
        configuration = folder / "apache.conf"
        configuration.write_text(_configuration(folder, ports), encoding="utf-8")
        as_user = {}
        if os.geteuid() == 0:
            subprocess.run(["chown", "-R", _USER, str(folder)], check=True)
            as_user = {"user": _USER}
        command = [PROGRAM, "-DFOREGROUND", "-f", str(configuration)]
        with subprocess.Popen(command, cwd=folder, **as_user) as process:  # type: ignore[call-overload]
            try:
                _wait(process, ports, folder)
                yield apache
            finally:
                process.terminate()
                process.wait(20)


def _write(folder: Path, apache: Apache) -> None:
    built = files(apache.site)
    (folder / "w3id" / "nsatu-data").mkdir(parents=True)
    (folder / "w3id" / "nsatu-data" / ".htaccess").write_bytes(built["w3id/.htaccess"])
    for name, content in {**built, "index.html": page("The dataset", "", "index.html")}.items():
        path = folder / "served" / _FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _configuration(folder: Path, ports: tuple[int, int, int]) -> str:
    modules = "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in _MODULES)
    roots = ((folder / "w3id", "All"), (folder / "served", "None"), (folder / "served", "All"))
    servers = "".join(
        _SERVER.format(port=port, root=root, override=override)
        for port, (root, override) in zip(ports, roots, strict=True)
    )
    return (
        f'{modules}ServerRoot "{folder}"\nServerName localhost\nPidFile "{folder}/pid"\nMutex file:{folder}\n'
        f'ErrorLog "{folder}/errors"\nTypesConfig /etc/mime.types\nDirectoryIndex index.html\n{servers}'
    )


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(process: "subprocess.Popen[bytes]", ports: tuple[int, ...], folder: Path) -> None:
    for _ in range(200):
        if process.poll() is not None:
            break
        with socket.socket() as one:
            if all(one.connect_ex(("127.0.0.1", port)) == 0 for port in ports[:1]):
                return
        time.sleep(0.05)
    raise AssertionError((folder / "errors").read_text(encoding="utf-8"))
