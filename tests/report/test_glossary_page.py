import re

import pytest

from nsatu_data.model import glossary
from nsatu_data.report.glossary_page import overview, page
from nsatu_data.report.screen import Screen
from nsatu_data.report.wrapping import columns, longest_piece


def test_a_term_has_its_definition_its_fields_and_the_other_terms() -> None:
    assert page("possible") == (
        "possible: a term of Certainty\n"
        "  It may be so, or not: 'may', 'might', 'could', 'potentially', 'can be seen as'.\n"
        "  It corresponds to FactBank PS.\n"
        "  It is used in the field certainty of event, context, motive, risk, reaction, implication.\n"
        "  The other terms are certain, probable, open.\n"
    )
    assert page("main") == (
        "main: a term of Prominence\n"
        "  What the source is about; each source has exactly one main event.\n"
        "  It corresponds to NewsDiscourse main event.\n"
        "  It is used in the field prominence of event.\n"
        "  The other term is other.\n"
    )


def test_a_field_has_its_meaning_its_form_and_its_terms_and_each_further_meaning() -> None:
    assert page("certainty") == (
        "certainty: a field of event, context, motive, risk, reaction, implication\n"
        "  How sure the voice is of the statement.\n"
        "  It is required. Its value is one of these terms:\n"
        "    certain   no hedge, or a word that rules out doubt: 'clearly', 'undoubtedly', 'bound to'\n"
        "    probable  likely, but less than certain: 'would', 'expected', 'likely', 'seems'\n"
        "    possible  it may be so, or not: 'may', 'might', 'could', 'potentially', 'can be seen as'\n"
        "    open      raised as a question; the voice commits to no answer\n"
        "\n"
        "certainty: a field of each mapping in against_words\n"
        "  Why the claim is more certain, or less certain, than the words suggest.\n"
        "  It is optional. Its value is a text of at most 500 characters.\n"
    )


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("when", "It is required, and may be null. Its value is a date, month, season, year or interval"),
        ("headquarters", "It is optional. Its value is the id of a place."),
        ("agents", "It is optional. Its value is a list; each item is the id of an actor."),
        ("identifiers", "It is optional. Its value is a mapping with the fields wikidata, iso3166, geonames."),
        ("sentence", "It is required. Its value is a whole number."),
        ("id", "It is required. Its value is KIND/SLUG, such as risk/strain-on-the-budget."),
        ("kind", "It is required. Its value is one of these terms:"),
        ("themes", "It is required. Its value is a list; each item is one of these terms:"),
        ("creators", "creators: a field of the manifest"),
        ("risks", "risks: a field of the bundle"),
        ("iso3166", "iso3166: a field of each mapping in identifiers"),
    ],
)
def test_the_form_of_a_field_is_said_in_words(word: str, form: str) -> None:
    assert form in page(word)


def test_a_kind_has_its_fields() -> None:
    assert (
        page("place").splitlines()[-1]
        == "  The fields of this kind are id, kind, label, name, type, within, identifiers, evidence."
    )


def test_a_vocabulary_has_its_terms() -> None:
    assert page("Occurrence") == (
        "Occurrence: a vocabulary\n"
        "  Whether the act took place, according to the source.\n"
        "  It is used in the field occurrence of event.\n"
        "    actual        it took place or is under way\n"
        "    prospective   it is sought, planned or announced, but has not taken place\n"
        "    hypothetical  it is only conceived of; nobody is said to seek it\n"
    )


def test_definitions_are_below_their_terms_where_they_have_no_room() -> None:
    assert page("Occurrence", Screen(30)).splitlines()[-8:] == [
        "    prospective",
        "      it is sought, planned or",
        "      announced, but has not",
        "      taken place",
        "    hypothetical",
        "      it is only conceived of;",
        "      nobody is said to seek",
        "      it",
    ]


def test_a_word_without_a_meaning_has_no_page() -> None:
    assert page("zzz") == page("") == ""


def test_the_overview_has_every_word() -> None:
    shown = set(re.findall(r"[\w-]+", overview()))
    assert set(glossary.words()) <= shown


@pytest.mark.parametrize("width", [30, 60, 80, None])
def test_lines_fit_and_colours_change_no_character(width: int | None) -> None:
    for word in (None, *glossary.words()):
        plain, coloured = (
            overview(screen) if word is None else page(word, screen)
            for screen in (Screen(width), Screen(width, coloured=True))
        )
        assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == plain
        room = width or 100
        assert [line for line in plain.splitlines() if columns(line) > room and longest_piece(line) < room - 8] == []
