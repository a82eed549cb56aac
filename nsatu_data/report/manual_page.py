"""Writes the manuals of the codes of findings for people. The text stays Markdown, wrapped for the screen."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from nsatu_data.manuals import Manual
from nsatu_data.printable import inert
from nsatu_data.report.colour import Style
from nsatu_data.report.screen import PLAIN, Screen
from nsatu_data.report.table import table
from nsatu_data.report.table_cells import Cell, Column, Part
from nsatu_data.report.wrapping import wrapped

_CODE: Final = re.compile(r"`[^`]+`")
_CODE_BLOCK: Final = "    "
_VERDICTS: Final = {"Bad": Style.RED, "Good": Style.GREEN}
"""The first words of the paragraphs that introduce an example."""


def page(manual: Manual, screen: Screen = PLAIN) -> str:
    """The manual of a code."""
    return _printed(_page(manual, screen))


def overview(manuals: Iterable[Manual], screen: Screen = PLAIN) -> str:
    """The codes with their summaries."""
    rows = [(Cell(manual.code, Style.CODE), Cell(manual.summary)) for manual in manuals]
    return _printed(table((Column("code", Part.ID), Column("summary", Part.TEXT)), rows, screen))


def _printed(lines: Iterable[str]) -> str:
    return "".join(f"{inert(line)}\n" for line in lines)


def _page(manual: Manual, screen: Screen) -> Iterator[str]:
    yield screen.paint(f"# {manual.code}", Style.HEADING)
    for block in manual.text.split("\n\n"):
        yield ""
        if block.startswith(_CODE_BLOCK):
            yield from (screen.paint(line, Style.ID) for line in block.split("\n"))
            continue
        for line in wrapped(block.replace("\n", " "), screen.paragraph):
            yield _CODE.sub(lambda code: screen.paint(code[0], Style.ID), _with_verdict(line, screen))


def _with_verdict(line: str, screen: Screen) -> str:
    """The line, with its first word in a style if the word introduces an example."""
    word = re.match(r"\w*", line)[0]  # type: ignore[index]
    return screen.paint(word, _VERDICTS.get(word)) + line[len(word) :]
