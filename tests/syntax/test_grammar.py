import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsatu_data.syntax import yaml_reader
from nsatu_data.syntax.portable import refused_line
from nsatu_data.syntax.portable.grammar import (
    CONSTANTS,
    IDLE,
    ITEM,
    LINE,
    PLAIN_WORD,
    RESERVED,
    as_json,
    is_imprecise,
)
from nsatu_data.syntax.portable.refusals import OF_FILES, OF_LINES, in_words, refusal
from tests.support.drawn_values import WORDS_OF_YAML, texts

# For each refusal, lines that cause it, with the first and the last column reported.
REFUSED = [
    ("directive", "%YAML 1.2", 1, 10),
    ("document-marker", "--- # begins", 1, 13),
    ("document-marker", "...", 1, 4),
    ("merge-key", "<<: base", 1, 3),
    ("explicit-key", "? key", 1, 2),
    ("explicit-key", "?", 1, 2),
    ("anchor", "key: &name value", 6, 11),
    ("anchor", "key: [a, &name b]", 10, 15),
    ("alias", "key: *name # a note", 6, 11),
    ("alias", "key: [*name, b]", 7, 12),
    ("tag", "key: !!str 12", 6, 11),
    ("tag", "! word", 1, 2),
    ("single-quotes", "key: 'it''s' # a note", 6, 13),
    ("single-quotes", "key: 'text", 6, 11),
    ("folded-block", "key: >- # a note", 6, 8),
    ("malformed-block", "key: |+", 6, 8),
    ("malformed-block", "key: |2 # a note", 6, 8),
    ("malformed-key", "e10: value", 1, 4),
    ("unquoted-text", "key: [a -, b]", 7, 10),
    ("flow-mapping", "key: {a: b} # a note", 6, 12),
    ("flow-mapping", "key: [a, {b: c, d: e}, f]", 10, 22),
    ("unknown-escape", 'key: "a\\nb"', 8, 10),
    ("unknown-escape", 'key: "\\"\\/"', 9, 11),
    ("unknown-escape", 'key: "caf\\u00e9s"', 10, 16),
    ("unknown-escape", 'key: "\\ud83d\\ude00"', 7, 19),
    ("unclosed-quote", 'key: "text', 6, 11),
    ("unclosed-quote", 'key: [a, "b, c]', 10, 12),
    ("unclosed-quote", 'key: "text\\"', 6, 13),
    ("text-after-quote", 'key: "text" more', 13, 17),
    ("text-after-quote", 'key: "text"# a note', 12, 20),
    ("malformed-list", "key: [a,b,c]", 8, 9),
    ("malformed-list", "key: []", 6, 8),
    ("malformed-list", "key: [a, b, ]", 11, 13),
    ("malformed-list", "key: [a, [b], c]", 10, 13),
    ("malformed-list", "key: [a, b # a note", 6, 20),
    ("malformed-key", "Key: value", 1, 4),
    ("malformed-key", '"key": value', 1, 6),
    ("malformed-key", "'key': value", 1, 6),
    ("malformed-key", "2nd: value", 1, 4),
    ("malformed-key", "two words: value", 1, 10),
    ("malformed-key", "nan: value", 1, 4),
    ("malformed-key", f"{'k' * 65}: value", 1, 66),
    ("colon-spacing", "key:  value", 4, 7),
    ("colon-spacing", "key : value", 4, 7),
    ("colon-spacing", "key:value", 4, 5),
    ("typographic-quotes", "key: “a b”", 6, 11),
    ("ambiguous-scalar", "key: yes", 6, 9),
    ("ambiguous-scalar", "key: Null", 6, 10),
    ("ambiguous-scalar", "key: ~", 6, 7),
    ("ambiguous-scalar", "key: 007", 6, 9),
    ("ambiguous-scalar", "key: 1.5 # half", 6, 9),
    ("ambiguous-scalar", "key: 2024-07-09", 6, 16),
    ("ambiguous-scalar", "key: .inf", 6, 10),
    ("ambiguous-scalar", "key: [a, no, b]", 10, 12),
    ("number-out-of-range", "key: 9007199254740992 # a note", 6, 22),
    ("number-out-of-range", "key: [a, -9007199254740992]", 10, 27),
    ("unquoted-text", "key: one, two", 6, 14),
    ("unquoted-text", "key: caf\u00e9 # a note", 6, 10),
    ("unquoted-text", "key: @home", 6, 11),
    ("unquoted-text", "key: [a: b, c]", 7, 11),
    ("unquoted-text", "key: [it's, c]", 7, 11),
]
IN_LISTS = [
    ("dash-spacing", "  -  item", 3, 6),
    ("dash-spacing", "  -item", 3, 4),
    ("malformed-list", "  - - item", 5, 7),
    ("malformed-list", "  - - -  item", 5, 10),
    ("dash-spacing", "  - # no item", 3, 14),
    ("single-quotes", "  - 'item'", 5, 11),
    ("malformed-key", "  - none: value", 5, 9),
    ("merge-key", "  - <<: *base", 5, 7),
    ("unquoted-text", "  - two words: text", 5, 20),
]


@pytest.mark.parametrize(("code", "line", "first", "last"), REFUSED)
def test_a_refused_line_is_reported_with_its_code_and_place(code: str, line: str, first: int, last: int) -> None:
    faults = yaml_reader.read(f"first: 1\n# a comment\n{line}\n".encode()).faults
    assert [(fault.code, fault.span) for fault in faults] == [(code, (3, first, 3, last))]
    assert (code, faults[0].message, faults[0].help) == in_words(code, line[first - 1 : last - 1])


@pytest.mark.parametrize(("code", "line", "first", "last"), IN_LISTS)
def test_an_item_is_refused_like_a_value(code: str, line: str, first: int, last: int) -> None:
    faults = yaml_reader.read(f"key:\n  - item\n{line}\n  - item\n".encode()).faults
    assert [(fault.code, fault.span) for fault in faults] == [(code, (3, first, 3, last))]


def test_every_refusal_is_reached() -> None:
    every = (*OF_LINES, *OF_FILES)
    assert {code for code, *_ in (*REFUSED, *IN_LISTS)} == {row.code for row in OF_LINES}
    assert [refusal(row.code) for row in every] == list(every)


@given(st.text(st.characters(exclude_characters="\n"), min_size=1) | texts.filter(bool))
def test_every_line_outside_the_grammar_is_reported(line: str) -> None:
    if not re.fullmatch(LINE, line) and not re.fullmatch(IDLE, line):
        reported = refused_line.read(line).problems
        assert reported
        assert all(0 <= one.start < one.end <= len(line) for one in reported)


@pytest.mark.parametrize("space", ["\u00a0", "\u3000", "\u2003x", " \u1680key: value"])
def test_a_line_that_begins_with_another_space_than_the_usual_is_refused(space: str) -> None:
    assert refused_line.read(space).problems


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


def test_the_constants_are_those_of_json() -> None:
    assert CONSTANTS == ("null", "true", "false")


@pytest.mark.parametrize("number", [2**53 - 1, 2**53, 10**16, 10**17, 10**18, 10**30])
def test_a_number_is_imprecise_where_a_double_cannot_tell_it_from_the_next(number: int) -> None:
    assert is_imprecise(str(number)) == is_imprecise(str(-number)) == (number >= 2**53)
