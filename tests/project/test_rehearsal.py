"""The parts of a rehearsal that need no registry: what it runs, what it accepts, and that nothing is left running."""

import hashlib
import http.client
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest

from tests.rehearsal import (
    console_blocks,
    limits,
    node_user,
    npm_registry,
    python_user,
    servers,
    surroundings,
    versions,
)
from tests.rehearsal.console_blocks import Ran, Shown
from tests.rehearsal.servers import NoAnswer
from tests.rehearsal.steps import Failed, Step, Steps, row
from tests.support import npm_packages
from tests.support.folders import ROOT

README: Final = """\
# Read me

```console
$ python3 -m venv .venv && . .venv/bin/activate
$ pip install .
$ greet \\
    --twice   # a comment
hello
hello
```

```python
>>> 1 + 1
2

```

```console
$ diff old.json records
$ verify --text article.txt
```
"""
PROGRAMS: Final = """\
```javascript
import { sep } from "node:path";
console.log(sep.length + 1);
```

```text
2
```

```javascript
if (false) require("nsatu-data");
console.log(typeof module);
```

```text
object
```

```typescript
const words: string[] = ["a", "b"];
for (const word of words) console.log(word);
```

```text
a
b
```
"""

needs_workflows = pytest.mark.skipif(not (ROOT / ".github").is_dir(), reason="a source distribution has no workflows")
needs_node = pytest.mark.skipif(bool(npm_packages.missing()), reason="node and npm are not here")


def test_commands_are_found_with_the_output_that_is_shown() -> None:
    assert list(console_blocks.shown_in(README)) == [
        Shown("python3 -m venv .venv && . .venv/bin/activate", ""),
        Shown("pip install .", ""),
        Shown("greet \\\n    --twice   # a comment", "hello\nhello\n"),
        Shown("diff old.json records", ""),
        Shown("verify --text article.txt", ""),
    ]


def test_a_command_needs_its_files() -> None:
    run, left_out = python_user.commands(README, {"old.json"})
    assert left_out == ["verify --text article.txt"]
    assert [one.command for one in run][-1] == "diff old.json records"
    assert python_user.commands(README, {"old.json", "article.txt"})[1] == []


def test_commands_share_a_shell_and_their_outputs_are_kept_apart(tmp_path: Path) -> None:
    commands = ["export A=1 && cd /", 'echo "$A" >&2; pwd', "false", "cat", "exit 3", "echo never"]
    assert console_blocks.run(commands, tmp_path, dict(os.environ), tmp_path / "outputs") == [
        Ran(0, ""),
        Ran(0, "1\n/\n"),
        Ran(1, ""),
        Ran(0, ""),
        Ran(-1, "the command was not run: one before it ended the shell\n"),
        Ran(-1, "the command was not run: one before it ended the shell\n"),
    ]


@pytest.mark.parametrize(
    ("ran", "complaint"),
    [
        (Ran(0, "2\n"), None),
        (Ran(0, "2"), "`add` prints '2', but the document shows '2\\n'"),
        (Ran(1, "2\n"), "`add` ends with 1: 2"),
    ],
)
def test_a_command_has_to_succeed_and_print_what_is_shown(ran: Ran, complaint: str | None) -> None:
    assert console_blocks.complaint(Shown("add", "2\n"), ran) == complaint
    assert console_blocks.complaint(Shown("add", ""), Ran(0, "anything")) is None


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources" / "package"
    folder.mkdir(parents=True)
    return folder


def _readme(sources: Path, *commands: str) -> tuple[int, list[str]]:
    text = "".join(f"$ {command}\n" for command in commands)
    (sources / "README.md").write_text(f"```console\n{text}```\n", encoding="utf-8")
    return python_user.run_readme(sources, "it", dict(os.environ), {})


def test_a_readme_is_run_with_the_package_in_place_of_the_clone(sources: Path) -> None:
    commands = ["cd nsatu_data", "pip() { echo $* > installed; }", "pip install .", "nsatu --text article.txt"]
    assert _readme(sources, *commands) == (2, ["nsatu --text article.txt"])
    assert (sources / "installed").read_text(encoding="utf-8") == "install it\n"


def test_a_readme_that_installs_nothing_or_fails_is_refused(sources: Path) -> None:
    with pytest.raises(Failed, match="no command of the README installs the package"):
        _readme(sources, "true")
    (sources.parent / "outputs").rename(sources.parent / "before")
    with pytest.raises(Failed, match="`exit 4` ends with -1"):
        _readme(sources, "pip() { :; }", "pip install nsatu-data", "exit 4")


