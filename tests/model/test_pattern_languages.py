"""The schemas' patterns repeat no group, and accept the same strings as the grammars that they were written from."""

import json
import re
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsatu_data.comparison.string_languages import Language
from nsatu_data.model import conditions, scalars, string_forms
from nsatu_data.model.identifiers import SLUG
from nsatu_data.model.string_forms import FORMS
from nsatu_data.model.vocabulary import EventType
from nsatu_data.schema import json_schema
from tests.model.test_pattern_cost import PATTERNS
from tests.support import javascript_programs, npm_packages
from tests.support.pattern_questions import difference

_DATE: Final = (
    "-?(?:[0-9]{4}(?:-(?:2[1-4]|XX(?:-XX)?|(?:0[1-9]|1[0-2])(?:-(?:XX|0[1-9]|[12][0-9]|3[01]))?))?"
    "|[0-9]{3}X|[0-9]{2}XX)[?~%]?"
)
_PRIVATE: Final = "x(?:-[a-z0-9]{1,8})+"
_DEVICES: Final = "con|prn|aux|nul|com[1-9]|lpt[1-9]"
NONE: Final = r"[^ -~]"
"""Matches a character that occurs in no identifier or number."""


def _grammar(found: str) -> Language:
    return Language(f"^(?:{found})$", NONE)


def _ids(form: string_forms.Form) -> Language:
    kinds = "|".join(sorted(form.kinds))
    return Language(f"^(?:{kinds})/{SLUG}$", f"{NONE}|/(?:{_DEVICES})$|/[^/]{{65}}")


GRAMMARS: Final[dict[str, Language]] = {
    **{name: _ids(form) for name, form in FORMS.items() if form.kinds},
    "DatasetId": Language(f"^{SLUG}$", f"{NONE}|^(?:{_DEVICES})$"),
    "Edtf": _grammar(rf"{_DATE}(?:/(?:{_DATE}|\.\.)?)?|(?:\.\.)?/{_DATE}"),
    "Day": _grammar("[1-9][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"),
    "Language": _grammar(
        "[a-z]{2,3}(?:-[a-z]{3})?(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?"
        f"(?:-(?:[a-z0-9]{{5,8}}|[0-9][a-z0-9]{{3}})){{0,3}}(?:-{_PRIVATE})?|{_PRIVATE}"
    ),
}
"""Forms as their grammars define them, with nested repetitions."""


def _said(name: str) -> Language:
    pattern = FORMS[name].pattern
    return Language(pattern.found, pattern.forbidden)


@pytest.mark.parametrize("name", GRAMMARS)
def test_a_form_accepts_exactly_the_strings_of_its_grammar(name: str) -> None:
    assert difference(_said(name), GRAMMARS[name]) is None


def test_text_of_one_line_is_words_with_single_spaces_between() -> None:
    (annotated, _) = scalars.one_line(80)
    said = annotated.json_schema_extra
    words = Language("^[^ ]+(?: [^ ]+)*$", r"[\x00-\x1f\x7f]")
    assert difference(Language(said["pattern"], said["not"]["pattern"]), words) is None


def test_the_codes_of_conceding_are_those_of_their_grammar() -> None:
    (law,) = (one for one in conditions.CAMEO_AGREES_WITH_TYPE if EventType.CONCEDE in one.when[1])
    assert difference(Language(law.pattern, NONE), _grammar("08(?:0|1[12]?|2|3[0-4]?)?")) is None


@pytest.mark.parametrize(
    ("one", "other", "shortest"),
    [
        (("^a$", "b"), ("^a$", "c"), None),
        (("^a*$", "b"), ("^a+$", "b"), ""),
        (("^[ab]$", "c"), ("^[a-c]$", "b"), "b"),
        (("a", "b$"), ("a", "b"), "ba"),
        (("^a", "  | $"), ("^a(?:[^ ]| [^ ])*$", "\n"), "a\n"),
        (("^a{3}$", "b"), ("^a{2,3}$", "b"), "aa"),
        (("^a$|b", "c"), ("^(?:a|[^a]*b.*)$", "c"), "ab"),
    ],
)
def test_two_pairs_of_patterns_are_distinguished_by_a_shortest_string(
    one: tuple[str, str], other: tuple[str, str], shortest: str | None
) -> None:
    assert difference(Language(*one), Language(*other)) == shortest


@pytest.mark.parametrize("name", GRAMMARS)
@given(st.data())
def test_a_form_is_of_strings_drawn_from_its_pattern(name: str, data: st.DataObject) -> None:
    form, (found, _) = FORMS[name], GRAMMARS[name].searches
    text = data.draw(st.from_regex(data.draw(st.sampled_from((form.pattern.found, found.automaton.pattern)))))
    refused = _refused_by_grammar(name, text)
    assert form.matches(text) == (not refused and len(text) <= form.pattern.maximum)


def _refused_by_grammar(name: str, text: str) -> bool:
    found, forbidden = (search.automaton.pattern for search in GRAMMARS[name].searches)
    return re.search(found, text) is None or re.search(forbidden, text) is not None


@pytest.mark.parametrize("pattern", PATTERNS)
def test_no_group_is_repeated(pattern: str) -> None:
    assert re.search(r"\)[*+?{]", pattern) is None


def test_patterns_are_safe_by_the_check_that_validators_in_javascript_make() -> None:
    missing = npm_packages.missing()
    if missing:
        pytest.skip(missing)
    unsafe = ["^(?:a+)+$", "^[^ ]+(?: [^ ]+)*$"]
    answers = javascript_programs.run("safe.mjs", [*PATTERNS, *unsafe])
    assert [one for one, is_safe in zip([*PATTERNS, *unsafe], answers, strict=True) if not is_safe] == unsafe


@pytest.mark.parametrize("name", json_schema.names())
def test_no_control_character_stands_in_a_schema_but_as_an_escape_of_a_pattern(name: str) -> None:
    def strings(value: Any) -> Any:
        if isinstance(value, dict):
            return [*value, *(one for inner in value.values() for one in strings(inner))]
        return [one for inner in value for one in strings(inner)] if isinstance(value, list) else [value]

    written = [one for one in strings(json.loads(json_schema.text(name))) if isinstance(one, str)]
    assert [one for one in written if not one.replace("\n", " ").isprintable()] == []
