"""The writers of the exports, the help and the texts of each, its flag with a help, and its extra, by name.

Derived from the modules `to_<name>` in this folder by `make derived`; not to be edited.
"""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from nsatu_data.export import Writer


def _bibtex() -> "Writer":
    from nsatu_data.export.to_bibtex import write

    return write


def _bundles() -> "Writer":
    from nsatu_data.export.to_bundles import write

    return write


def _cff() -> "Writer":
    from nsatu_data.export.to_cff import write

    return write


def _csv() -> "Writer":
    from nsatu_data.export.to_csv import write

    return write


def _datasette() -> "Writer":
    from nsatu_data.export.to_datasette import write

    return write


def _graphml() -> "Writer":
    from nsatu_data.export.to_graphml import write

    return write


def _html() -> "Writer":
    from nsatu_data.export.to_html import write

    return write


def _json() -> "Writer":
    from nsatu_data.export.to_json import write

    return write


def _jsonl() -> "Writer":
    from nsatu_data.export.to_jsonl import write

    return write


def _jsonld() -> "Writer":
    from nsatu_data.export.to_jsonld import write

    return write


def _parquet() -> "Writer":
    from nsatu_data.export.to_parquet import write

    return write


def _sqlite() -> "Writer":
    from nsatu_data.export.to_sqlite import write

    return write


def _turtle() -> "Writer":
    from nsatu_data.export.to_turtle import write

    return write


WRITERS: "Final[dict[str, tuple[Callable[[], Writer], str, str, str | None, str | None, str | None]]]" = {
    "bibtex": (
        _bibtex,
        "an entry for BibTeX, which says how to cite the dataset",
        "refused",
        None,
        None,
        None,
    ),
    "bundles": (
        _bundles,
        "JSON lines: a bundle a line, which is a corpus",
        "refused",
        None,
        None,
        None,
    ),
    "cff": (
        _cff,
        "a file CITATION.cff, which says how to cite the dataset",
        "refused",
        None,
        None,
        None,
    ),
    "csv": (
        _csv,
        "a Data Package: a folder of CSV files, one for each kind and each list",
        "refused",
        "spreadsheet",
        "for csv: begin each file with a byte-order mark, and keep cells from running as formulas",
        None,
    ),
    "datasette": (
        _datasette,
        "what Datasette shows beside nsatu.sqlite: titles, meanings, licence",
        "refused",
        None,
        None,
        None,
    ),
    "graphml": (
        _graphml,
        "a graph in GraphML: records are nodes, references are edges",
        "refused",
        "evidence",
        "for graphml: also write an edge for each evidence pointer, and the sentences of sources",
        None,
    ),
    "html": (
        _html,
        "a page to look at in a browser, in one file",
        "refused",
        None,
        None,
        None,
    ),
    "json": (
        _json,
        "the whole dataset as one JSON object, valid against bundle.schema.json",
        "optional",
        None,
        None,
        None,
    ),
    "jsonl": (
        _jsonl,
        "JSON lines: the manifest, then one record a line",
        "refused",
        None,
        None,
        None,
    ),
    "jsonld": (
        _jsonld,
        "linked data (RDF) in JSON-LD",
        "refused",
        None,
        None,
        None,
    ),
    "parquet": (
        _parquet,
        "a folder of Parquet files, one for each kind and one for evidence",
        "refused",
        None,
        None,
        "frames",
    ),
    "sqlite": (
        _sqlite,
        "an SQLite database, with views and a full-text index",
        "refused",
        None,
        None,
        None,
    ),
    "turtle": (
        _turtle,
        "linked data (RDF) in Turtle",
        "refused",
        None,
        None,
        None,
    ),
}