def test_the_words_of_a_placeholder_are_some_that_the_article_has_once(sources: Path) -> None:
    (sources / "article.txt").write_text(
        "Something or something; Otherwise, everywhere and everywhere.", encoding="utf-8"
    )
    assert python_user._filled('cite "the words"', "it", sources) == 'cite "Something"'


def _report(folder: Path, content: bytes, url: str = "http://127.0.0.1:1/simple/a.whl") -> list[dict[str, Any]]:
    hashes = {"sha256": hashlib.sha256(content).hexdigest()}
    own = {"metadata": {"name": "nsatu-data"}, "download_info": {"url": url, "archive_info": {"hashes": hashes}}}
    (folder / "report.json").write_text(
        json.dumps({"install": [{"metadata": {"name": "tqdm"}}, own]}), encoding="utf-8"
    )
    return python_user.installed(folder / "report.json")


def test_only_the_built_file_from_the_rehearsed_index_will_do(tmp_path: Path) -> None:
    wheel = tmp_path / "a.whl"
    wheel.write_bytes(b"built")
    python_user.check_origin(_report(tmp_path, b"built"), wheel, "http://127.0.0.1:1/")
    with pytest.raises(Failed, match=r"which is not that of a\.whl"):
        python_user.check_origin(_report(tmp_path, b"other"), wheel, "http://127.0.0.1:1/")
    with pytest.raises(Failed, match=r"pip took nsatu-data from http://127\.0\.0\.1:2/a\.whl, not from"):
        python_user.check_origin(_report(tmp_path, b"built", "http://127.0.0.1:2/a.whl"), wheel, "http://127.0.0.1:1/")


def test_only_the_built_package_will_do_for_npm(tmp_path: Path) -> None:
    package = tmp_path / "a.tgz"
    package.write_bytes(b"built")
    lock = {"packages": {"node_modules/nsatu-data": {"integrity": node_user.integrity(b"built")}}}
    (tmp_path / "package-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    node_user.check_origin(tmp_path, package)
    package.write_bytes(b"other")
    with pytest.raises(Failed, match=r"which is not that of a\.tgz"):
        node_user.check_origin(tmp_path, package)


def test_examples_in_python_are_run_and_counted(tmp_path: Path) -> None:
    document = tmp_path / "README.md"
    document.write_text(README, encoding="utf-8")
    environment = {**os.environ, "HOME": str(tmp_path)}
    assert python_user.run_examples(Path(sys.executable), document, environment) == 1
    document.write_text(README.replace("\n2\n", "\n3\n"), encoding="utf-8")
    with pytest.raises(Failed, match="Expected:"):
        python_user.run_examples(Path(sys.executable), document, environment)
    document.write_text("No example.\n", encoding="utf-8")
    with pytest.raises(Failed, match=r"README\.md has no example in Python"):
        python_user.run_examples(Path(sys.executable), document, environment)


@needs_node
@pytest.mark.exhaustive
def test_programs_for_node_print_what_the_blocks_below_them_say(tmp_path: Path) -> None:
    readme = tmp_path / "node_modules" / "nsatu-data" / "README.md"
    readme.parent.mkdir(parents=True)
    faulty = {
        PROGRAMS: None,
        PROGRAMS.replace("\n2\n", "\n3\n"): r"^program 1 prints '2\\n', but the README shows '3\\n'$",
        PROGRAMS.replace('"node:path"', '"none"'): r"^node example\.mjs ends with 1: [^$]*Cannot find package 'none'",
        PROGRAMS.replace('["a", "b"]', "1"): r"^node \S+ --strict .* example\.mts ends with 2: example\.mts",
        "No program.\n": "^the README in the npm package shows no program$",
        "```js\n1\n```\n": "^a program in the README has no block of text after it that says what it prints$",
        "```javascript\n1\n```\n\nThis prints:\n\n```text\n1\n```\n": "^a program in the README has no block of text",
    }
    for text, message in faulty.items():
        readme.write_text(text, encoding="utf-8")
        if message is None:
            assert node_user.run_readme(tmp_path, "node", os.environ) == "3 programs"
        else:
            with pytest.raises(Failed, match=message):
                node_user.run_readme(tmp_path, "node", os.environ)


def test_a_user_has_nothing_of_this_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.pathsep.join([str(Path(sys.prefix, "bin")), str(ROOT / "tests"), "/bin"]))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("SECRET", "1")
    monkeypatch.setenv("https_proxy", "proxy")
    monkeypatch.setenv("PIP_CERT", "certificates")
    monkeypatch.setenv("PIP_INDEX_URL", "another")
    found = surroundings.of_user(tmp_path / "home", Path("programs"), PIP_INDEX_URL="rehearsed")
    assert {name: found.get(name) for name in ("PATH", "HOME", "https_proxy", "PIP_CERT", "PIP_INDEX_URL")} == {
        "PATH": "programs:/bin",
        "HOME": str(tmp_path / "home"),
        "https_proxy": "proxy",
        "PIP_CERT": "certificates",
        "PIP_INDEX_URL": "rehearsed",
    }
    assert not {"PYTHONPATH", "SECRET"} & set(found)


