"""Runs the JavaScript that a document shows, and compares what it prints with the comments after the printing lines.

Each block is a program of its own. A line that prints has the output as its comment: `console.log(1 + 1); // 2`. A
block with `require` is a CommonJS script, and every other block a module.
"""

import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from tests.support.code_blocks import blocks_of

_LANGUAGES: Final = ("js", "javascript", "mjs", "cjs")
_PRINTED: Final = re.compile(r"^\s*console\.log\(.*\);? // (.+)$", re.MULTILINE)
_REQUIRED: Final = re.compile(r"\brequire\(")


def programs_in(text: str) -> list[str]:
    """The programs in a Markdown text."""
    return [block for language in _LANGUAGES for block in blocks_of(text, language)]


def output_shown(program: str) -> str:
    """What a program prints, according to its comments."""
    return "".join(f"{line}\n" for line in _PRINTED.findall(program))


def complaints(text: str, here: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the programs of a text, run in a project that has the package."""
    for number, program in enumerate(programs_in(text), 1):
        file = here / f"program-{number}.{'cjs' if _REQUIRED.search(program) else 'mjs'}"
        file.write_text(program, encoding="utf-8")
        ran = subprocess.run(
            ["node", file.name], cwd=here, env=environment, capture_output=True, text=True, check=False
        )
        if ran.returncode:
            yield f"program {number} ends with {ran.returncode}: {ran.stderr.strip()}"
        elif ran.stdout != output_shown(program):
            yield f"program {number} prints {ran.stdout!r}, but the document shows {output_shown(program)!r}"
