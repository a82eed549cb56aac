"""A client that asks the YAML language server what editors ask it, over the language server protocol.

VS Code's YAML extension, and the YAML support of Neovim, Helix, Emacs and others, run this server.
"""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from threading import Timer
from typing import Any, Final, Self

from tests.support import npm_packages
from tests.support.folders import INTEROP

_HERE: Final = INTEROP / "editor"
_SERVER: Final = _HERE / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
_PATIENCE: Final = 300
"""Seconds after which a server that does not answer is ended, so that the test fails instead of hanging."""

JSON = dict[str, Any]


class Editor:
    """A workspace opened with an editor's settings. Places are lines and UTF-16 code units, both from 0.

    Open texts are held by the editor, and need not exist as files.
    """

    def __init__(self, workspace: Path, settings: Mapping[str, Any]) -> None:
        npm_packages.install(_HERE)
        self._workspace = workspace
        self._settings = settings
        self._sent = 0
        self._asked_for_settings = False
        self._diagnostics: dict[str, list[JSON]] = {}
        self._server = subprocess.Popen(
            ["node", str(_SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._end = Timer(_PATIENCE, self._server.kill)
        self._end.daemon = True
        self._end.start()

    def __enter__(self) -> Self:
        folder = {"uri": self._workspace.as_uri(), "name": self._workspace.name}
        capabilities = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {
                "completion": {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}},
                "hover": {"contentFormat": ["markdown"]},
            },
        }
        self._ask(
            "initialize",
            processId=None,
            rootUri=folder["uri"],
            workspaceFolders=[folder],
            capabilities=capabilities,
        )
        self._notify("initialized")
        # A text opened before the server has its settings would be judged twice: without them and with them.
        while not self._asked_for_settings:
            self._receive()
        return self

    def __exit__(self, *_: object) -> None:
        if self._server.poll() is None:
            self._ask("shutdown")
            self._notify("exit")
            self._server.communicate()
        self._end.cancel()

    def open(self, path: str, text: str) -> None:
        """Open a text under the path of a file in the workspace."""
        document = {"uri": self._uri(path), "languageId": "yaml", "version": 1, "text": text}
        self._notify("textDocument/didOpen", textDocument=document)

    def diagnostics(self, path: str) -> list[JSON]:
        """The server's diagnostics for an open text. Waits for them."""
        while self._uri(path) not in self._diagnostics:
            self._receive()
        return self._diagnostics[self._uri(path)]

    def completions(self, path: str, line: int, character: int) -> list[JSON]:
        """The server's proposals for completing at a place."""
        items: list[JSON] = self._at("completion", path, line, character)["items"]
        return items

    def hover(self, path: str, line: int, character: int) -> str | None:
        """The Markdown that the editor shows on hovering over a place."""
        shown = self._at("hover", path, line, character)
        return None if shown is None else shown["contents"]["value"]

    def formatting(self, path: str) -> list[JSON]:
        """The edits that format the text."""
        edits: list[JSON] = self._ask(
            "textDocument/formatting",
            textDocument={"uri": self._uri(path)},
            options={"tabSize": 2, "insertSpaces": True},
        )
        return edits

    def _at(self, what: str, path: str, line: int, character: int) -> Any:
        return self._ask(
            f"textDocument/{what}",
            textDocument={"uri": self._uri(path)},
            position={"line": line, "character": character},
        )

    def _uri(self, path: str) -> str:
        return (self._workspace / path).as_uri()

    def _ask(self, method: str, **parameters: Any) -> Any:
        self._sent += 1
        number = self._sent
        self._send(id=number, method=method, **({"params": parameters} if parameters else {}))
        while True:
            message = self._receive()
            if "method" not in message and message["id"] == number:
                return message["result"]

    def _notify(self, method: str, **parameters: Any) -> None:
        self._send(method=method, params=parameters)

    def _send(self, **message: Any) -> None:
        assert self._server.stdin is not None
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self._server.stdin.flush()

    def _receive(self) -> JSON:
        """The next message from the server. Answers the server's own requests on the way."""
        assert self._server.stdout is not None
        headers = {}
        while line := self._server.stdout.readline().strip():
            name, _, value = line.partition(b":")
            headers[name.lower()] = value
        assert headers, "the language server ended without a word"
        message: JSON = json.loads(self._server.stdout.read(int(headers[b"content-length"])))
        if "method" in message and "id" in message:
            self._send(id=message["id"], result=self._answer(message))
        elif message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        return message

    def _answer(self, message: JSON) -> Any:
        if message["method"] != "workspace/configuration":
            return None
        self._asked_for_settings = True
        return [self._settings.get(item["section"]) for item in message["params"]["items"]]
