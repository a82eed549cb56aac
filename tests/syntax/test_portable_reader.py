import json
import re
import string
from collections.abc import Sequence
from functools import cache
from itertools import product
from random import Random
from typing import Any, Final

import pytest

from nsatu_data.model import characters
from nsatu_data.syntax import yaml_reader
from nsatu_data.syntax.portable import fast_reader
from nsatu_data.syntax.portable.grammar import DEPTH_LIMIT, IDLE, LINE, PLAIN_WORD, SAFE_INTEGER
from nsatu_data.syntax.portable.reader import Reader
from nsatu_data.syntax.yaml_reader import LINE_LIMIT
from tests.support import npm_packages
from tests.support.drawn_values import mutate
from tests.support.other_parsers import Reading, as_json, read_by_all
from tests.support.portable_yaml_writer import Portable, document

COUNT: Final = 10_000
FEW: Final = 1000
PURE_PYTHON: Final = frozenset({"PyYAML"})
"""Parsers too slow for all documents; libyaml, PyYAML's counterpart in C, reads them all."""

each_range = pytest.mark.parametrize(
    "seeds",
    [
        pytest.param(range(FEW), id="few"),
        # One process makes the documents for all tests.
        pytest.param(range(FEW, COUNT), id="the rest", marks=[pytest.mark.exhaustive, pytest.mark.xdist_group("rest")]),
    ],
)


@cache
def documents(seeds: range) -> list[Portable]:
    return [document(seed) for seed in seeds]


def ours(text: str) -> Reading:
    read = yaml_reader.read(text.encode())
    assert not read.faults, (text, read.faults)
    return Reading(as_json(json.loads(read.json or "")))


def need_javascript() -> None:
    if reason := npm_packages.missing():
        pytest.skip(reason)


def assert_read_alike(texts: Sequence[str], expected: Sequence[Reading], without: frozenset[str] = frozenset()) -> None:
    for parser, readings in read_by_all(texts, without=without).items():
        for text, reading, wanted in zip(texts, readings, expected, strict=True):
            assert reading == wanted, (parser, text)


@each_range
def test_every_portable_document_is_accepted_and_read_as_it_was_meant(seeds: range) -> None:
    for text, value in documents(seeds):
        assert ours(text) == Reading(as_json(value)), text


@each_range
def test_both_readers_read_portable_documents_equally(seeds: range) -> None:
    quickly = 0
    for text, value in documents(seeds):
        reader = Reader(text)
        careful = reader.run()
        assert not reader.faults, text
        assert as_json(json.loads(careful or "")) == as_json(value), text
        quick = fast_reader.read(text)
        if quick is not None:
            quickly += 1
            assert as_json(quick) == as_json(value), text
    assert quickly > len(seeds) // 10


@each_range
def test_every_parser_reads_portable_documents_equally(seeds: range) -> None:
    need_javascript()
    texts = [text for text, _ in documents(seeds)]
    expected = [Reading(as_json(value)) for _, value in documents(seeds)]
    assert_read_alike(texts, expected, without=PURE_PYTHON)
    assert_read_alike(texts[::20], expected[::20])


