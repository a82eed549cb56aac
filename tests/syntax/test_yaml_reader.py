import json
import re
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nsatu_data.diagnostics import Span, pointer_to
from nsatu_data.storage.read_files import FILE_LIMIT
from nsatu_data.syntax import yaml_reader
from nsatu_data.syntax.portable import fast_reader
from nsatu_data.syntax.portable.grammar import DEPTH_LIMIT
from nsatu_data.syntax.portable.reader import Reader
from tests.support.drawn_values import WORDS_OF_YAML, documents, mutate, mutated

LOADERS = (yaml.CSafeLoader, yaml.SafeLoader)


def by_yaml(text: str) -> list[str]:
    """What PyYAML's two loaders read from a text, as JSON in which `1` and `true` differ. Keys must be strings."""
    return [json.dumps(_named(loader(text).get_single_data())) for loader in LOADERS]


def _named(value: Any) -> Any:
    if isinstance(value, dict):
        assert all(isinstance(key, str) for key in value), value
        return {key: _named(item) for key, item in value.items()}
    return [_named(item) for item in value] if isinstance(value, list) else value


def agrees(text: str) -> bool:
    """Whether a text was accepted. If so, asserts that PyYAML's loaders read the same."""
    document = yaml_reader.read(text.encode())
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
        faults = yaml_reader.read(text.encode()).faults
        assert [(fault.code, fault.span and fault.span[:2]) for fault in faults] == [("malformed-key", (line, column))]
    assert agrees(f"{word}x: value\n")


@pytest.mark.parametrize("number", ["9007199254740993", "-9007199254740992", "9" * 5000])
def test_a_number_that_no_double_holds_is_refused_wherever_it_stands(number: str) -> None:
    for text in (f"key: {number}\n", f"key:\n  - {number}\n", f"key: [a, {number}]\n"):
        assert [fault.code for fault in yaml_reader.read(text.encode()).faults] == ["number-out-of-range"]


@given(st.binary() | mutated.map(str.encode) | st.text('\u00a0 \n-:a"[', max_size=20).map(str.encode))
@example(b"key: 1\n\xc2\xa0\n")
@example(b"")
@example(b"\xff")
def test_no_bytes_raise_anything(data: bytes) -> None:
    document = yaml_reader.read(data)
    assert (document.json is not None) or document.faults
    for place in document.places.values():
        assert place.value.line <= place.value.end_line


@given(documents | mutated)
@example('key: "text\nmore"\n')
@example("- item\n")
@example("key: yes\nother: 1\n")
def test_the_quick_reader_gives_up_or_reads_as_the_careful_one(text: str) -> None:
    _read_alike(text)


def _read_alike(text: str) -> None:
    quick = fast_reader.read(text)
    if text.isascii() and not text.replace("\n", "").isprintable():
        # The reader has not yet searched ASCII texts for control characters.
        assert quick is None
    reader = Reader(text)
    careful = reader.run()
    if quick is not None and not yaml_reader.read(text.encode()).faults:
        assert not reader.faults
        assert careful is not None
        assert json.dumps(quick) == json.dumps(json.loads(careful))


_HEAD = re.compile("( *(?:- )?[a-z_0-9]+: |- )?(.*)")
_OTHER_VALUES = st.sampled_from(
    [
        "word",
        "two words",
        "yes",
        '"quoted"',
        '"a: b # c"',
        '"with \\" escape"',
        "17",
        "null",
        "[a, b]",
        "",
        "|",
        "- x",
        "a: b",
    ]
) | st.text(max_size=8)


