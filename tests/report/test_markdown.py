"""GitHub's own renderer shows any text of a record as that text, and makes nothing else of it."""

import re
from html.parser import HTMLParser
from typing import Final

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import example, given
from hypothesis import strategies as st

from nsatu_data.printable import visible
from nsatu_data.report.markdown import code, escaped

HOSTILE: Final = (
    *("@octocat", "a@b", "me@example.org", "@org/team", "(@octocat)", "#12", "octo/cat#12", "GH-12"),
    *("https://example.org", "www.example.org", "ftp://example.org/x", "xmpp:a@b.c", "mailto:a@b.c"),
    *(
        "![x](https://example.org/x.png)",
        "[x](javascript:alert(1))",
        "[x]: https://example.org",
        "[^1]",
        "<b>",
        "</li>",
    ),
    *("<!--", "-->", "<script>alert(1)</script>", "&lt;", "&#64;octocat", "&commat;", "a|b", "|a|b|", r"\|", r"\\|`"),
    *("`", "``", "` `", "`a", "a`", "```", "~~a~~", "**a**", "_a_", "*", "- a", "+ a", "1. a", "12) a", "> a", "# a"),
    *("=", "---", "***", "    a", "\ta", "a\n\nb", "a\r\n- b", "\\", "\\\\", "a\\", ":tada:", "$x$", "$$", "$`x`$"),
    *("deadbeef", "0123456789abcdef0123456789abcdef01234567", "a" * 40, "::warning::x", "##[error]", "[!NOTE]"),
    *("\u202ea", "\x1b[31m", "\u2028", "<details>", "[ ] a", "[x] a", "a  ", " a", "https:/\\/x", "&", "<", "http://"),
)
_PIECES: Final = st.sampled_from((*HOSTILE, "a", " ", "é", "漢", "1", ".")) | st.text(max_size=4)
texts = st.lists(_PIECES, max_size=6).map("".join).filter(lambda text: visible(text).strip(" ") != "")
"""Texts of records are never empty."""


class _Page(HTMLParser):
    """The elements of a page, its text, and its text outside code."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.text = self.outside = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.open.append(tag)
        assert attrs == []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_data(self, data: str) -> None:
        self.text += data
        self.outside += "" if "code" in self.open else data


def _rendered(markdown: str) -> _Page:
    return _Page(cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE))


def _shown(text: str, *, is_code: bool = False) -> str:
    """The text that GitHub shows: the text itself, but for what does not print and for commands of a runner."""
    is_code = is_code or escaped(text).startswith("`")
    return visible(text).replace("##[", "##\\u005b") if is_code else visible(text)


@given(texts)
def test_no_text_is_a_command_to_a_runner(text: str) -> None:
    assert "##[" not in escaped(text) + code(text)


@given(texts)
def test_a_text_is_shown_as_it_is_and_is_nothing_else(text: str) -> None:
    bold = escaped(text.strip(" "))
    page = _rendered(f"- {escaped(text)}\n- **{bold}**\n")
    assert page.elements[:2] == ["ul", "li"]
    assert set(page.elements) <= {"ul", "li", "strong", "code"}
    shown, bold, *rest = page.text.strip("\n").split("\n")
    assert rest == []
    wanted = " ".join(_shown(text).split())
    assert " ".join(shown.split()) == wanted
    assert " ".join(bold.split()) == wanted


def _made_by_github(text: str) -> list[str]:
    """What GitHub makes of text that is not code after it has been rendered."""
    return re.findall(r"(?<![\w/])@\w|#[0-9]|[a-z]+://\w|www\.\w|:[a-z]\w+:|\b[0-9a-f]{7,40}\b|\$", text)


@given(texts)
def test_github_finds_no_mention_number_address_or_emoji(text: str) -> None:
    assert _made_by_github(_rendered(f"- {escaped(text)}\n").outside) == []


@pytest.mark.parametrize("text", ["@octocat", "#12", "https://example.org", "www.example.org", ":tada:", "deadbeef"])
def test_what_github_makes_of_text_would_be_found(text: str) -> None:
    assert _made_by_github(text) != []


@given(texts)
@example("`")
@example(" ` ")
def test_a_code_span_shows_its_text(text: str) -> None:
    page = _rendered(f"a {code(text)} b\n")
    assert page.elements == ["p", "code"]
    assert page.text == f"a {_shown(text, is_code=True)} b\n"
