import re
from collections import Counter

import pytest

from nsatu_data.model import vocabulary
from nsatu_data.model.conditions import OTHERS_NOT_IN_SCHEMA
from nsatu_data.model.record_models import (
    RECORDS,
    AgainstWords,
    Creator,
    Evidence,
    Identifiers,
    Licences,
    Manifest,
    Offsets,
    SentenceSpan,
    Text,
)
from nsatu_data.model.vocabulary import Term
from nsatu_data.schema import json_schema, reference_page
from nsatu_data.schema.model_fields import fields
from nsatu_data.syntax import yaml_writer
from tests.support import case_files, river_pact

TEXT = reference_page.text()
MODELS = {**RECORDS, "dataset": Manifest} | {
    part.__name__: part
    for part in (AgainstWords, Creator, Evidence, Identifiers, Licences, Offsets, SentenceSpan, Text)
}
VOCABULARIES = [
    value
    for value in vars(vocabulary).values()
    if isinstance(value, type) and issubclass(value, Term) and value is not Term
]


def _section(title: str) -> str:
    found = re.search(rf"^## {re.escape(title)}\n\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def _rows(section: str) -> list[list[str]]:
    """The cells of each row of a section's table, without the header. An escaped bar does not separate cells."""
    lines = [line for line in section.splitlines() if line.startswith("| ")][1:]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def test_the_sections_are_the_kinds_then_the_manifest_then_their_parts_then_what_they_are_made_of() -> None:
    assert re.findall("^## (.*)$", TEXT, re.MULTILINE) == [
        *MODELS,
        "Strings",
        "What the schema cannot say",
        *(terms.__name__ for terms in VOCABULARIES),
    ]


@pytest.mark.parametrize("title", MODELS)
def test_every_field_has_a_row_with_its_presence_and_meaning(title: str) -> None:
    reported = [(name, presence, meaning) for name, presence, _, meaning in _rows(_section(title))]
    assert reported == [
        (
            f"`{field.name}`",
            "nullable" if field.nullable else "required" if field.required else "optional",
            field.description,
        )
        for field in fields(MODELS[title]).values()
    ]


@pytest.mark.parametrize("title", MODELS)
def test_every_sayable_law_of_a_kind_stands_below_its_fields_once(title: str) -> None:
    laws = [condition.requirement for condition in MODELS[title].conditions if condition.not_in_schema is None]
    reported = re.findall(r"^- (.*)\.$", _section(title), re.MULTILINE)
    assert [law.lower() for law in reported] == [law.lower() for law in dict.fromkeys(laws)]


@pytest.mark.parametrize("kind", RECORDS)
def test_every_kind_shows_an_example_as_yaml(kind: str) -> None:
    shown = [f"```yaml\n{yaml_writer.write(values)}```\n\n" for values in case_files.documents_for(kind)]
    assert shown, f"no example of the kind {kind}: write tests/cases/valid/every-field/{kind}/SLUG.yaml"
    assert _section(kind).endswith(tuple(shown))
    assert _section(kind).count("```yaml") == 1


def test_the_manifest_shows_its_example_as_yaml() -> None:
    assert _section("dataset").endswith(f"```yaml\n{yaml_writer.write(river_pact.manifest())}```\n\n")


@pytest.mark.parametrize("terms", VOCABULARIES, ids=lambda terms: terms.__name__)
def test_every_term_has_a_row_with_its_definition_and_standard(terms: type[Term]) -> None:
    expected = [[f"`{term}`", term.definition, term.standard or ""] for term in terms]
    assert _rows(_section(terms.__name__)) == expected


def test_every_constrained_string_has_a_row_with_its_patterns() -> None:
    constrained = {name: node for name, node in json_schema.schema("bundle")["$defs"].items() if "pattern" in node}
    rows = {row[0]: row[1:] for row in _rows(_section("Strings"))}
    assert list(rows) == list(constrained)
    for name, (meaning, maximum, pattern, barred) in rows.items():
        node = constrained[name]
        shown = (meaning, int(maximum), *(cell.strip("`").replace("\\|", "|") for cell in (pattern, barred)))
        assert shown == (node["description"], node["maxLength"], node["pattern"], node["not"]["pattern"])


def test_every_law_that_the_schema_cannot_say_is_listed_with_its_reason() -> None:
    models = sorted(set(MODELS.values()), key=lambda model: model.__name__)
    own = {
        (condition.requirement, model.__name__, condition.not_in_schema)
        for model in models
        for condition in model.conditions
        if condition.not_in_schema
    }
    rows = [tuple(row) for row in _rows(_section("What the schema cannot say"))]
    assert Counter(rows) == Counter([*own, *OTHERS_NOT_IN_SCHEMA])


def test_every_link_leads_to_a_heading_or_to_a_schema_file() -> None:
    headings = {title.lower().replace(" ", "-") for title in re.findall("^#+ (.*)$", TEXT, re.MULTILINE)}
    files = {json_schema.file_name(name) for name in json_schema.names()}
    links = re.findall(r"\]\(([^)]*)\)", TEXT)
    assert len(links) > 100
    assert [link for link in links if link not in files and link.removeprefix("#") not in headings] == []


def test_no_two_headings_have_the_same_anchor() -> None:
    headings = [title.lower() for title in re.findall("^## (.*)$", TEXT, re.MULTILINE)]
    assert len(headings) == len(set(headings))


def test_every_table_has_as_many_cells_in_each_row_as_in_its_head() -> None:
    for table in re.findall(r"(?:^\|.*\n)+", TEXT, re.MULTILINE):
        assert len({len(re.split(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1, table


def test_the_text_has_no_white_space_at_line_ends_and_one_line_feed_at_its_end() -> None:
    assert not re.search(r"[ \t]+$", TEXT, re.MULTILINE)
    assert TEXT.endswith("|\n")
