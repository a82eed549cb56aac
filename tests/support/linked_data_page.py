"""Writes the derived parts of `docs/linked-data.md`: a record in Turtle, and the answers to its queries.

`make derived` runs it as `python -m tests.support.linked_data_page`.
"""

import re
from functools import cache
from pathlib import Path
from typing import Final

import rdflib

import nsatu_data
from nsatu_data.export import to_turtle
from tests.support.folders import ROOT

PAGE: Final = ROOT / "docs" / "linked-data.md"
_RECORD: Final = re.compile(r"(<!-- record (\S+) -->\n).*?(<!-- /record -->)", re.DOTALL)
_QUERY: Final = re.compile(r"(<!-- query \S+ -->\n```sparql\n(.*?)```\n).*?(<!-- /query -->)", re.DOTALL)


def filled(text: str) -> str:
    """The page with its derived parts."""
    text = _RECORD.sub(lambda match: f"{match[1]}```turtle\n{_paragraphs(match[2])}```\n{match[3]}", text)
    return _QUERY.sub(lambda match: f"{match[1]}\n{_answer(match[2])}\n{match[3]}", text)


@cache
def _turtle() -> str:
    return to_turtle.write(nsatu_data.load(ROOT / "records"))


def _paragraphs(identifier: str) -> str:
    """The paragraphs of a record and of its parts."""
    found = re.findall(rf"^<{re.escape(identifier)}[#>].*?\.$\n", _turtle(), re.DOTALL | re.MULTILINE)
    return "\n".join(found)


@cache
def _graph() -> rdflib.Graph:
    return rdflib.Graph().parse(data=_turtle(), format="turtle")


def _answer(query: str) -> str:
    """The answer to a query as a table."""
    result = _graph().query(query)
    names = [str(name) for name in result.vars or ()]
    rows = [names, ["---"] * len(names)]
    rows += [["" if value is None else _short(value) for value in row] for row in result]  # type: ignore[union-attr]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _short(value: rdflib.term.Node) -> str:
    return str(value).rpartition("/")[2] if isinstance(value, rdflib.URIRef) else str(value)


def main(page: Path = PAGE) -> None:
    page.write_text(filled(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
