import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nsatu_data import quick_reader, syntax
from nsatu_data.careful_reader import Reader
from nsatu_data.diagnostics import Span, pointer_to
from nsatu_data.files import FILE_LIMIT
from nsatu_data.grammar import DEPTH_LIMIT
from tests.strategies import WORDS_OF_YAML, documents, mutate, mutated

LOADERS = (yaml.CSafeLoader, yaml.SafeLoader)


def by_yaml(text: str) -> list[str]:
    """What both loaders of the oracle make of a text, as JSON, where `1` and `true` differ and keys must be strings."""
    return [json.dumps(_named(loader(text).get_single_data())) for loader in LOADERS]


def _named(value: Any) -> Any:
    if isinstance(value, dict):
        assert all(isinstance(key, str) for key in value), value
        return {key: _named(item) for key, item in value.items()}
    return [_named(item) for item in value] if isinstance(value, list) else value


def agrees(text: str) -> bool:
    """Whether a text was accepted; and where it was, the oracle must read it equally."""
    document = syntax.read(text.encode())
    if document.json is not None:
        json.loads(document.json)
    if document.faults:
        return False
    assert document.json is not None
    assert by_yaml(text) == [json.dumps(json.loads(document.json))] * len(LOADERS)
    return True


def pointers(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every value within a value, with its JSON pointer."""
    yield pointer_to(path), value
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        yield from pointers(member, (*path, key))


def cut(text: str, span: Span) -> str:
    assert span.line == span.end_line
    return text.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1]


@given(documents)
def test_what_is_in_canonical_layout_is_accepted_and_read_as_yaml_reads_it(text: str) -> None:
    assert agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        'key: "text\nmore"\n',
        'key: ["\\\\\n"]\n',
        "- item\n",
        "key:\n  - yes\n  - b\n",
        "key:\n  - item\n  -  # nothing\n",
        "key: no # comment\n",
        "key: text # comment\nlist: # comment\n  - a\n\n  # comment\n  - b: |\n      line\n\n      line\n    c: 1\n",
    ],
)
def test_what_was_read_otherwise_once_is_refused_or_read_as_yaml_reads_it(text: str) -> None:
    agrees(text)


@settings(max_examples=50)
@given(documents, st.randoms(use_true_random=True))
def test_whatever_is_accepted_is_read_as_yaml_reads_it(text: str, random: Random) -> None:
    for _ in range(60):
        agrees(mutate(text, random))


@pytest.mark.parametrize("word", sorted(WORDS_OF_YAML))
def test_a_key_that_yaml_takes_for_another_value_is_not_accepted(word: str) -> None:
    for text, line, column in ((f"{word}: value\n", 1, 1), (f"key:\n  - {word}: value\n    x: 1\n", 2, 5)):
        faults = syntax.read(text.encode()).faults
        assert [(fault.code, fault.span and fault.span[:2]) for fault in faults] == [("malformed-key", (line, column))]
    assert agrees(f"{word}x: value\n")


@pytest.mark.parametrize("number", ["9007199254740993", "-9007199254740992", "9" * 5000])
def test_a_number_that_no_double_holds_is_refused_wherever_it_stands(number: str) -> None:
    for text in (f"key: {number}\n", f"key:\n  - {number}\n", f"key: [a, {number}]\n"):
        assert [fault.code for fault in syntax.read(text.encode()).faults] == ["number-out-of-range"]


@given(st.binary() | mutated.map(str.encode) | st.text('\u00a0 \n-:a"[', max_size=20).map(str.encode))
@example(b"key: 1\n\xc2\xa0\n")
@example(b"")
@example(b"\xff")
def test_no_bytes_raise_anything(data: bytes) -> None:
    document = syntax.read(data)
    assert (document.json is not None) or document.faults
    for place in document.places.values():
        assert place.value.line <= place.value.end_line


@given(documents | mutated)
@example('key: "text\nmore"\n')
@example("- item\n")
@example("key: yes\nother: 1\n")
def test_the_quick_reader_gives_up_or_reads_as_the_careful_one(text: str) -> None:
    quick = quick_reader.read(text)
    reader = Reader(text)
    careful = reader.run()
    if quick is not None and not syntax.read(text.encode()).faults:
        assert not reader.faults
        assert careful is not None
        assert json.dumps(quick) == json.dumps(json.loads(careful))


@given(documents | mutated)
@example('key: "text\nmore"\n')
@example("- item\n")
@example("key: yes\nother: 1\n")
def test_every_place_holds_the_value_that_it_claims(text: str) -> None:
    document = syntax.read(text.encode())
    if document.json is None or document.faults:
        return
    found = dict(pointers(json.loads(document.json)))
    assert set(document.places) == set(found)
    for pointer, value in found.items():
        place = document.places[pointer]
        words = cut(text, place.value)
        if words in ("|", "|-"):
            assert isinstance(value, str)
            assert value.endswith("\n") == (words == "|")
        elif not isinstance(value, dict | list) or words.startswith("["):
            assert by_yaml(words) == [json.dumps(value)] * len(LOADERS)
        if place.key:
            assert cut(text, place.key) == pointer.rpartition("/")[2]
        else:
            assert pointer.rpartition("/")[2].isdigit() or not pointer


FAULTS = [
    ("", [("empty-file", None)]),
    ("\n \n", [("empty-file", None)]),
    ("# only\n", [("no-record", (1, 1))]),
    ("a: 1", [("final-newline", (1, 4))]),
    ("a: 1\n\n", [("final-newline", (2, 1))]),
    ("a: 1 \nb: 2  \n", [("trailing-space", (1, 5)), ("trailing-space", (2, 5))]),
    ("a: 1\nb:\t2\n", [("forbidden-character", (2, 3))]),
    ("a: 1\nb: \u202ex\n", [("forbidden-character", (2, 4))]),
    ('a: "e\u0301"\n', [("not-nfc", (1, 5))]),
    ("- a\n", [("not-a-mapping", (1, 1))]),
    ("a: 1\n  text\n", [("text-without-key", (2, 3))]),
    ("a: 1\n  b: 2\n", [("bad-indentation", (2, 3))]),
    ("a:\n    b: 2\n", [("bad-indentation", (2, 5))]),
    ("a:\n- b\n- c\n", [("bad-indentation", (2, 1))]),
    ("a:\n- b: 1\n  c: 2\nd:\n", [("bad-indentation", (2, 1)), ("missing-value", (4, 1))]),
    ("a: 1\n- b\n", [("mixed-collection", (2, 1))]),
    ("a:\n  - b\n  c: 1\n", [("mixed-collection", (3, 3))]),
    ("a:\nb:\n", [("missing-value", (1, 1)), ("missing-value", (2, 1))]),
    ("a: 1\na: 2\n", [("duplicate-key", (2, 1))]),
    ("a: 9007199254740992\n", [("number-out-of-range", (1, 4))]),
    ("a: |\n  \n", [("trailing-space", (2, 1))]),
    ("a: |\n\n  b\n", [("malformed-block", (1, 4))]),
    ("a: |\n   b\n", [("malformed-block", (1, 4))]),
    ("a: |\n  b\n# c\n", [("malformed-block", (1, 4))]),
    ("a: |-\n  b\n\nc: 1\n", [("malformed-block", (1, 4))]),
    ("a: 'b'\nc: d\ne: 'f'\n", [("single-quotes", (1, 4)), ("single-quotes", (3, 4))]),
    ("a: " + "b" * 20_000 + "\n", [("line-too-long", (1, 1))]),
]


@pytest.mark.parametrize(("text", "expected"), FAULTS, ids=lambda value: repr(value)[:40])
def test_a_fault_of_structure_is_told_once_with_its_place(
    text: str, expected: list[tuple[str, tuple[int, int] | None]]
) -> None:
    faults = syntax.read(text.encode()).faults
    where = [(fault.code, fault.span and (fault.span.line, fault.span.column)) for fault in faults]
    assert where == [(code, place) if place else (code, None) for code, place in expected]


def test_bytes_that_are_no_text_are_told_with_their_place() -> None:
    fault = syntax.read("a: 1\nb: é".encode() + b"\xffx\n").faults[0]
    assert (fault.code, fault.span) == ("not-utf-8", (2, 5, 2, 6))
    fault = syntax.read(b"a" * (FILE_LIMIT + 1)).faults[0]
    assert (fault.code, fault.span) == ("file-too-large", None)


def test_the_depth_is_limited() -> None:
    text = "".join("  " * level + "k:\n" for level in range(DEPTH_LIMIT)) + "  " * DEPTH_LIMIT + "k: 1\n"
    assert [fault.code for fault in syntax.read(text.encode()).faults] == ["too-deep"]
    text = "".join("  " * level + "k:\n" for level in range(DEPTH_LIMIT - 1)) + "  " * (DEPTH_LIMIT - 1) + "k: 1\n"
    assert agrees(text)


def test_null_stands_for_a_refused_value() -> None:
    document = syntax.read(b"a: 'b'\nc:\n  - \"d\" e\n  - f\ng:\n")
    assert json.loads(document.json or "") == {"a": None, "c": [None, "f"], "g": None}
    assert document.refused == {"/a", "/c/0", "/g"}
    assert [fault.code for fault in document.faults] == ["single-quotes", "text-after-quote", "missing-value"]


RECOVERED: list[tuple[str, Any, set[str], list[str]]] = [
    ("a:\n- b\n- c: 1\n  d: 2\ne: 1\n", {"a": None, "e": 1}, {"/a"}, ["bad-indentation"]),
    ("a:\n  b:\n  - c\n  d: 1\n", {"a": {"b": None, "d": 1}}, {"/a/b"}, ["bad-indentation"]),
    ("a:\n  - b:\n    - c\n    d: 1\n", {"a": [{"b": None, "d": 1}]}, {"/a/0/b"}, ["bad-indentation"]),
    ("a: 1\n  text\nb: 2\n", {"a": 1, "b": 2}, {"/a"}, ["text-without-key"]),
    ("a:\n  text\n  more: 1\nb: 2\n", {"a": None, "b": 2}, {"/a"}, ["text-without-key"]),
    ("a:\n  - b\n    text\nc: 1\n", {"a": ["b"], "c": 1}, {"/a/0"}, ["text-without-key"]),
    ("a: 'b'\n    c: d\n    - e\nf: 1\n", {"a": None, "f": 1}, {"/a"}, ["single-quotes"]),
    ("a: [\n  b,\n]\nc: 1\n", {"a": None, "c": 1}, {"/a"}, ["malformed-list"]),
    ("Label: x\nb: 1\n", {"label": None, "b": 1}, {"/label"}, ["malformed-key"]),
    ('"part-of": x\nb: 1\n', {"part_of": None, "b": 1}, {"/part_of"}, ["malformed-key"]),
    ("a: 1\nb: 2\na: 3\n", {"a": 3, "b": 2}, {"/a"}, ["duplicate-key"]),
    ("a: |\n   b\nc: 1\n", {"a": " b\n", "c": 1}, {"/a"}, ["malformed-block"]),
]


@pytest.mark.parametrize(("text", "value", "refused", "codes"), RECOVERED, ids=lambda value: repr(value)[:40])
def test_one_fault_is_told_of_a_refused_value_and_reading_goes_on(
    text: str, value: Any, refused: set[str], codes: list[str]
) -> None:
    document = syntax.read(text.encode())
    assert json.loads(document.json or "") == value
    assert document.refused == refused
    assert [fault.code for fault in document.faults] == codes


@given(mutated)
def test_what_was_refused_is_told_and_has_a_place_among_the_values(text: str) -> None:
    document = syntax.read(text.encode())
    assert document.faults or not document.refused
    if document.json is not None:
        assert document.refused <= dict(pointers(json.loads(document.json))).keys()
