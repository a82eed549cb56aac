"""Writes the pages of findings in Markdown: one for each code, and one that lists them."""

import re
from collections.abc import Iterator
from typing import Final

from nsatu_data.manuals import ACROSS_RECORDS, Manual, codes, stages

FOLDER: Final = "findings"
_INDEX: Final = """\
# Findings

All codes that `nsatu-data validate` can report, by the stages in which it checks a dataset. Each page gives the meaning
of a code, the reason for the rule, and an example that changes the dataset of the [schema
reference](../schema/README.md). `nsatu-data explain CODE` prints the same.
"""
_CODE: Final = re.compile(r"`([a-z0-9-]+)`")


def pages() -> dict[str, str]:
    """The Markdown of each page, by its path."""
    every = [manual for manuals in stages().values() for manual in manuals]
    return {f"{FOLDER}/index.md": "\n".join(_index())} | {f"{FOLDER}/{one.code}.md": _page(one) for one in every}


def _index() -> Iterator[str]:
    yield _INDEX
    for stage, manuals in stages().items():
        yield f"## {stage}"
        yield ""
        if stage == ACROSS_RECORDS:
            yield "Each of these is a rule. The finding says where the records break it."
            yield ""
        yield from (f"- [`{manual.code}`]({manual.code}.md): {manual.summary}" for manual in manuals)
        yield ""
    yield "```{toctree}"
    yield ":hidden:"
    yield ""
    yield from (manual.code for manuals in stages().values() for manual in manuals)
    yield "```"
    yield ""


def _page(manual: Manual) -> str:
    text = "\n".join(_linked(line, manual.code) for line in manual.text.split("\n"))
    rule = "Rule: " if manual.stage == ACROSS_RECORDS else ""
    anchor = manual.stage.lower().replace(" ", "-")
    return f"# {manual.code}\n\n{rule}{text}\n\nStage: [{manual.stage.lower()}](index.md#{anchor}).\n"


def _linked(line: str, code: str) -> str:
    """A line of a manual, in which the names of other codes are links. An indented line is code."""
    if line.startswith("    "):
        return line
    others = set(codes()) - {code}
    return _CODE.sub(lambda found: f"[{found[0]}]({found[1]}.md)" if found[1] in others else found[0], line)
