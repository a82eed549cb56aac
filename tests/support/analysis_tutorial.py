"""Runs the examples of `docs/analysis.md` and writes their outputs and picture again: `make tutorial`."""

import contextlib
import doctest
import io
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from tests.support import guide_walkthrough
from tests.support.folders import ROOT

TUTORIAL: Final = ROOT / "docs" / "analysis.md"
PICTURE: Final = ROOT / "docs" / "images" / "claims-by-sentence.png"
SECOND: Final = "kestria"
"""The folder with the second article and its records, as the tutorial names it."""
_BLOCK: Final = re.compile(r"(?<=^```)(python|console)\n(.*?)(?=^```$)", re.DOTALL | re.MULTILINE)


def with_outputs(folder: Path) -> str:
    """The tutorial with the current outputs of its examples, run in an empty folder. The picture is written there."""
    second = folder / SECOND
    second.mkdir()
    guide_walkthrough.section_with_outputs(second)
    names: dict[str, Any] = {}
    with contextlib.chdir(folder):
        return _BLOCK.sub(lambda match: f"{match[1]}\n{_block(match[1], match[2], names)}", _text())


def _text() -> str:
    return TUTORIAL.read_text(encoding="utf-8")


def _block(language: str, block: str, names: dict[str, Any]) -> str:
    return "".join(_of_python(block, names) if language == "python" else _of_console(block))


def _of_python(block: str, names: dict[str, Any]) -> Iterator[str]:
    """The examples of a block, each with its output."""
    for example in doctest.DocTestParser().get_examples(block):
        first, *others = example.source.splitlines()
        yield "".join(f"{line}\n" for line in (f">>> {first}", *(f"... {line}".rstrip() for line in others)))
        yield _output(example.source, names)


def _output(source: str, names: dict[str, Any]) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(source, TUTORIAL.name, "single"), names)  # noqa: S102
    return "".join(f"{line.rstrip()}\n" for line in printed.getvalue().splitlines())


def _of_console(block: str) -> Iterator[str]:
    """The commands of a block, each with its output. Nothing is installed."""
    for command in re.findall(r"^\$ ((?:.*\\\n)*.*)\n", block, re.MULTILINE):
        yield f"$ {command}\n"
        program, *arguments = shlex.split(command.replace("\\\n", ""))
        if program == "nsatu-data":
            status, output = guide_walkthrough.run(arguments)
            assert status == 0, output
            yield output


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        text = with_outputs(Path(name))
        TUTORIAL.write_text(text, encoding="utf-8", newline="\n")
        shutil.copyfile(Path(name) / PICTURE.name, PICTURE)


if __name__ == "__main__":
    main()
