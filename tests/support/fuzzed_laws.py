"""The fuzzing targets: each builds an input from choices, and checks laws that every input must obey.

An input is judged without the choices that made it. It therefore remains a usable case when the code that builds inputs
changes.
"""

import contextlib
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

import nsatu_data
from nsatu_data import rules
from nsatu_data.authoring import format_files
from nsatu_data.diagnostics import Diagnostic, Fault, Location, Severity, Span, escape, order
from nsatu_data.model import characters, schema_version
from nsatu_data.model.record_models import RECORDS, Bundle, Manifest, Model
from nsatu_data.model.vocabulary import Kind
from nsatu_data.syntax import json_reader, yaml_reader
from nsatu_data.syntax.portable import fast_reader
from nsatu_data.syntax.portable.reader import Reader
from nsatu_data.text import canonical_text
from nsatu_data.text.canonical_text import Canonical
from nsatu_data.validation import fast_accept
from tests.support import case_files, case_splicing
from tests.support.case_splicing import Choices
from tests.support.shape_verdicts import judge


class Target(NamedTuple):
    """A fuzzing target: `make` builds an input from choices, and `judge` raises if the input breaks a law."""

    make: Callable[[Choices], bytes]
    judge: Callable[[bytes], None]


def _lies_within(span: Span, lines: Sequence[str]) -> None:
    """Check that a place begins in a line or directly after it, and ends at most one character after a line."""
    line, column, end_line, end_column = span
    assert (line, column) <= (end_line, end_column), span
    assert 1 <= line <= end_line <= len(lines), span
    assert 1 <= column <= len(lines[line - 1]) + 1, span
    assert 1 <= end_column <= len(lines[end_line - 1]) + 2, span


def _are_placed(faults: Iterable[Fault], lines: Sequence[str]) -> None:
    for fault in faults:
        for span in (fault.span, *(span for span, _ in fault.spans)):
            if span is not None:
                _lies_within(span, lines)


def _pointers(value: Any, pointer: str = "") -> Iterator[str]:
    """The JSON pointer of every value within a value."""
    yield pointer
    if isinstance(value, dict | list):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _pointers(inner, f"{pointer}/{escape(step)}")


def _have_places(values: Any, document: yaml_reader.Document | json_reader.JsonDocument) -> None:
    # If a key is given twice, the places within its first value remain.
    assert document.places.keys() >= set(_pointers(values))
    assert document.faults or document.places.keys() == set(_pointers(values))
    for place in document.places.values():
        for span in filter(None, place):
            _lies_within(span, document.lines)


def _read_yaml(data: bytes) -> None:
    document, again = yaml_reader.read(data), yaml_reader.read(data)
    assert (again.json, again.faults, again.refused) == (document.json, document.faults, document.refused)
    assert document.faults or document.json is not None
    _are_placed(document.faults, document.lines)
    if document.json is None:
        return
    values = json.loads(document.json)
    assert document.values == values
    _have_places(values, document)
    assert {one for one in document.refused if not one.endswith(("#", "/-"))} <= document.places.keys()
    if not document.faults:
        assert not document.refused
        assert yaml.safe_load(document.text) == values, "another parser reads the same"
        carefully = Reader(document.text).run()
        assert carefully is not None
        assert fast_reader.read(document.text) in (None, json.loads(carefully)), "both readers read the same"


def _format(data: bytes) -> None:
    outcome = format_files.formatted(data, Kind.EVENT)
    _are_placed(outcome.faults, outcome.source.split("\n"))
    assert (outcome.text is None) == bool(outcome.faults)
    if outcome.text is not None:
        assert format_files.formatted(outcome.text.encode(), Kind.EVENT) == outcome


def _read_json(data: bytes) -> None:
    document = json_reader.read(data)
    # NaN is not equal to itself.
    assert repr(json_reader.read(data)) == repr(document)
    assert document.readable or document.faults
    _are_placed(document.faults, document.lines)
    if document.readable:
        assert repr(json.loads(data)) == repr(document.value)
        _have_places(document.value, document)


