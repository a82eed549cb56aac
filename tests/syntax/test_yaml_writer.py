import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nsatu_data.model.record_models import RECORDS
from nsatu_data.model.vocabulary import Certainty
from nsatu_data.syntax import yaml_reader, yaml_writer
from tests.support.drawn_values import SCALARS, Values, blocks, portable, records, scalars, texts

DIGEST = "0123456789abcdef" * 4


def read(text: str) -> Any:
    document = yaml_reader.read(text.encode())
    assert document.faults == ()
    assert document.json is not None
    return json.loads(document.json)


def same(left: object, right: object) -> bool:
    """Equality in which `1` is not `True`, and the order of keys counts."""
    return json.dumps(left) == json.dumps(right)


@given(portable)
def test_reading_what_was_written_gives_back_equal_values(values: Values) -> None:
    text = yaml_writer.write(values)
    assert same(read(text), values)
    assert yaml_writer.write(read(text)) == text


@pytest.mark.parametrize("kind", RECORDS)
@settings(max_examples=15)
@given(data=st.data())
def test_a_record_comes_back_as_it_was_written(kind: str, data: st.DataObject) -> None:
    values = data.draw(records(kind))
    assert same(read(yaml_writer.write(values)), values)


@given(scalars)
def test_a_scalar_stands_on_its_line_and_in_a_list(value: Any) -> None:
    for text in (f"k: {yaml_writer.scalar(value)}\nl: 1\n", f"k: {yaml_writer.scalar(value)} # note\n"):
        assert same(read(text)["k"], value)
    written = yaml_writer.scalar(value)
    assert same(read(f"k: [{written}, {written}]\n")["k"], [value, value])


@given(st.text("aZ0_./+-()", min_size=1, max_size=6))
def test_a_string_is_plain_just_where_it_is_one_plain_word_and_no_digest(text: str) -> None:
    written = yaml_writer.scalar(text)
    assert written in (text, f'"{text}"')
    if not text[0].isalpha() or (set(text) <= set("0123456789abcdef") & set(text) and any(map(str.isdigit, text))):
        assert written == f'"{text}"'


@given(SCALARS["Sha256"])
def test_all_digests_look_alike(digest: str) -> None:
    if any(character.isdigit() for character in digest):
        assert yaml_writer.scalar(digest) == f'"{digest}"'


@given(st.lists(texts | st.integers(0, 9), min_size=1, max_size=30))
def test_a_list_stands_on_one_line_just_where_it_fits(items: list[Any]) -> None:
    line = f"key: [{', '.join(map(yaml_writer.scalar, items))}]"
    lines = ["key:", *(f"  - {yaml_writer.scalar(item)}" for item in items)]
    assert yaml_writer.write({"key": items}) == "".join(f"{row}\n" for row in ([line] if len(line) <= 110 else lines))


def test_a_list_may_reach_the_last_column() -> None:
    fitting = ["a" * 50, "b" * 53]
    assert len(f"k: [{fitting[0]}, {fitting[1]}]") == yaml_writer.WIDTH == 110
    assert yaml_writer.write({"k": fitting}) == f"k: [{fitting[0]}, {fitting[1]}]\n"
    assert yaml_writer.write({"kk": fitting}) == f"kk:\n  - {fitting[0]}\n  - {fitting[1]}\n"


@given(blocks)
def test_a_text_of_several_lines_is_a_literal_block(text: str) -> None:
    head = "k: |" if text.endswith("\n") else "k: |-"
    assert yaml_writer.write({"k": text}).startswith(f"{head}\n  ")


def test_the_layout_is_this() -> None:
    values = {
        "name": "Arda",
        "title": "Arda: a say",
        "certainty": Certainty.OPEN,
        "sha256": DIGEST,
        "silent": None,
        "flag": False,
        "themes": ["military", "no"],
        "text": 'one\n\n"two"\n',
        "inner": {"list": [{"a": 1, "b": {"c": "d"}}, {"e": ["f"]}, "g h"]},
    }
    assert yaml_writer.write(values) == (
        "name: Arda\n"
        'title: "Arda: a say"\n'
        "certainty: open\n"
        f'sha256: "{DIGEST}"\n'
        "silent: null\n"
        "flag: false\n"
        'themes: [military, "no"]\n'
        'text: |\n  one\n\n  "two"\n'
        "inner:\n"
        "  list:\n"
        "    - a: 1\n"
        "      b:\n"
        "        c: d\n"
        "    - e: [f]\n"
        '    - "g h"\n'
    )


def test_what_is_no_scalar_is_refused() -> None:
    with pytest.raises(TypeError, match=r"^float is not a scalar$"):
        yaml_writer.scalar(1.5)
    with pytest.raises(TypeError, match=r"^list is not a scalar$"):
        yaml_writer.scalar([1])
    with pytest.raises(ValueError, match=r"^a string with line breaks is not a scalar on one line$"):
        yaml_writer.scalar("a\nb")


class Counted(list[str]):
    """A list that counts how many members each insertion moves."""

    moved = 0

    def __setitem__(self, at: Any, value: Any) -> None:
        if isinstance(at, slice) and at.start is not None:
            self.moved += len(self) - at.start
        super().__setitem__(at, value)


def test_comments_are_hoisted_above_literal_blocks_without_moving_lines() -> None:
    values = {"a": ["x\ny\n"] * 500}
    comments = {f"/a/{index}": yaml_writer.Comments(trailing="# c") for index in range(500)}
    writer = yaml_writer._Writer(comments)
    lines = writer.lines = Counted()
    writer.file(values)
    assert lines.moved == 0
    assert writer.lines == ["a:", *["  # c"] * 500, *["  - |", "    x", "    y"] * 500]
