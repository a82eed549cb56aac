"""The code blocks of documents."""

import re
from pathlib import Path
from typing import Final

_FENCED: Final = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks(document: Path, language: str) -> list[str]:
    """The fenced code blocks of a document in one language."""
    return blocks_of(document.read_text(encoding="utf-8"), language)


def blocks_of(text: str, language: str) -> list[str]:
    """The fenced code blocks of a text in one language."""
    return [block for named, block in _FENCED.findall(text) if named == language]