@each_range
def test_whatever_is_accepted_of_mutated_documents_is_read_alike_by_every_parser(seeds: range) -> None:
    need_javascript()
    random = Random(0)  # noqa: S311 - the same every time
    accepted = {}
    for text, _ in documents(seeds)[: len(seeds) // 2]:
        mutated = mutate(text, random)
        read = yaml_reader.read(mutated.encode())
        if not read.faults and len(mutated) < 1000:
            accepted[mutated] = Reading(as_json(json.loads(read.json or "")))
    assert len(accepted) > len(seeds) // 20
    assert_read_alike(list(accepted), list(accepted.values()))


def test_portable_documents_use_the_whole_grammar() -> None:
    lines = [line for text, _ in documents(range(FEW)) for line in text.split("\n")]
    assert max(map(len, lines)) == LINE_LIMIT
    matches = [match for line in lines if (match := re.fullmatch(LINE, line))]
    assert {match.lastgroup for match in matches} >= {"key", "constant", "plain", "quoted", "list", "block"}
    assert {match["block"] for match in matches} == {None, "|", "|-"}
    assert max(len(match["indent"]) for match in matches if match["key"]) >= 2 * (DEPTH_LIMIT - 1)
    assert {match["constant"] for match in matches} >= {"null", "true", "false", f"{SAFE_INTEGER}", f"-{SAFE_INTEGER}"}
    assert {bool(match["dash"]) for match in matches if match["list"]} == {True, False}
    assert {"", "#", "    #"} <= {line for line in lines if re.fullmatch(IDLE, line)}
    assert any(match["dash"] and match["key"] and match["block"] for match in matches)
    assert any(max(line, default=" ") > "\uffff" for line in lines)


EDGES: Final[list[tuple[str, Any]]] = [
    ("key: a - b\n", {"key": "a - b"}),
    ("key: a -\n", {"key": "a -"}),
    ("key: a --- ...\n", {"key": "a --- ..."}),
    ("key: [a - b, a --, a-]\n", {"key": ["a - b", "a --", "a-"]}),
    ("key: null null\n", {"key": "null null"}),
    ("key: Yes and no\n", {"key": "Yes and no"}),
    ("key: e 1\n", {"key": "e 1"}),
    ("key: [e1x, e.1, e-, ee1]\n", {"key": ["e1x", "e.1", "e-", "ee1"]}),
    ("key: [n/a, infinite, nan(1), f(x), C++]\n", {"key": ["n/a", "infinite", "nan(1)", "f(x)", "C++"]}),
    ('key: [0, -1, "-0", "1"]\n', {"key": [0, -1, "-0", "1"]}),
    (f"key: [{SAFE_INTEGER}, -{SAFE_INTEGER}]\n", {"key": [SAFE_INTEGER, -SAFE_INTEGER]}),
    ('key: ["", " ", "a  b ", "\\"", "\\\\", "#", ": "]\n', {"key": ["", " ", "a  b ", '"', "\\", "#", ": "]}),
    ('key: "a" # "b"\n', {"key": "a"}),
    ("# a\n    # b\n\nkey:   # c\n        # d\n\n# e\n  - a\n    # f\n", {"key": ["a"]}),
    ("\n\nkey: 1\n\n\nother: 2\n#\n", {"key": 1, "other": 2}),
    ('key: |\n  # a\n  b: c\n  - d\n  ---\n  ...\n  %e\n  "f\n', {"key": '# a\nb: c\n- d\n---\n...\n%e\n"f\n'}),
    ("key: |-\n  a\n\n\n    b\n   c\nother: 1\n", {"key": "a\n\n\n  b\n c", "other": 1}),
    ("key:\n  - |\n    a\n  - |-\n    b\n  - inner: |\n      c\n", {"key": ["a\n", "b", {"inner": "c\n"}]}),
    ("key:\n  - [a, b]\n  - inner:\n      - 1\n    other: 2\n", {"key": [["a", "b"], {"inner": [1], "other": 2}]}),
    (
        "constructor: 1\nlength: 2\nvalueof: 3\nns: 4\ntrue_: 5\n",
        {"constructor": 1, "length": 2, "valueof": 3, "ns": 4, "true_": 5},
    ),
    (f"{'k' * 64}: 1\n", {"k" * 64: 1}),
]


def test_the_edges_of_the_grammar_are_read_alike_by_every_parser() -> None:
    need_javascript()
    texts = [text for text, _ in EDGES]
    expected = [Reading(as_json(value)) for _, value in EDGES]
    assert [ours(text) for text in texts] == expected
    assert_read_alike(texts, expected)


@pytest.mark.parametrize("text", ["key:\n  - : a\n", "key:: a\n  - 0\n", "key:\n  - a:: b\n", "- : a\n", ": a\n"])
def test_a_colon_without_a_key_is_refused_by_both_readers(text: str) -> None:
    assert fast_reader.read(text) is None
    assert yaml_reader.read(text.encode()).faults


READ_IN_TWO_WAYS: Final = [
    *((f"key: {word}\n", "ambiguous-scalar") for word in ("yes", "NO", "on", "Off", "y", "N", "Null", "True", "nan")),
    *((f"key: {word}\n", "ambiguous-scalar") for word in ("e1", "E3", "e-1", "E+10", "inf", "infinity")),
    *(
        (f"key: {word}\n", "ambiguous-scalar")
        for word in ("010", "08", "0o10", "1_000", "1:30", "1e3", "2001-12-14", "=")
    ),
    ("e1: value\n", "malformed-key"),
    ("infinity: value\n", "malformed-key"),
    ("key: [a -]\n", "unquoted-text"),
    ("key: [a -, b]\n", "unquoted-text"),
    ("key: [?a]\n", "unquoted-text"),
    ("key: [a?b]\n", "unquoted-text"),
    ("key: | # a-b\n  text\n", "malformed-block"),
    ("key: |\n  text", "final-newline"),
    ('key: "\\ud83d\\ude00"\n', "unknown-escape"),
    ("key: !local text\n", "tag"),
    ("<<: {a: 1}\n", "merge-key"),
    ("1: a\n", "malformed-key"),
    ("a: 1\na: 2\n", "duplicate-key"),
    ("a: 9007199254740993\n", "number-out-of-range"),
    ("a:\tb\n", "forbidden-character"),
    ('a: "\x85"\n', "forbidden-character"),
    ("a: b\u2028c\n", "forbidden-character"),
    ("\ufeffa: b\n", "forbidden-character"),
]


@pytest.mark.parametrize(("text", "code"), READ_IN_TWO_WAYS, ids=lambda value: repr(value)[:40])
def test_what_parsers_read_in_two_ways_is_refused(text: str, code: str) -> None:
    assert [fault.code for fault in yaml_reader.read(text.encode()).faults] == [code]


def test_what_is_refused_for_that_is_read_in_two_ways_indeed() -> None:
    need_javascript()
    texts = [text for text, _ in READ_IN_TWO_WAYS]
    readings = read_by_all(texts)
    ways = [len({read[number].json for read in readings.values()}) for number in range(len(texts))]
    assert [text for text, count in zip(texts, ways, strict=True) if count == 1] == []


@pytest.mark.exhaustive
def test_every_short_word_is_read_alike_by_every_parser() -> None:
    need_javascript()
    tails = f"{string.ascii_letters}{string.digits}_./+()-"
    drawn = [
        *map("".join, product(string.ascii_letters, tails)),
        *map("".join, product(string.ascii_letters, "eEn019.+-", "aF019.+-")),
        *map("".join, product(string.ascii_lowercase, repeat=3)),
    ]
    words = [word for word in dict.fromkeys(drawn) if re.fullmatch(PLAIN_WORD, word)]
    chunks = [words[start : start + 500] for start in range(0, len(words), 500)]
    texts = [f"a: [{', '.join(chunk)}]\nb:\n" + "".join(f"  - {word}\n" for word in chunk) for chunk in chunks]
    expected = [Reading(as_json({"a": chunk, "b": chunk})) for chunk in chunks]
    assert [ours(text) for text in texts] == expected
    assert_read_alike(texts, expected)


def test_every_short_key_is_read_alike_by_every_parser() -> None:
    need_javascript()
    drawn = map(
        "".join, product(string.ascii_lowercase, [*string.ascii_lowercase, *string.digits, "_", "1_", "01", "99"])
    )
    keys = [key for key in drawn if re.fullmatch(LINE, f"{key}: value")]
    text = "".join(f"{key}: value\n" for key in keys)
    expected = Reading(as_json(dict.fromkeys(keys, "value")))
    assert ours(text) == expected
    assert_read_alike([text], [expected])


def test_every_character_is_read_alike_by_every_parser() -> None:
    need_javascript()
    planes = (range(0x20, 0x3400), range(0xA640, 0xAC00), range(0xD7A4, 0x10400), range(0x1F000, 0x1FB00))
    drawn = [chr(code) for plane in planes for code in plane]
    fit = [one for one in drawn if characters.text_fault(f"|{one}|") is None and one not in '"\\ ']
    texts, expected = [], []
    for start in range(0, len(fit), 500):
        chunk = "|".join(fit[start : start + 500])
        lines = "".join(f"  {one}\n" for one in fit[start : start + 500])
        texts.append(f'a: "{chunk}"\nb: ["{chunk}"]  #{chunk}\n#{chunk}\nc: |\n{lines}d: 1\n')
        expected.append(Reading(as_json({"a": chunk, "b": [chunk], "c": lines.replace("\n  ", "\n")[2:], "d": 1})))
    assert [ours(text) for text in texts] == expected
    assert_read_alike(texts, expected, without=PURE_PYTHON)
