"""The code blocks of documents."""

import re
from pathlib import Path
from typing import Final

_FENCED: Final = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks(document: Path, language: str) -> list[str]:
    """The fenced code blocks of a document in one language."""
    return [block for named, block in _FENCED.findall(document.read_text(encoding="utf-8")) if named == language]
