"""Tables in HTML for notebooks: of one record, and of many.

Every text from a record is escaped. There are no scripts, links, images or style sheets, so a hostile record does
nothing. Styles are attributes, because notebooks and the sites that show them remove style sheets.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Final

from nsatu_data.model.cells import items, text_for_people, usual_columns
from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.field_table import FIELDS
from nsatu_data.printable import visible

if TYPE_CHECKING:
    from nsatu_data.model.vocabulary import Term

ROWS_SHOWN: Final = 30
"""A table of more records shows only this many."""
_STYLE: Final = 'style="text-align:left;vertical-align:top"'
_NO_MATHS: Final = 'class="tex2jax_ignore mathjax_ignore"'
"""Keeps notebooks from reading the text between two dollar signs as a formula."""
_OF_CLAIMS: Final = ("id", "certainty", "voice", "statement")
"""The columns of a table of claims of several kinds."""
_OF_RECORDS: Final = ("id", "certainty", "voice", "label")
"""The columns of a table of claims and other records: no claim stands there without its certainty and voice."""


def record(record: Any) -> str:
    """The fields of a record with their values. Descriptions of fields and definitions of terms are tooltips."""
    shape = FIELDS[record.kind]
    values = ((field, getattr(record, name)) for name, field in shape.items())
    rows = [
        f'<tr><th scope="row" title="{_escaped(field.description)}" {_STYLE}>{_escaped(field.name)}</th>'
        f"<td {_STYLE}>{_items(field, value, '<br>', tooltips=True)}</td></tr>"
        for field, value in values
        if field.required or value not in (None, ())
    ]
    return _table("", "", rows)


def records(caption: str, kinds: Sequence[str], some: Sequence[Any]) -> str:
    """A table of records, one a row, with the columns that matter for their kinds."""
    names = _columns(kinds)
    rows = [_row([_cell(one, name) for name in names]) for one in some[:ROWS_SHOWN]]
    if len(some) > ROWS_SHOWN:
        rows.append(f'<tr><td colspan="{len(names)}" {_STYLE}>and {len(some) - ROWS_SHOWN:,} more</td></tr>')
    return _table(caption, _head(names), rows)


def texts(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of texts."""
    return _table(caption, _head(head), [_row(map(_escaped, row)) for row in rows])


def _columns(kinds: Sequence[str]) -> tuple[str, ...]:
    """The usual columns of a table, but with the statement of a claim instead of its label: a notebook has room."""
    is_claim = ["statement" in FIELDS[kind] for kind in kinds]
    if not all(is_claim):
        return _OF_RECORDS if any(is_claim) else usual_columns(kinds)
    if len(kinds) > 1:
        return _OF_CLAIMS
    return tuple("statement" if name == "label" else name for name in usual_columns(kinds))


def _cell(record: Any, name: str) -> str:
    field = FIELDS[record.kind].get(name)
    return "" if field is None else _items(field, getattr(record, name), ", ")


def _items(field: FieldShape, value: Any, between: str, *, tooltips: bool = False) -> str:
    if value is None and field.nullable:
        # In italics, because a text could have the same letters.
        return f"<em>{text_for_people(field, value)}</em>"
    texts = [_escaped(text) for text in items(field, value)]
    if tooltips and field.vocabulary is not None and value is not None:
        terms: Iterable[Term] = value if field.many else (value,)
        definitions = (_escaped(term.definition) for term in terms)
        texts = [f'<span title="{title}">{text}</span>' for title, text in zip(definitions, texts, strict=True)]
    return between.join(texts)


def _escaped(text: str) -> str:
    return escape(visible(text))


def _head(names: Iterable[str]) -> str:
    cells = "".join(f'<th scope="col" {_STYLE}>{_escaped(name)}</th>' for name in names)
    return f"<thead><tr>{cells}</tr></thead>"


def _row(cells: Iterable[str]) -> str:
    return f"<tr>{''.join(f'<td {_STYLE}>{cell}</td>' for cell in cells)}</tr>"


def _table(caption: str, head: str, rows: Iterable[str]) -> str:
    return "\n".join(_lines(caption, head, rows))


def _lines(caption: str, head: str, rows: Iterable[str]) -> Iterator[str]:
    yield f"<table {_NO_MATHS}>"
    if caption:
        yield f"<caption {_STYLE}>{_escaped(caption)}</caption>"
    if head:
        yield head
    yield from ("<tbody>", *rows, "</tbody>", "</table>")
