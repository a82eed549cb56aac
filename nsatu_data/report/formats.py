"""The writers of the formats of a report, by name.

Derived from the modules `as_<name>` in this folder by `make derived`; not to be edited.
"""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from nsatu_data.report import Writer


def _github() -> "Writer":
    from nsatu_data.report.as_github import write

    return write


def _json() -> "Writer":
    from nsatu_data.report.as_json import write

    return write


def _sarif() -> "Writer":
    from nsatu_data.report.as_sarif import write

    return write


def _text() -> "Writer":
    from nsatu_data.report.as_text import write

    return write


WRITERS: "Final[dict[str, Callable[[], Writer]]]" = {
    "github": _github,
    "json": _json,
    "sarif": _sarif,
    "text": _text,
}
