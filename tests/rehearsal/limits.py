"""What a rehearsal cannot show, as docs/releasing.md lists it."""

import re
from typing import Final

from tests.support.folders import ROOT

DOCUMENT: Final = ROOT / "docs" / "releasing.md"
_LIST: Final = re.compile(r"(?<=<!-- not rehearsed -->\n).*?(?=<!-- /not rehearsed -->\n)", re.DOTALL)


def listed() -> str:
    """The list in the document, as Markdown."""
    found = _LIST.search(DOCUMENT.read_text(encoding="utf-8"))
    assert found is not None
    return found[0]
