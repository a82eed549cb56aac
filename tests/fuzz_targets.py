"""What is fuzzed: each target makes an input out of choices, and says what must hold of whatever comes of it.

Choices are bytes, so that any fuzzer can make them. What an input is made of are the cases under `tests/cases`, with
parts put in, left out, said twice and put into each other. An input is bytes as well, and is judged without the choices
that made it: one that failed stays a case when the cases it was made of have changed.
"""

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

import yaml

import nsatu_data
from nsatu_data import json_text, quick_reader, rules, shape, syntax, text
from nsatu_data.careful_reader import Reader
from nsatu_data.diagnostics import Diagnostic, Fault, Span, order
from nsatu_data.models import RECORDS, Bundle, Manifest, Model
from nsatu_data.text import Canonical
from tests import casebook

T = TypeVar("T")


class Choices:
    """Choices that bytes make; where they are used up, always the first of what there is to choose from."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def below(self, limit: int) -> int:
        """A number from 0 to below `limit`."""
        size = 1 if limit <= 256 else 2 if limit <= 65536 else 3
        taken = self._data[self._at : self._at + size]
        self._at += size
        return int.from_bytes(taken, "big") % limit

    def of(self, things: Sequence[T]) -> T:
        """One of these."""
        return things[self.below(len(things))]

    def times(self) -> range:
        """Mostly few, and no more than the choices that are left."""
        return range(min(self.of((1, 1, 1, 2, 2, 3, 5, 9)), max(len(self._data) - self._at, 0)))


class Target(NamedTuple):
    """What is fuzzed: `make` gives an input, and `judge` raises what it may not do with it."""

    make: Callable[[Choices], bytes]
    judge: Callable[[bytes], None]


# Inputs.

_YAML: Final = (
    *(
        "\n",
        " ",
        "  ",
        "- ",
        "-",
        ":",
        ": ",
        "#",
        " # c",
        "|\n  x\n",
        "|-\n",
        ">",
        "[",
        "]",
        ", ",
        '"',
        "\\",
        '\\"',
        "'",
    ),
    *(
        "null",
        "true",
        "0",
        "-0",
        "010",
        "1e3",
        "9007199254740993",
        "&a ",
        "*a",
        "!!str ",
        "%",
        "---",
        "...",
        "? ",
        "<<: ",
    ),
    *("~", "=", "yes", "é", "e\u0301", "\u0315\u0300", "\u3000", "\u200b", "\u202e", "\ufdfa", "\U0001f600", "\ufeff"),
    *(
        "key",
        "key:",
        "key: a\n",
        "id: a\n",
        "- a\n",
        "  a: b\n",
        "{}",
        "[a, b]",
        "\n\n",
        "    ",
        "\t",
        "\r",
        "\x85",
        "\x00",
    ),
)
_JSON: Final = (
    *("{", "}", "[", "]", ",", ":", '"', "\\", "\\u", "\\ud83d", "\\ude00", "\\u0000", "\\/", "null", "true", "-", "0"),
    *(
        "1.0",
        "1e400",
        "-0.0",
        "NaN",
        "Infinity",
        "9" * 4301,
        '"id"',
        '"id":0,',
        "[[[[[[[[[[[[[",
        " ",
        "\n",
        "\t",
        "\x00",
        "é",
    ),
    *("\ufeff", "/**/", "'", '"actors": [],', "{}", "[],"),
)
_BYTES: Final = (b"\xff", b"\xfe", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82", b"\x00", b"\x80")
_ODD: Final = (
    *(None, True, False, 0, -1, 1, 1.0, 0.5, 1e400, 2**53, 10**20, "", " ", "a", "A", "a  b", "a\nb", "\x00", "\u202e"),
    *(
        "e\u0301",
        "é" * 600,
        "actor/arda",
        "actor/../arda",
        "source/river-pact",
        "2024-02-30",
        "2024-07",
        "certain",
        "null",
    ),
    *(
        [],
        {},
        [[]],
        [{}],
        {"": None},
        ["a", "a"],
        [None],
        "0" * 64,
        "https://x",
        "1.0",
        "actor/nul",
        "event/arda-joins",
    ),
)


@cache
def _seeds(pattern: str) -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted(casebook.CASES.rglob(pattern)) if path.stat().st_size < 20_000)


def _written(choices: Choices, seeds: Sequence[bytes], shards: Sequence[str]) -> bytes:
    """One of these texts, changed in some places."""
    data = choices.of(seeds)
    for _ in choices.times():
        at = choices.below(len(data) + 1)
        upto = min(len(data), at + choices.of((0, 0, 1, 2, 8, 40)))
        match choices.below(8):
            case 0 | 1 | 2:
                data = data[:at] + choices.of(shards).encode() + data[upto:]
            case 3:
                data = data[:at] + data[upto:]
            case 4:
                data = data[:at] + data[at:upto] * choices.of((2, 3, 30)) + data[upto:]
            case 5:
                lines = data.split(b"\n")
                row, other = choices.below(len(lines)), choices.below(len(lines))
                data = b"\n".join(
                    (*lines[:row], choices.of((b"", b"  ", b"    ")) + lines[other].lstrip(b" "), *lines[row:])
                )
            case 6:
                other = choices.of(seeds)
                start = choices.below(len(other) + 1)
                data = data[:at] + other[start : start + choices.below(200)] + data[upto:]
            case 7:
                data = data[:at] + choices.of(_BYTES) + data[upto:]
    return data


@cache
def _values(name: str) -> tuple[Any, ...]:
    return tuple(casebook.documents_for(name))


def _changed(choices: Choices, value: Any) -> Any:
    """A JSON value with a change somewhere in it."""
    if isinstance(value, dict) and value and choices.below(4):
        key = choices.of(sorted(value))
        match choices.below(9):
            case 0:
                return {name: held for name, held in value.items() if name != key}
            case 1:
                return {**value, choices.of(("", "a", f"{key}s", "id", "/~", "é", "kind", "__class__")): value[key]}
            case 2:
                return {**value, key: value[choices.of(sorted(value))]}
            case _:
                return {**value, key: _changed(choices, value[key])}
    if isinstance(value, list) and value and choices.below(4):
        at = choices.below(len(value))
        match choices.below(6):
            case 0:
                return value[:at] + value[at + 1 :]
            case 1:
                return [*value, value[at]] * choices.of((1, 2, 201))
            case 2:
                return [*value[at:], *value[:at]]
            case _:
                return [*value[:at], _changed(choices, value[at]), *value[at + 1 :]]
    if isinstance(value, str) and value and choices.below(3):
        at = choices.below(len(value) + 1)
        return (
            value[:at]
            + choices.of((" ", "\n", "a", "A", "/", "-", "0", "é", "\u0301", "\x7f", "XX", "..", ""))
            + value[at + 1 :]
        )
    if isinstance(value, int) and choices.below(3):
        return value + choices.of((-1, 1, 0.5, 10**9, -(10**9)))
    return choices.of(_ODD)


def _values_of(name: str) -> Callable[[Choices], bytes]:
    def make(choices: Choices) -> bytes:
        value = choices.of(_values(name))
        for _ in choices.times():
            value = _changed(choices, value)
        return json.dumps(value).encode()

    return make


def _files(choices: Choices) -> bytes:
    """The files of a dataset in which some were changed: a JSON object of paths, with a text whose characters are bytes."""
    root = choices.of(casebook.valid())
    written = {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.yaml"))}
    for _ in choices.times():
        path = choices.of(sorted(written))
        match choices.below(8):
            case 0:
                del written[path]
            case 1:
                written[choices.of(("actor/Arda.yaml", "actor/con.yaml", "arda.yaml", "risk/a.yml", "actor/.a"))] = (
                    written[path]
                )
            case 2:
                written[path] = written[choices.of(sorted(written))]
            case _:
                written[path] = _written(choices, (written[path],), _YAML)
        if not written:
            break
    return json.dumps({path: data.decode("latin-1") for path, data in written.items()}).encode()


# What must hold.


def _lies_within(span: Span, lines: Sequence[str]) -> None:
    assert span[:2] <= span[2:], span
    for line, column in (span[:2], span[2:]):
        assert 1 <= line <= len(lines), span
        assert 1 <= column <= len(lines[line - 1]) + 1, span


def _say_where(faults: Iterable[Fault], lines: Sequence[str]) -> None:
    for fault in faults:
        assert fault.code, fault
        assert fault.message, fault
        for span in (fault.span, *(span for span, _ in fault.spans)):
            if span is not None:
                _lies_within(span, lines)


def _read_yaml(data: bytes) -> None:
    document = syntax.read(data)
    assert syntax.read(data) == document
    assert document.faults or document.json is not None
    _say_where(document.faults, document.lines)
    if document.json is None:
        return
    values = json.loads(document.json)
    assert document.places.keys() == set(_pointers("", values)), "every value has a place"
    for place in document.places.values():
        for span in filter(None, place):
            _lies_within(span, document.lines)
    assert document.refused <= document.places.keys(), "what is refused is there"
    if document.faults:
        return
    assert not document.refused
    assert yaml.safe_load(document.text) == values, "another parser reads the same"
    quickly = quick_reader.read(document.text)
    assert quickly in (None, Reader(document.text).run()), "both readers read the same"


def _pointers(pointer: str, value: Any) -> Iterable[str]:
    yield pointer
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _pointers(f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}", inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _pointers(f"{pointer}/{index}", inner)


def _read_json(data: bytes) -> None:
    document = json_text.read(data)
    # What is no number is not equal to itself.
    assert repr(json_text.read(data)) == repr(document)
    assert document.readable or document.faults
    _say_where(document.faults, document.lines)
    if document.readable:
        assert repr(json.loads(data)) == repr(document.value)
        assert document.places.keys() == set(_pointers("", document.value)), "every value has a place"
        for place in document.places.values():
            for span in filter(None, place):
                _lies_within(span, document.lines)


def _judge_shape(model: type[Model], name: str) -> Callable[[bytes], None]:
    def judge(data: bytes) -> None:
        written = data.decode()
        values = json.loads(written)
        record, faults = shape.judge(model, written)
        assert (record is None) == bool(faults)
        assert shape.judge(model, written) == (record, faults)
        pointers = set(_pointers("", values))
        for fault in faults:
            assert fault.pointer in pointers, fault
            assert "pydantic" not in fault.message, fault
        for refused in sorted(pointers)[:3]:
            _, others = shape.judge(model, written, frozenset({refused}))
            told = [fault for fault in others if f"{fault.pointer}/".startswith(f"{refused}/")]
            assert told == [], "nothing is said of what was refused"
        if name != "bundle":
            from nsatu_data import quick_judge

            assert not (quick_judge.accepts(name, values, written) and faults), "both judges accept the same"

    return judge


def _read_text(data: bytes) -> None:
    canonical = text.read(data)
    assert text.read(data) == canonical
    if isinstance(canonical, Canonical):
        assert text.read(canonical.text.encode()) == Canonical(
            canonical.text, tuple(range(1, len(canonical.origins) + 1))
        )
        for line in canonical.lines():
            assert canonical.text[line.start : line.end].strip() != ""
    else:
        _say_where((canonical,), data.decode("utf-8", "replace").split("\n"))


def _check_dataset(data: bytes) -> None:
    written: dict[str, bytes] = {path: body.encode("latin-1") for path, body in json.loads(data).items()}
    found = _found(written)
    assert _found(dict(reversed(written.items()))) == found
    assert list(found) == sorted(found, key=order)
    for diagnostic in found:
        lines = written.get(diagnostic.file, b"").decode("utf-8", "replace").split("\n")
        if diagnostic.span:
            _lies_within(diagnostic.span, lines)
            assert diagnostic.excerpt == lines[diagnostic.span.line - 1]
        for location in diagnostic.related:
            if location.span:
                _lies_within(location.span, written[location.file].decode("utf-8", "replace").split("\n"))
    across = {rule.CODE for rule in rules.RULES}
    alone = [one for one in found if one.code not in across]
    if any(one.code == "schema-version" for one in alone):
        return
    for path in written:
        # Of a file alone the same is found as among others, but for what only others can tell.
        few = {"dataset.yaml": _MANIFEST, path: written[path]}
        assert [one for one in _found(few) if one.code not in across and one.file == path] == [
            one for one in alone if one.file == path
        ]


_MANIFEST: Final = (casebook.VALID / "river-pact" / "dataset.yaml").read_bytes()


def _found(written: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    """What is found in a dataset of these files, with their paths in it."""
    with tempfile.TemporaryDirectory() as folder:
        for path, data in written.items():
            Path(folder, path).parent.mkdir(exist_ok=True)
            Path(folder, path).write_bytes(data)
        if not written:
            return ()
        outcome = nsatu_data.check(folder)
        errors = any(one.severity == "error" for one in outcome.diagnostics)
        assert (outcome.dataset is None) == errors
        return outcome.diagnostics


TARGETS: Final[dict[str, Target]] = {
    "syntax": Target(lambda choices: _written(choices, _seeds("*.yaml"), _YAML), _read_yaml),
    "json": Target(lambda choices: _written(choices, _seeds("*.json"), _JSON), _read_json),
    "text": Target(lambda choices: _written(choices, _seeds("*.txt"), _YAML), _read_text),
    "dataset": Target(_files, _check_dataset),
    **{
        name: Target(_values_of(name), _judge_shape(model, name))
        for name, model in {**RECORDS, "dataset": Manifest, "bundle": Bundle}.items()
        if name != "dataset"
    },
    "manifest": Target(_values_of("dataset"), _judge_shape(Manifest, "dataset")),
}
"""Every target by name: what reads bytes, the shape of each kind, and whole datasets."""
