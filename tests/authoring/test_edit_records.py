from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsatu_data.authoring import editing
from nsatu_data.syntax import yaml_reader, yaml_writer
from nsatu_data.syntax.yaml_writer import Comments
from tests.support.drawn_values import keys, portable, scalars

ITEM = {"source": "source/s", "sentence": 2, "start": 0, "end": 4, "sha256": "a1"}
ADDED = '  - source: source/s\n    sentence: 2\n    start: 0\n    end: 4\n    sha256: "a1"\n'
items = st.dictionaries(keys, scalars, min_size=1, max_size=3)


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("", ""),
        ("id: risk/r\n", ""),
        ("id: risk/r\nevidence:\n", ""),
        ("evidence: # why\n", "label: L\n"),
        ("# evidence: none yet\nevidence:\n", "# the label\nlabel: L\n"),
        ("evidence:\n  # first\n  - source: source/s # s\n    start: 7\n  # below\n", "label: L\n# last\n"),
        ("evidence:\n  - source: source/s\n# at the margin\n  - source: source/t\n", "# the label\nlabel: L\n"),
        ("evidence:\n  - source: source/s\n", "\n\nlabel: L\n"),
        ("statement: |\n  evidence:\n    - no\n\n  end\nevidence:\n  - a: 1\n", "label: L\n"),
        ("evidence:\n  - note: |-\n      one\n\n      two\n", "label: L\n"),
    ],
)
def test_an_item_is_added_after_the_others_and_nothing_else_changes(before: str, behind: str) -> None:
    head = "" if "\nevidence:" in f"\n{before}" else "evidence:\n"
    assert editing.with_item(before + behind, "evidence", ITEM) == before + head + ADDED + behind


@pytest.mark.parametrize("value", ["[]", "[a, b]", "null", "none", '"x" # y', "{}"])
def test_no_item_is_added_to_what_is_no_list_of_lines(value: str) -> None:
    assert editing.with_item(f"id: risk/r\nevidence: {value}\nlabel: L\n", "evidence", ITEM) is None


def test_what_other_programs_split_lines_at_stays() -> None:
    text = 'label: "a\u2028b\x85c\x0cd"\n'
    assert editing.with_item(text, "evidence", ITEM) == f"{text}evidence:\n{ADDED}"
    assert editing.with_field(text, "id", 1) == f"{text}id: 1\n"


@given(portable, st.lists(items, min_size=1, max_size=4), st.data())
def test_the_values_are_those_without_the_items(values: dict[str, Any], held: list[Any], data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.integers(0, len(held) - 1)))
    left = [item for index, item in enumerate(held) if index not in gone]
    text = editing.without_items(yaml_writer.write({**values, "evidence": held}), "evidence", gone)
    assert text is not None
    values.pop("evidence", None)
    assert text == yaml_writer.write({**values, **({"evidence": left} if left else {})})


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ({0}, "evidence: # why\n  # first\n# at the margin\n  - b: 2 # two\n  # below\nlabel: L\n"),
        ({1}, "evidence: # why\n  # first\n  - a: 1\n    # within\n# at the margin\n  # below\nlabel: L\n"),
        ({0, 1}, "# first\n# at the margin\n# below\nlabel: L\n"),
    ],
)
def test_comments_next_to_removed_items_stay(gone: set[int], left: str) -> None:
    text = "evidence: # why\n  # first\n  - a: 1\n    # within\n# at the margin\n  - b: 2 # two\n  # below\nlabel: L\n"
    assert editing.without_items(text, "evidence", gone) == left


@pytest.mark.parametrize("value", ["[]", "[a, b]", "null", '"x" # y', ""])
def test_no_item_is_removed_from_what_is_no_list_of_lines(value: str) -> None:
    assert editing.without_items(f"id: risk/r\nevidence: {value}\nlabel: L\n", "evidence", [0]) is None
    assert editing.without_items("id: risk/r\n", "evidence", [0]) is None


@given(portable, st.lists(items, max_size=3), items)
def test_the_values_are_those_with_the_item(values: dict[str, Any], held: list[Any], item: dict[str, Any]) -> None:
    wanted = {**deepcopy(values), "evidence": [*held, item]}
    if held:
        values["evidence"] = held
    text = editing.with_item(yaml_writer.write(values), "evidence", item)
    assert text is not None
    read = yaml_reader.read(text.encode())
    assert (read.faults, read.values) == ((), wanted)


@given(portable, portable, st.data())
def test_the_values_are_those_with_the_field(
    values: dict[str, Any], other: dict[str, Any], data: st.DataObject
) -> None:
    field = data.draw(st.sampled_from([*values, "new"]))
    text = editing.with_field(yaml_writer.write(values), field, other)
    read = yaml_reader.read(text.encode())
    assert (read.faults, read.values) == ((), {**values, field: other})
    assert list(read.values) == list({**values, field: other})


def test_a_field_takes_the_place_of_the_one_that_was_there() -> None:
    text = "# a\nid: x\n# above\nrows: # gone\n  - a: 1\n  # gone\n  - a: 2\n\n# below\nlabel: L # l\n"
    assert editing.with_field(text, "rows", [{"a": 3}]) == (
        "# a\nid: x\n# above\nrows:\n  - a: 3\n\n# below\nlabel: L # l\n"
    )
    comments = {"/rows": Comments(trailing="# kept"), "/rows/0": Comments(above=("# three",))}
    assert editing.with_field(text, "rows", [{"a": 3}], comments) == (
        "# a\nid: x\n# above\nrows: # kept\n  # three\n  - a: 3\n\n# below\nlabel: L # l\n"
    )


def test_a_key_that_begins_another_is_not_taken_for_it() -> None:
    assert editing.with_field("text_of: a\ntext: b\n", "text", "c") == "text_of: a\ntext: c\n"


@given(portable, st.data())
def test_the_values_are_those_with_the_scalars(values: dict[str, Any], data: st.DataObject) -> None:
    document = yaml_reader.read(yaml_writer.write(values).encode())
    one_line = [pointer for pointer, value in _leaves(values) if not (isinstance(value, str) and "\n" in value)]
    new = data.draw(st.dictionaries(st.sampled_from(one_line), scalars)) if one_line else {}
    text = editing.with_scalars(document.text, document.places, new)
    read = yaml_reader.read(text.encode())
    expected = deepcopy(values)
    for pointer, value in new.items():
        _put(expected, pointer, value)
    assert (read.faults, read.values) == ((), expected)


def test_scalars_are_changed_where_they_stand() -> None:
    text = 'evidence:\n  # c\n  - end:   10  # e\n    start: "5"\nthemes: [a, "b c", d] # t\n'
    places = yaml_reader.read(text.encode()).places
    values = {"/evidence/0/end": 9, "/evidence/0/start": 123, "/themes/2": "x y", "/themes/0": "abc"}
    assert editing.with_scalars(text, places, values) == (
        'evidence:\n  # c\n  - end:   9  # e\n    start: 123\nthemes: [abc, "b c", "x y"] # t\n'
    )


def _leaves(value: Any, pointer: str = "") -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in _leaves(inner, f"{pointer}/{key}")]
    if isinstance(value, list):
        return [leaf for index, inner in enumerate(value) for leaf in _leaves(inner, f"{pointer}/{index}")]
    return [(pointer, value)]


def _put(values: Any, pointer: str, value: Any) -> None:
    *path, last = pointer.split("/")[1:]
    for step in path:
        values = values[int(step) if isinstance(values, list) else step]
    values[int(last) if isinstance(values, list) else last] = value
