"""Runs the walkthrough of the contributing guide, from an article to records, in an empty folder.

`make expected` writes the outputs of the guide's commands again.
"""

import contextlib
import io
import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from nsatu_data.cli import main
from tests.support.folders import ROOT

GUIDE: Final = ROOT / "CONTRIBUTING.md"
ARTICLE: Final = ROOT / "tests" / "second_article"
SOURCE: Final = "source/kestria-sound-watch"
_STEP: Final = re.compile(
    r"<!-- (?:(?P<mode>file|append): (?P<file>\S+)|(?P<rest>the rest)) -->|^```(?P<language>\w+)\n(?P<block>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
_SECTION: Final = re.compile(r"(?<=\n<!-- walkthrough -->\n).*?(?=\n<!-- /walkthrough -->\n)", re.DOTALL)


def section() -> str:
    """The section of the guide to run."""
    found = _SECTION.search(GUIDE.read_text(encoding="utf-8"))
    assert found is not None
    return found[0]


def section_with_outputs(folder: Path) -> str:
    """That section with the current outputs of its commands, run in a folder that holds only the article."""
    shutil.copyfile(ARTICLE / "article.txt", folder / "article.txt")
    with contextlib.chdir(folder):
        return _run(section())


def _run(guide: str) -> str:
    file: str | None = None
    mode = "w"
    parts = []
    here = 0
    for step in _STEP.finditer(guide):
        parts.append(guide[here : step.start()])
        here = step.end()
        written = step[0]
        if step["file"]:
            file, mode = step["file"], "w" if step["mode"] == "file" else "a"
        elif step["rest"]:
            for command in rest():
                status, output = run(command)
                assert status == 0, (command, output)
        elif step["language"] == "console":
            written = f"```console\n{''.join(_outputs(step['block']))}```"
        elif file:
            with Path(file).open(mode, encoding="utf-8", newline="\n") as opened:
                opened.write(step["block"])
            file = None
        parts.append(written)
    return "".join([*parts, guide[here:]])


def _outputs(block: str) -> Iterator[str]:
    commands = re.findall(r"^\$ ((?:.*\\\n)*.*)\n", block, re.MULTILINE)
    for command in commands:
        yield f"$ {command}\n"
        program, *arguments = shlex.split(command.replace("\\\n", ""))
        if program == "nsatu-data":
            yield run(arguments)[1]


def run(arguments: list[str]) -> tuple[int, str]:
    """The exit status of a command, and its output including errors."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            status = main(arguments)
        except SystemExit as error:
            raise AssertionError((arguments, printed.getvalue())) from error
    return status, printed.getvalue()


def rest() -> Iterator[list[str]]:
    """The commands for the article's other records, which the guide does not show."""
    items: list[dict[str, Any]] = json.loads((ARTICLE / "encoding.json").read_text(encoding="utf-8"))
    for item in items:
        identifier = f"{item['kind']}/{item['slug']}"
        if not Path("records", f"{identifier}.yaml").exists():
            yield ["new", item["kind"], item["slug"], *settings(item["fields"])]
            for cite in item["cite"]:
                yield ["cite", SOURCE, *_words(cite), "--text", "article.txt", "--into", identifier]


def settings(fields: dict[str, Any], prefix: str = "") -> Iterator[str]:
    """The command options that set these values."""
    for name, value in fields.items():
        if isinstance(value, dict):
            yield from settings(value, f"{prefix}{name}.")
        else:
            for one in value if isinstance(value, list) else [value]:
                yield from ("--set", f"{prefix}{name}={'null' if one is None else one}")


def _words(cite: dict[str, Any]) -> Iterator[str]:
    if "words" in cite:
        yield cite["words"]
    else:
        yield from ("--from", cite["from"], "--to", cite["to"])
    if "sentence" in cite:
        yield from ("--sentence", str(cite["sentence"]))


def write(folder: Path) -> None:
    """Write the outputs of the guide's commands again; `folder` must be empty."""
    new = section_with_outputs(folder)
    text = GUIDE.read_text(encoding="utf-8")
    GUIDE.write_text(_SECTION.sub(lambda _: new, text), encoding="utf-8", newline="\n")
