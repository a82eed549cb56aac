import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nsatu_data.diagnostics import Fault, Span
from nsatu_data.syntax import json_reader
from tests.support.drawn_values import portable
from tests.syntax.test_yaml_reader import cut, pointers

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text('aé"\\/~\n😀'),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text('ab/~"\\é', max_size=4), inner, max_size=4),
    max_leaves=15,
)
written = st.builds(
    lambda value, indent, ascii_only, gap: json.dumps(value, indent=indent, ensure_ascii=ascii_only) + gap,
    json_values | portable,
    st.sampled_from((None, 0, 1, "\t")),
    st.booleans(),
    st.sampled_from(("", "\n", " \r\n\t")),
)


@given(written)
def test_the_value_is_that_of_the_standard_library(text: str) -> None:
    document = json_reader.read(text.encode())
    assert document.faults == ()
    # A whole number within reach of an offset is an integer, however it is written.
    assert json.dumps(_whole(document.value)) == json.dumps(_whole(json.loads(text)))


def _whole(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _whole(one) for key, one in value.items()}
    if isinstance(value, list):
        return list(map(_whole, value))
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) <= 10**8 else value


@pytest.mark.parametrize(
    ("text", "value"), [("1.0", 1), ("1e2", 100), ("-0.0", 0), ("1.5", 1.5), ("1e9", 1e9), ("3", 3)]
)
def test_a_whole_number_is_an_integer_within_reach_of_an_offset(text: str, value: float) -> None:
    found = json_reader.read(text.encode()).value
    assert (found, type(found)) == (value, type(value))


@given(written.filter(lambda text: json.loads(text) is not None))
def test_every_place_holds_the_value_that_it_claims(text: str) -> None:
    document = json_reader.read(text.encode())
    found = dict(pointers(document.value))
    assert set(document.places) == set(found)
    for pointer, value in found.items():
        place = document.places[pointer]
        words = cut(text, place.value)
        if isinstance(value, dict | list):
            assert words == "[{"[isinstance(value, dict)]
        else:
            assert json.dumps(_whole(json.loads(words))) == json.dumps(value)
        if place.key:
            name = pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
            assert json.loads(cut(text, place.key)) == name


def test_null_has_a_place_too() -> None:
    assert json_reader.read(b" null").places[""].value == (1, 2, 1, 6)


@given(st.binary() | st.text('{}[],:"\\u0dD8aeE1-. \n', max_size=30).map(str.encode))
@example(b"[" * 100_000)
@example(b"1" * 5000)
@example(b"")
@example(b"\xef\xbb\xbf1")
@example(b'"\\ud800"')
def test_no_bytes_raise_anything(data: bytes) -> None:
    document = json_reader.read(data)
    assert (
        document.value is None or not document.faults or {fault.code for fault in document.faults} == {"duplicate-key"}
    )
    assert isinstance(document.places, dict)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        (b'{"a": 1,}', "not-json", None),
        (b"[1,\n nul]", "not-json", (2, 2, 2, 3)),
        (b"NaN", "not-json", (1, 1, 1, 2)),
        (b'{"a":"NaN",\n "b": [1, -Infinity]}', "not-json", (2, 11, 2, 12)),
        (b'[": NaN", Infinity]', "not-json", (1, 11, 1, 12)),
        (b'{"a": "b", "c": ' + b"9" * 4301 + b"}", "not-json", (1, 17, 1, 18)),
        (b"[1.5,\n-" + b"9" * 5000 + b"]", "not-json", (2, 1, 2, 2)),
        (b"\xef\xbb\xbf{}", "forbidden-character", (1, 1, 1, 2)),
        (b'["\\ud83d\\ude00", "\\ud83d"]', "forbidden-character", (1, 19, 1, 20)),
        (b'["\\ude00"]', "forbidden-character", (1, 3, 1, 4)),
        (b'["\\ud83d\\n\\ude00"]', "forbidden-character", (1, 3, 1, 4)),
        ('["é",\n"é'.encode() + b'\xff"]', "not-utf-8", (2, 3, 2, 4)),
    ],
)
def test_what_is_no_json_is_reported_with_its_place(text: bytes, code: str, place: Any) -> None:
    document = json_reader.read(text)
    assert [fault.code for fault in document.faults] == [code]
    assert document.value is None
    assert document.places == {}
    if place:
        assert document.faults[0].span == place


NO_NUMBER = (
    "this is NaN, Infinity or a number with thousands of digits",
    "write null if there is no number",
)


@pytest.mark.parametrize(
    ("text", "message", "help"),
    [
        (b"{'a': 1}", "this is not JSON", "see RFC 8259"),
        (b"[1, 2", "this is not JSON", "see RFC 8259"),
        (b"[1, 2,]", "this is not JSON", "see RFC 8259"),
        (b"", "this is not JSON", "see RFC 8259"),
        (b"[NaN]", *NO_NUMBER),
        (b"[" + b"9" * 4301 + b"]", *NO_NUMBER),
        (b"\xef\xbb\xbf1", "a byte-order mark (U+FEFF) is not allowed", "save the file without it"),
        (b'"\\ud800"', "half of a surrogate pair is not a character", "write the character"),
        (b"[" * 100_000, "lists and mappings are nested more than 12 deep", "flatten them"),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_messages_do_not_depend_on_the_json_parser(text: bytes, message: str, help: str) -> None:
    assert [(fault.message, fault.help) for fault in json_reader.read(text).faults] == [(message, help)]


@given(st.lists(st.sampled_from("ab"), min_size=1, max_size=5))
def test_a_key_given_again_is_reported_each_time_with_the_place_of_the_first(keys: list[str]) -> None:
    text = "{" + ",\n".join(f'"{key}": {index}' for index, key in enumerate(keys)) + "}"
    document = json_reader.read(text.encode())
    spans = [Span(index + 1, 1 + (index == 0), index + 1, 4 + (index == 0)) for index in range(len(keys))]
    again = [
        Fault(
            "duplicate-key",
            f"`{key}` is given twice",
            f"/{key}",
            "keep one of them",
            span=spans[index],
            spans=((spans[keys.index(key)], "the first"),),
        )
        for index, key in enumerate(keys)
        if key in keys[:index]
    ]
    assert list(document.faults) == again
    assert document.value == {key: index for index, key in enumerate(keys)}


def test_a_key_is_reported_briefly_and_without_terminal_control_characters() -> None:
    for key, shown in (("\\u001b[1m\\n", "\\u001b[1m\\n"), ("a" * 60, "a" * 60), ("a" * 61, f"{'a' * 57}...")):
        (fault,) = json_reader.read(f'{{"{key}": 1, "{key}": 2}}'.encode()).faults
        assert fault.message == f"`{shown}` is given twice"


def test_a_pair_of_surrogates_is_one_character() -> None:
    assert json_reader.read(b'"\\ud83d\\ude00 \\\\ud800"').value == "😀 \\ud800"