@st.composite
def _of_one_form(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and one with other values after the same keys."""
    lines = draw(documents).split("\n")
    heads = [(found[1] or "", found[2]) for line in lines if (found := _HEAD.fullmatch(line))]
    others = [head + draw(_OTHER_VALUES) if head and value else head + value for head, value in heads]
    return "\n".join(lines), "\n".join(others)


@given(_of_one_form())
@example(('id: x\nlabel: "a"\n', 'id: x\nlabel: "b\x7f"\n'))
@example(('id: x\nlabel: "a"\n', 'id: yes\nlabel: "b"\n'))
@example(('id: x\nlabel: "a"\n', "id: y\nlabel: plain\n"))
@example(("list:\n  - a\n", "list:\n  - b: c\n"))
@example(("id: [a, b]\n", "id: [c, yes]\n"))
def test_a_text_whose_form_was_read_before_reads_as_the_careful_reader_does(texts: tuple[str, str]) -> None:
    for text in texts:
        _read_alike(text)


@given(documents | mutated)
@example('key: "text\nmore"\n')
@example("- item\n")
@example("key: yes\nother: 1\n")
def test_every_place_holds_the_value_that_it_claims(text: str) -> None:
    document = yaml_reader.read(text.encode())
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
def test_a_fault_of_structure_is_reported_once_with_its_place(
    text: str, expected: list[tuple[str, tuple[int, int] | None]]
) -> None:
    faults = yaml_reader.read(text.encode()).faults
    where = [(fault.code, fault.span and (fault.span.line, fault.span.column)) for fault in faults]
    assert where == [(code, place) if place else (code, None) for code, place in expected]


def test_bytes_that_are_no_text_are_reported_with_their_place() -> None:
    fault = yaml_reader.read("a: 1\nb: é".encode() + b"\xffx\n").faults[0]
    assert (fault.code, fault.span) == ("not-utf-8", (2, 5, 2, 6))
    fault = yaml_reader.read(b"a" * (FILE_LIMIT + 1)).faults[0]
    assert (fault.code, fault.span) == ("file-too-large", None)


def test_the_depth_is_limited_and_reading_goes_on_above_it() -> None:
    stairs = ["  " * level + "k:\n" for level in range(DEPTH_LIMIT)]
    for below in ("k: 1\n", "- 1\n", "- k: 1\n"):
        text = "".join(stairs) + "  " * DEPTH_LIMIT + below + "l: no\n"
        document = yaml_reader.read(text.encode())
        assert [fault.code for fault in document.faults] == ["too-deep", "ambiguous-scalar"]
        assert document.refused == {"/k" * DEPTH_LIMIT, "/l"}
        assert document.places.keys() == dict(pointers(json.loads(document.json or ""))).keys()
    items = "".join(stairs[:-1]) + "  " * (DEPTH_LIMIT - 1) + "- k: 1\n" + "  " * (DEPTH_LIMIT - 1) + "- 2\nl: 3\n"
    document = yaml_reader.read(items.encode())
    assert [fault.code for fault in document.faults] == ["too-deep"]
    assert document.refused == {"/k" * (DEPTH_LIMIT - 1) + "/0"}
    assert document.json == '{"k":' * (DEPTH_LIMIT - 1) + "[null,2]" + "}" * (DEPTH_LIMIT - 2) + ',"l":3}'
    text = "".join(stairs[:-1]) + "  " * (DEPTH_LIMIT - 1) + "k: 1\n"
    assert agrees(text)


def test_null_stands_for_a_refused_value() -> None:
    document = yaml_reader.read(b'a: no\nc:\n  - "d" e\n  - f\ng:\nh: [01, i]\n')
    assert json.loads(document.json or "") == {"a": None, "c": [None, "f"], "g": None, "h": [None, "i"]}
    assert document.refused == {"/a", "/c/0", "/g", "/h/0"}
    codes = ["ambiguous-scalar", "text-after-quote", "ambiguous-scalar", "missing-value"]
    assert [fault.code for fault in document.faults] == codes


RECOVERED: list[tuple[str, Any, set[str], list[tuple[str, int, int]]]] = [
    # What is indented below a refused value belongs to it.
    ("a: 'b'\n    c: d\n    - e\nf: 1\n", {"a": "b", "f": 1}, set(), [("single-quotes", 1, 4)]),
    ("a: [\n  b,\n]\nc: 1\n", {"a": None, "c": 1}, {"/a"}, [("malformed-list", 1, 4)]),
    ("a: >\n  b\n\n  c\nd: 1\n", {"a": None, "d": 1}, {"/a"}, [("folded-block", 1, 4)]),
    ("a: |\n   b\nc: 1\n", {"a": " b\n", "c": 1}, {"/a"}, [("malformed-block", 1, 4)]),
    ("a: | # d\n  b\nc: 1\n", {"a": "b\n", "c": 1}, set(), [("malformed-block", 1, 6)]),
    ("a: |\n b\nc: 1\n", {"a": "\n", "c": 1}, {"/a"}, [("malformed-block", 1, 4)]),
    ("a: &b\n  - c\nd: !e\n  f: 1\n", {"a": ["c"], "d": {"f": 1}}, set(), [("anchor", 1, 4), ("tag", 3, 4)]),
    ("a: &b [c, d]\ne: !f [g]\n", {"a": ["c", "d"], "e": None}, {"/e"}, [("anchor", 1, 4), ("tag", 2, 4)]),
    # After a document marker the document continues, unless another marker follows.
    ("a: 1\n---\nb: 2\n", {"a": 1, "b": 2}, set(), [("document-marker", 2, 1)]),
    ("a: 1\n...\n# d\na: 2\nb: no\n", {"a": 1}, {"/-"}, [("document-marker", 2, 1)]),
    ("a: 1\nb:\n---\na: 2\n", {"a": 1, "b": None}, {"/-", "/b"}, [("document-marker", 3, 1), ("missing-value", 2, 1)]),
    (
        "&a b: 1\nc:\n  - !d e: 2\n    f: 3\n",
        {"b": 1, "c": [{"e": 2, "f": 3}]},
        set(),
        [("anchor", 1, 1), ("tag", 3, 5)],
    ),
    # A key is read as intended, and may be intended for another than the one it resembles.
    ("Label: x\nb: 1\n", {"label": "x", "b": 1}, {"/label#"}, [("malformed-key", 1, 1)]),
    ('"part-of": x\nb: 1\n', {"part_of": "x", "b": 1}, {"/part_of#"}, [("malformed-key", 1, 1)]),
    ("part of: 'x'\n", {"part_of": "x"}, {"/part_of#"}, [("malformed-key", 1, 1), ("single-quotes", 1, 10)]),
    ("a: 1\n~: x\n", {"a": 1}, {"/-"}, [("malformed-key", 2, 1)]),
    ("a : 1\nb:  2\nc:3\n", {"a": 1, "b": 2, "c": None}, {"/c", "/c#"}, [("colon-spacing", n, 2) for n in (1, 2, 3)]),
    ("a: 1\nb: 2\na: 3\n", {"a": 3, "b": 2}, {"/a"}, [("duplicate-key", 3, 1)]),
    ("a: 1\nb: 2\na: 3\nb: 4\n", {"a": 3, "b": 4}, {"/a", "/b"}, [("duplicate-key", 3, 1)]),
    ("a: 1\nb: 2\nb: 3\na: 4\n", {"a": 4, "b": 3}, {"/a", "/b"}, [("duplicate-key", 3, 1), ("duplicate-key", 4, 1)]),
    # A merge leaves open which keys it brings in; the other keys are read.
    ("<<: *a\nb: 'c'\n", {"b": "c"}, {"/-"}, [("merge-key", 1, 1), ("single-quotes", 2, 4)]),
    ("a:\n  - <<: *b\n    c: 1\n", {"a": [{"c": 1}]}, {"/a/0/-"}, [("merge-key", 2, 5)]),
    ("<<:\n  - *a\n  - *b\nc: 1\n", {"c": 1}, {"/-"}, [("merge-key", 1, 1)]),
    ("? a\n: b\nc: 1\n", {"c": 1}, {"/-"}, [("explicit-key", 1, 1)]),
    ("? - a\n  - b\n:\n  - c\nd: 1\n", {"d": 1}, {"/-"}, [("explicit-key", 1, 1)]),
    # Text without a key, or without the colon after it.
    ("a: 1\n  text\nb: 2\n", {"a": 1, "b": 2}, {"/a"}, [("text-without-key", 2, 3)]),
    ("a:\n  text\n  more: 1\nb: 2\n", {"a": None, "b": 2}, {"/a"}, [("text-without-key", 2, 3)]),
    ("a:\n  - b\n    text\nc: 1\n", {"a": ["b"], "c": 1}, {"/a/0"}, [("text-without-key", 3, 5)]),
    ('a: 1\nb "c"\nd: 2\n', {"a": 1, "b": None, "d": 2}, {"/b", "/b#"}, [("text-without-key", 2, 1)]),
    ("a: 1\nb\n  - c\nd: 2\n", {"a": 1, "b": None, "d": 2}, {"/b", "/b#"}, [("text-without-key", 2, 1)]),
    ("a: 1\nSome words\nb: 2\n", {"a": 1, "b": 2}, {"/-"}, [("text-without-key", 2, 1)]),
    ("Some words\nand more\nb: 2\n", {"b": 2}, {"/-"}, [("text-without-key", 1, 1)]),
    ("a:\n  b: 1\nno\n  c: 2\n", {"a": {"b": 1, "c": 2}}, {"/-", "/a/-"}, [("text-without-key", 3, 1)]),
    ("a:\n  b: 1\nc: d\n  e\nf: 1\n", {"a": {"b": 1}, "c": "d", "f": 1}, {"/c"}, [("text-without-key", 4, 3)]),
    ("a: b\n  c\n  d\ne: 1\n", {"a": "b", "e": 1}, {"/a"}, [("text-without-key", 2, 3)]),
    # Lines with wrong indentation.
    ("a:\n- b\n- c: 1\n  d: 2\ne: 1\n", {"a": ["b", {"c": 1, "d": 2}], "e": 1}, set(), [("bad-indentation", 2, 1)]),
    ("a:\n  b:\n  - c\n  d: 1\n", {"a": {"b": ["c"], "d": 1}}, set(), [("bad-indentation", 3, 3)]),
    ("a:\n  - b:\n    - c\n    d: 1\n", {"a": [{"b": ["c"], "d": 1}]}, set(), [("bad-indentation", 3, 5)]),
    (
        "a:\n    b: 1\n    c:\n      d: 1\ne: 1\n",
        {"a": {"b": 1, "c": {"d": 1}}, "e": 1},
        set(),
        [("bad-indentation", 2, 5)],
    ),
    ("  a: 1\n  b: 2\nc: 3\n", {"a": 1, "b": 2, "c": 3}, set(), [("bad-indentation", 1, 3)]),
    ("a:\n   b: 1\n  c: 2\nd: 3\n", {"a": {"b": 1, "c": 2}, "d": 3}, {"/a/b#"}, [("bad-indentation", 2, 4)]),
    ("a:\n  b: 1\n c: 2\n  d: 3\n", {"a": {"b": 1, "c": 2, "d": 3}}, {"/a/c#"}, [("bad-indentation", 3, 2)]),
    ("a:\n  b: 1\nc: 2\n  d: 3\n", {"a": {"b": 1, "c": 2, "d": 3}}, {"/a/c#"}, [("bad-indentation", 3, 1)]),
    ("a:\nb: 1\n  c: 2\n  d: 3\n", {"a": {"b": 1, "c": 2, "d": 3}}, {"/a/b#"}, [("bad-indentation", 2, 1)]),
    ("a: 1\n b: 2\nc: 3\n", {"a": 1, "b": 2, "c": 3}, {"/a", "/b#"}, [("bad-indentation", 2, 2)]),
    ("a: 1\n  b: 2\n  c: 3\nd: 4\n", {"a": 1, "d": 4}, {"/a", "/-"}, [("bad-indentation", 2, 3)]),
    ("a: 1\n b:\n  - c\nd: 4\n", {"a": 1, "b": ["c"], "d": 4}, {"/a", "/b#"}, [("bad-indentation", 2, 2)]),
    ("a: 1\n b:\n   - c\nd: 4\n", {"a": 1, "b": ["c"], "d": 4}, {"/a", "/b#"}, [("bad-indentation", 2, 2)]),
    ("a: 1\n b: |\n   c\nd: 4\n", {"a": 1, "b": "c\n", "d": 4}, {"/a", "/b#"}, [("bad-indentation", 2, 2)]),
    ("a:\n  b: 1\n    c: 2\n    d: 3\ne: 1\n", {"a": None, "e": 1}, {"/a"}, [("bad-indentation", 2, 3)]),
    (
        "a:\n  - b: 1\n   c: 2\n  - b: 3\n",
        {"a": [{"b": 1, "c": 2}, {"b": 3}]},
        {"/a/0/c#"},
        [("bad-indentation", 3, 4)],
    ),
    (
        "a:\n  - b: 1\n    c: 2\n- b: 3\n    c: 4\n",
        {"a": [{"b": 1, "c": 2}, {"b": 3, "c": 4}]},
        {"/a/1/b#"},
        [("mixed-collection", 4, 1)],
    ),
    (
        "a:\n  - b: 1\n  c: 2\n  - b: 3\n",
        {"a": [{"b": 1, "c": 2}, {"b": 3}]},
        {"/a/0/c#"},
        [("mixed-collection", 3, 3)],
    ),
    ("a:\n  - b: 1\n  c: 2\nd: 3\n", {"a": [{"b": 1}], "d": 3}, {"/a/-", "/a/0/-"}, [("mixed-collection", 3, 3)]),
    (
        "a:\n  - b: 1\n    - c: 2\n    d: 3\n",
        {"a": [{"b": 1, "c": 2, "d": 3}]},
        {"/a/0/c#"},
        [("mixed-collection", 3, 5)],
    ),
    ("a: 1\n- b\nc: 2\n", {"a": 1, "c": 2}, {"/-"}, [("mixed-collection", 2, 1)]),
    ("a:\nb: 1\n  - c\nd: 2\n", {"a": ["c"], "d": 2}, {"/-"}, [("bad-indentation", 2, 1)]),
    ("- a: 1\nb: 2\n", {"a": 1, "b": 2}, set(), [("not-a-mapping", 1, 1)]),
    ("a:\n  -  b: 1\n     c: 2\n  - b: 3\n", {"a": [{"b": 1, "c": 2}, {"b": 3}]}, set(), [("dash-spacing", 2, 3)]),
    (
        "a:\n  -b: 1\n    c: 2\n  -b: 3\n",
        {"a": [{"b": 1, "c": 2}, {"b": 3}]},
        set(),
        [("dash-spacing", n, 3) for n in (2, 4)],
    ),
    ("a:\n  - - b: 1\n    c: 2\n", {"a": [{"b": 1, "c": 2}]}, set(), [("malformed-list", 2, 5)]),
    ("a:\n  - # b\n    c: 1\n  - d\n", {"a": [None, "d"]}, {"/a/0"}, [("dash-spacing", 2, 3)]),
    ("a:\n  -\n    - c\n  - d\n", {"a": [None, "d"]}, {"/a/0"}, [("dash-spacing", 2, 3)]),
]


@pytest.mark.parametrize(("text", "value", "refused", "reported"), RECOVERED, ids=[text for text, *_ in RECOVERED])
def test_one_fault_is_reported_once_and_reading_goes_on(
    text: str, value: Any, refused: set[str], reported: list[tuple[str, int, int]]
) -> None:
    document = yaml_reader.read(text.encode())
    assert json.loads(document.json or "") == value
    assert document.refused == refused
    assert [(fault.code, *fault.span[:2]) for fault in document.faults if fault.span] == reported
    assert document.places.keys() == dict(pointers(value)).keys()


def test_a_fault_points_at_the_other_place_that_it_is_about() -> None:
    for text, spans in (
        ("a: 1\n\na: 2\n", [((1, 1, 1, 2), "the first")]),
        ("a:\n  - b: 1\n    c: 2\n  - b: 3\n    b: 4\n", [((4, 5, 4, 6), "the first")]),
        ("a: 1\nb: 2\n- c\n", [((1, 1, 1, 5), "the first key")]),
        ("a:\n  - b: 1\n  - b: 2\n  c: 3\n", [((2, 3, 2, 9), "the first item")]),
        ("a: 1\n# c\n  b: 2\n", [((1, 1, 1, 5), "the line above has a value already")]),
        ("a:\n  b: 1\n\n    c: 2\n    d: 3\n", [((4, 5, 4, 9), "the first line below it")]),
    ):
        (fault,) = yaml_reader.read(text.encode()).faults
        assert list(fault.spans) == spans


@given(mutated)
def test_what_was_refused_is_reported_and_stands_among_the_values(text: str) -> None:
    document = yaml_reader.read(text.encode())
    assert document.faults or not document.refused
    if document.json is not None:
        assert {one.removesuffix("#").removesuffix("/-") for one in document.refused} <= document.places.keys()
        # All places of a key given twice are kept.
        assert document.places.keys() >= dict(pointers(json.loads(document.json))).keys()


@given(documents | mutated)
def test_plain_values_are_those_of_reading_or_none(text: str) -> None:
    values = yaml_reader.plain_values(text.encode())
    document = yaml_reader.read(text.encode())
    assert values is None or (values, ()) == (document.values, document.faults)
