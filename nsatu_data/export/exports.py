"""The writers of the exports, the help of each, and whether it needs the texts of all sources, by name.

Derived from the modules `to_<name>` in this folder by `make derived`; not to be edited.
"""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from nsatu_data.export import Writer


def _html() -> "Writer":
    from nsatu_data.export.to_html import write

    return write


def _json() -> "Writer":
    from nsatu_data.export.to_json import write

    return write


WRITERS: "Final[dict[str, tuple[Callable[[], Writer], str, str]]]" = {
    "html": (_html, "a page to look at in a browser, in one file", "refused"),
    "json": (_json, "the bundle, valid against bundle.schema.json", "optional"),
}
