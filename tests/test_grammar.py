import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsatu_data import syntax
from nsatu_data.grammar import CONSTANTS, IDLE, ITEM, KEPT, LINE, PLAIN_WORD, RESERVED, as_json, refusals
from tests.strategies import WORDS_OF_YAML, texts

# For each refusal lines that it is told of, in place of `?` below, and the column from which it is.
REFUSED = [
    ("directive", "%YAML 1.2", 1),
    ("document-marker", "--- # begins", 1),
    ("document-marker", "...", 1),
    ("merge-key", "<<: base", 1),
    ("explicit-key", "? key", 1),
    ("explicit-key", "?", 1),
    ("anchor", "key: &name value", 6),
    ("anchor", "key: [a, &name b]", 10),
    ("alias", "key: *name", 6),
    ("tag", "key: !!str 12", 6),
    ("tag", "! word", 1),
    ("single-quotes", "key: 'text'", 6),
    ("folded-block", "key: >-", 6),
    ("malformed-block", "key: |+", 6),
    ("malformed-block", "key: |2", 6),
    ("flow-mapping", "key: {a: b}", 6),
    ("flow-mapping", "key: [a, {b: c}]", 10),
    ("unknown-escape", 'key: "a\\nb"', 8),
    ("unknown-escape", 'key: "\\"\\/"', 9),
    ("unclosed-quote", 'key: "text', 6),
    ("unclosed-quote", 'key: "text\\"', 6),
    ("text-after-quote", 'key: "text" more', 12),
    ("malformed-list", "key: [a,b]", 6),
    ("malformed-list", "key: []", 6),
    ("malformed-list", "key: [a, b, ]", 6),
    ("malformed-list", "key: [a, [b]]", 6),
    ("malformed-key", "Key: value", 1),
    ("malformed-key", '"key": value', 1),
    ("malformed-key", "2nd: value", 1),
    ("malformed-key", "nan: value", 1),
    ("malformed-key", "- none: value", 3),
    ("malformed-key", f"{'k' * 65}: value", 1),
    ("colon-spacing", "key:  value", 4),
    ("colon-spacing", "key : value", 4),
    ("colon-spacing", "key:value", 4),
    ("dash-spacing", "-item", 1),
    ("ambiguous-scalar", "key: yes", 6),
    ("ambiguous-scalar", "key: Null", 6),
    ("ambiguous-scalar", "key: ~", 6),
    ("ambiguous-scalar", "key: 007", 6),
    ("ambiguous-scalar", "key: 1.5 # half", 6),
    ("ambiguous-scalar", "key: 2024-07-09", 6),
    ("ambiguous-scalar", "key: .inf", 6),
    ("unquoted-text", "key: one, two", 6),
    ("unquoted-text", "key: caf\u00e9", 6),
    ("unquoted-text", "key: @home", 6),
]


@pytest.mark.parametrize(("code", "line", "column"), REFUSED)
def test_a_refused_line_is_told_with_its_code_and_place(code: str, line: str, column: int) -> None:
    document = syntax.read(f"first: 1\n# a comment\n{line}\n".encode())
    fault = document.faults[0]
    assert (fault.code, fault.span) == (code, (3, column, 3, len(line) + 1))
    assert (fault.message, fault.help) == next((row.message, row.help) for row in refusals() if row.code == code)


def test_a_list_item_is_refused_like_a_value() -> None:
    document = syntax.read(b"key:\n  -  item\n  - 'item'\n  - item\n")
    assert [(fault.code, fault.span) for fault in document.faults] == [
        ("dash-spacing", (2, 3, 2, 10)),
        ("single-quotes", (3, 5, 3, 11)),
    ]


def test_every_refusal_is_reached() -> None:
    codes = [row.code for row in refusals()]
    assert {code for code, _, _ in REFUSED} == set(codes)
    assert len(codes) == len(set(codes))


@given(st.text(st.characters(exclude_characters="\n"), min_size=1) | texts.filter(bool))
def test_every_line_is_of_the_grammar_or_refused(line: str) -> None:
    if not re.fullmatch(LINE, line) and not re.fullmatch(IDLE, line):
        assert any(row.pattern.fullmatch(line) for row in refusals())


@pytest.mark.parametrize("space", ["\u00a0", "\u3000", "\u2003x", " \u1680key: value"])
def test_a_line_that_begins_with_another_space_than_the_usual_is_refused(space: str) -> None:
    assert any(row.pattern.fullmatch(space) for row in refusals())


def test_the_reserved_words_are_those_that_some_parser_takes_for_another_value() -> None:
    assert RESERVED == WORDS_OF_YAML


@pytest.mark.parametrize("word", sorted(WORDS_OF_YAML))
def test_a_reserved_word_is_no_key(word: str) -> None:
    assert not re.fullmatch(LINE, f"{word}: value")
    assert re.fullmatch(LINE, f"{word}s: value")


@pytest.mark.parametrize("word", ["null", "True", "FALSE", "yes", "No", "on", "OFF", "y", "N", "nan", "Inf", "none"])
def test_a_word_that_is_read_in_two_ways_is_no_plain_one(word: str) -> None:
    assert not re.fullmatch(PLAIN_WORD, word)
    assert re.fullmatch(PLAIN_WORD, f"{word}x")
    assert re.fullmatch(LINE, f"key: {word} more")


@pytest.mark.parametrize(("text", "value"), [("null", None), ("-7", -7), ('"a \\" b"', 'a " b'), ("a (b)", "a (b)")])
def test_an_item_is_a_scalar_and_stands_for_its_value(text: str, value: object) -> None:
    match = re.fullmatch(ITEM, text)
    assert match
    assert json.loads(as_json(match)) == value


def test_what_tells_the_place_of_a_refused_line_is_kept() -> None:
    match = re.match(KEPT, "    - key: 'value'")
    assert match
    assert match.groupdict() == {"indent": "    ", "dash": "- ", "key": "key"}
    assert CONSTANTS == ("null", "true", "false")