def _judge_shape(name: str, model: type[Model], data: bytes) -> None:
    written = data.decode()
    values = json.loads(written)
    pointers = set(_pointers(values))
    record, faults = judge(model, written)
    assert (record is None) == bool(faults)
    assert judge(model, written) == (record, faults)
    assert {fault.pointer for fault in faults} <= pointers
    assert not [fault for fault in faults if "pydantic" in fault.message]
    for refused in sorted(pointers)[:4]:
        _, others = judge(model, written, frozenset({refused}))
        repeated = [one for one in others if f"{one.pointer}/".startswith(f"{refused}/") and not one.at_key]
        assert repeated == [], "nothing may be reported for refused values"
    # `fast_accept` does not check characters: the reader does.
    if model is not Bundle and characters.text_fault(json.dumps(values, ensure_ascii=False)) is None:
        assert not (fast_accept.accepts(name, values) and faults), "both judges accept the same"


def _read_text(data: bytes) -> None:
    canonical = canonical_text.read(data)
    assert canonical_text.read(data) == canonical
    if isinstance(canonical, Fault):
        _are_placed([canonical], data.decode("utf-8", "replace").split("\n"))
        return
    again = canonical_text.read(canonical.text.encode())
    assert isinstance(again, Canonical)
    assert again.text == canonical.text
    assert list(canonical.origins) == sorted(set(canonical.origins))
    lines = [canonical.text[line.start : line.end] for line in canonical.lines()]
    assert len(lines) == len(canonical.origins)
    assert all(lines)


def _check_dataset(data: bytes) -> None:
    files: dict[str, bytes] = {path: written.encode("latin-1") for path, written in json.loads(data).items()}
    found = _found(files)
    assert _found(files) == found
    assert list(found) == sorted(found, key=order)
    lines = {path: written.decode("utf-8", "replace").split("\n") for path, written in files.items()}
    places: list[Diagnostic | Location] = [*found, *(location for one in found for location in one.related)]
    for place in places:
        if place.span:
            _lies_within(place.span, lines[place.file])
            assert place.excerpt == lines[place.file][place.span.line - 1]
    if any(diagnostic.code == schema_version.CODE for diagnostic in found):
        return
    across = {rule.CODE for rule in rules.RULES}
    for path in sorted({diagnostic.file for diagnostic in found} & files.keys()):
        # Checking one file alone must find the same, except what depends on other files.
        alone = _found({"dataset.yaml": files.get("dataset.yaml", _MANIFEST), path: files[path]})
        assert _about(path, alone, across) == _about(path, found, across)


_MANIFEST: Final = (case_files.VALID / "river-pact" / "dataset.yaml").read_bytes()


def _found(files: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    """The findings in a dataset of these files."""
    # Findings name paths from the working directory.
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for path, written in files.items():
            Path(path).parent.mkdir(exist_ok=True)
            Path(path).write_bytes(written)
        outcome = nsatu_data.check(".")
        errors = any(diagnostic.severity is Severity.ERROR for diagnostic in outcome.diagnostics)
        assert (outcome.dataset is None) == errors
        return outcome.diagnostics


def _about(path: str, found: Iterable[Diagnostic], across: set[str]) -> list[Diagnostic]:
    # The help and the places in other files depend on the other files.
    return [
        one._replace(help=None, related=tuple(place for place in one.related if place.file == path))
        for one in found
        if one.file == path and one.code not in across
    ]


def _shape(name: str, model: type[Model]) -> Target:
    return Target(partial(case_splicing.values, name=name), partial(_judge_shape, name, model))


TARGETS: Final[dict[str, Target]] = {
    "syntax": Target(
        lambda choices: case_splicing.written(choices, case_splicing.seeds("*.yaml"), case_splicing.YAML), _read_yaml
    ),
    "format": Target(
        lambda choices: case_splicing.written(choices, case_splicing.seeds("*.yaml"), case_splicing.YAML), _format
    ),
    "json": Target(
        lambda choices: case_splicing.written(choices, case_splicing.seeds("*.json"), case_splicing.JSON), _read_json
    ),
    "text": Target(
        lambda choices: case_splicing.written(choices, case_splicing.seeds("*.txt"), case_splicing.YAML), _read_text
    ),
    "dataset": Target(case_splicing.folder, _check_dataset),
    "manifest": _shape("dataset", Manifest),
    "bundle": _shape("bundle", Bundle),
    **{str(kind): _shape(kind, model) for kind, model in RECORDS.items()},
}
"""Targets for reading bytes, for whole datasets, and for the shape of the manifest, a bundle and each kind."""