def test_settings_of_pip_are_variables() -> None:
    listed = "global.cert='/a b'\ninstall.no-index='true'\n:env:.index-url='later'\nwheel.other='1'\n"
    settings = surroundings.parsed_settings(listed)
    assert settings == {"PIP_CERT": "/a b", "PIP_NO_INDEX": "true", "PIP_INDEX_URL": "later"}
    assert surroundings.ordinary_index(settings) == "later"
    assert surroundings.ordinary_index({}) is None


def _server(port: int) -> list[str]:
    return [sys.executable, "-m", "http.server", "--bind", servers.HOST, str(port)]


def test_a_server_is_stopped(tmp_path: Path) -> None:
    with servers.running("one", _server, tmp_path / "log", os.environ) as address:
        connection = http.client.HTTPConnection(urlsplit(address).netloc)
        connection.request("GET", "/")
        assert connection.getresponse().status == 200
        connection.close()
    with pytest.raises(ConnectionRefusedError):
        http.client.HTTPConnection(urlsplit(address).netloc).connect()


def test_a_server_that_ends_is_reported_with_its_output(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit('no port')"]
    with (
        pytest.raises(servers.NoAnswer, match="one ended with status 1: no port"),
        servers.running("one", lambda _: command, tmp_path / "log", os.environ),
    ):
        pass


def test_the_registry_asks_no_other_and_lets_only_a_user_publish(tmp_path: Path) -> None:
    found: Any = npm_registry.configuration(tmp_path)
    assert found["uplinks"] == {}
    assert [(name, rights["publish"], "proxy" in rights) for name, rights in found["packages"].items()] == [
        ("**", "$authenticated", False)
    ]


def test_npm_is_told_the_registry_and_the_token() -> None:
    settings = npm_registry.Registry("http://127.0.0.1:1/", "abc").settings()
    assert settings == "registry=http://127.0.0.1:1/\n//127.0.0.1:1/:_authToken=abc\n"


def test_the_registry_is_locked_without_hosts() -> None:
    lock = json.loads((npm_registry.LOCKED / "package-lock.json").read_text(encoding="utf-8"))
    packages = [package for path, package in lock["packages"].items() if path]
    assert [package for package in packages if "resolved" in package or "integrity" not in package] == []
    assert packages


def test_steps_that_fail_are_rows_and_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    def refuse() -> str:
        raise Failed("why")

    def crash() -> str:
        raise ValueError("how")

    steps = Steps()
    assert [steps.run("a", lambda: "done"), steps.run("b", refuse), steps.run("c", crash)] == [True, False, False]
    assert steps.done == [Step("a", True, "done"), Step("b", False, "why"), Step("c", False, "ValueError: how")]
    assert steps.failures == 2
    assert capsys.readouterr().out == "".join(f"{row(step)}\n" for step in steps.done)
    assert row(steps.done[1]) == f"FAILED  b{' ' * 57}why"


def test_a_server_runs_until_its_block_ends_and_is_none_if_it_does_not_start() -> None:
    running = []

    @contextmanager
    def one(*, starts: bool) -> Iterator[str]:
        if not starts:
            raise NoAnswer("no answer")
        running.append("here")
        yield running[0]
        running.clear()

    steps = Steps()
    with steps.server("start", one(starts=True), "a server") as started:
        assert (started, running) == ("here", ["here"])
    with steps.server("start again", one(starts=False), "a server") as started:
        assert started is None
    assert running == []
    assert steps.done == [Step("start", True, "a server"), Step("start again", False, "no answer")]


@needs_workflows
def test_versions_that_were_not_run_are_named() -> None:
    supported = versions.pythons_supported()
    oldest, newest = versions.nodes_tested()
    assert versions.not_run(supported, [oldest]) == [f"Node {newest}"]
    assert versions.not_run(supported[1:], []) == [f"Python {supported[0]}", f"Node {oldest}", f"Node {newest}"]


def test_the_document_lists_what_is_not_rehearsed() -> None:
    listed = limits.listed()
    assert [line for line in listed.splitlines() if not line.startswith(("- ", "  "))] == []
    for subject in ("trusted publishing", "attestation", "provenance", "Pages", "release on GitHub"):
        assert subject.lower() in listed.lower(), subject
