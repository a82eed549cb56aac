"""Tables for notebooks: they show the values, and nothing in a record becomes markup."""

from html.parser import HTMLParser
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from nsatu_data.dataset.kind_collections import Claims, MixedRecords, Risks
from nsatu_data.model.cells import items
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.html_tables import ROWS_SHOWN
from nsatu_data.model.record_models import RECORDS, AnyRecord, Risk
from nsatu_data.printable import visible
from tests.support.drawn_values import records
from tests.support.example_datasets import by_id, dataset, manifest, record, with_fields

BUDGET: Final = "risk/strain-on-the-budget"
HOSTILE: Final = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'-alert(1)-'",
    "</td></table><iframe src=javascript:alert(1)>",
    "&lt;b&gt; &amp; &#60;",
    "$\\href{javascript:alert(1)}{x}$",
    "<!-- --><style>*{display:none}</style>",
)
_STYLE: Final = "text-align:left;vertical-align:top"
_ALLOWED: Final[dict[str, dict[str, str | None]]] = {
    "table": {"class": "tex2jax_ignore mathjax_ignore"},
    "caption": {"style": _STYLE},
    "thead": {},
    "tbody": {},
    "tr": {},
    "th": {"style": _STYLE, "scope": None, "title": None},
    "td": {"style": _STYLE, "colspan": None},
    "span": {"title": None},
    "em": {},
    "br": {},
}
"""The elements of a table with their attributes; None for a value that differs."""


class _Table(HTMLParser):
    """Reads a table strictly: its cells, and whether each element is one that a table may have."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.titles: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = _ALLOWED[tag]
        for name, value in attrs:
            assert allowed[name] in (None, value)
            if name == "title":
                self.titles.append(value or "")
        if tag == "br":
            self.rows[-1][-1] += "|"
            return
        self.open.append(tag)
        if tag in ("tr", "caption"):
            self.rows.append([])
        if tag in ("td", "th", "caption"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip("\n"):
            self.rows[-1][-1] += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def _rows(html: str) -> list[list[str]]:
    return _Table(html).rows


def _shown(one: AnyRecord, name: str, between: str) -> str:
    field = FIELDS[one.kind][name]
    if getattr(one, name) is None and name in ("voice", "actor"):
        return "nobody named"
    return between.join(map(visible, items(field, getattr(one, name))))


@given(st.sampled_from(sorted(RECORDS)), st.sampled_from(HOSTILE), st.data())
def test_the_cells_of_a_record_hold_its_values_and_nothing_else(kind: str, hostile: str, data: DataObject) -> None:
    values = data.draw(records(kind))
    for name in ("label", "statement", "rights"):
        if name in values:
            values[name] = hostile
    made = record(values)
    shown = [name for name in FIELDS[kind] if FIELDS[kind][name].required or getattr(made, name) not in (None, ())]
    assert _rows(made._repr_html_()) == [[name, _shown(made, name, "|")] for name in shown]


@given(st.lists(st.sampled_from(HOSTILE), max_size=4))
def test_the_cells_of_a_collection_hold_the_values_of_its_records(labels: list[str]) -> None:
    risks = []
    for number, hostile in enumerate(labels):
        made = record({**by_id()[BUDGET], "id": f"risk/r{number}", "label": hostile, "statement": hostile})
        assert isinstance(made, Risk)
        risks.append(made)
    count = f"{len(labels)} record{'s' * (len(labels) != 1)}"
    for collection, names in (
        (Risks(risks), ["id", "certainty", "voice", "bearers", "statement"]),
        (Claims(risks), ["id", "certainty", "voice", "statement"]),
        (MixedRecords(risks), ["id", "certainty", "voice", "label"]),
    ):
        rows = [[_shown(risk, name, ", ") for name in names] for risk in risks]
        assert _rows(collection._repr_html_()) == [[f"{type(collection).__name__}: {count}"], names, *rows]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_dataset_shows_its_title_and_how_many_records_each_collection_has(title: str) -> None:
    whole = type(dataset())(manifest(title=title), dataset())
    caption, head, *rows = _rows(whole._repr_html_())
    assert caption == [f"{title}, version 1.0.0: 12 records"]
    assert head == ["collection", "records", "a record is"]
    assert [row[:2] for row in rows] == [
        [name, str(len(getattr(whole, name)))] for name in [*(f"{kind}s" for kind in RECORDS), "claims"]
    ]


def test_null_is_in_italics_and_a_field_that_is_left_out_is_not_there() -> None:
    made = dataset(with_fields(BUDGET, voice=None, bearers=...))[BUDGET]
    html = made._repr_html_()
    assert "<em>nobody named</em>" in html
    assert [row for row in _rows(html) if row[0] in ("voice", "bearers")] == [["voice", "nobody named"]]
    assert "<em>null</em>" in dataset().sources["source/river-pact"]._repr_html_()


def test_a_long_collection_shows_its_first_records_and_how_many_more_there_are() -> None:
    some: list[Any] = [record({**by_id()[BUDGET], "id": f"risk/r{number}"}) for number in range(ROWS_SHOWN + 2)]
    _, _, *rows = _rows(Risks(some)._repr_html_())
    assert [row[0] for row in rows] == [*(one.id for one in some[:ROWS_SHOWN]), "and 2 more"]
    assert len(_rows(Risks(some[:ROWS_SHOWN])._repr_html_())) == ROWS_SHOWN + 2


def test_fields_and_terms_explain_themselves() -> None:
    risk = dataset().risks[BUDGET]
    titles = _Table(risk._repr_html_()).titles
    assert FIELDS["risk"]["bearers"].description in titles
    assert {risk.certainty.definition, *(theme.definition for theme in risk.themes)} <= set(titles)
