"""Builds faulty inputs from the cases in `tests/cases`: inserts, deletes, repeats and nests parts of them.

All choices are read from bytes, so that any fuzzer can make them, and an input can be made again.
"""

import json
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final, TypeVar

from tests.support import case_files
from tests.support.folders import CASES

T = TypeVar("T")
Values = dict[str, Any]

YAML: Final = (
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
"""Strings to insert into YAML texts."""
JSON: Final = (
    *("{", "}", "[", "]", ",", ":", '"', "\\", "\\u", "\\ud83d", "\\ude00", "\\u0000", "\\/", "null", "true", "-", "0"),
    *("1.0", "1e400", "-0.0", "NaN", "Infinity", "9" * 4301, '"id"', '"id":0,', "[" * 13, " ", "\n", "\t", "\x00", "é"),
    *("\ufeff", "/**/", "'", '"actors": [],', "{}", "[],"),
)
"""Strings to insert into JSON texts."""
_BYTES: Final = (b"\xff", b"\xfe", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82", b"\x00", b"\x80")
_CHARACTERS: Final = (" ", "\n", "a", "A", "/", "-", "0", "é", "\u0301", "\x7f", "XX", "..", "")
_NAMES: Final = ("", "a", "id", "/~", "é", "kind", "__class__")
_ODD: Final[tuple[Any, ...]] = (
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
_PATHS: Final = ("actor/Arda.yaml", "actor/con.yaml", "arda.yaml", "risk/a.yml", "actor/.a", "people/a.yaml")


class Choices:
    """Choices read from bytes. After the last byte, always chooses the first option."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def below(self, limit: int) -> int:
        """A number from 0 up to, but not including, `limit`."""
        size = 1 if limit <= 256 else 2 if limit <= 65536 else 3
        taken = self._data[self._at : self._at + size]
        self._at += size
        return int.from_bytes(taken, "big") % limit

    def of(self, things: Sequence[T]) -> T:
        """One of `things`."""
        return things[self.below(len(things))]

    def times(self) -> range:
        """A range of mostly few repetitions; empty if no bytes are left."""
        return range(min(self.of((1, 1, 1, 2, 2, 3, 5, 9)), max(len(self._data) - self._at, 0)))


@cache
def seeds(pattern: str) -> tuple[bytes, ...]:
    """The contents of the case files whose names match `pattern`."""
    found = (path for path in sorted(CASES.rglob(pattern)) if path.is_file())
    return tuple(data for data in (path.read_bytes() for path in found) if len(data) < 20_000)


def written(choices: Choices, texts: Sequence[bytes], shards: Sequence[str]) -> bytes:
    """One of these texts with some changes."""
    data = choices.of(texts)
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
                row, line = choices.below(len(lines)), choices.of(lines).lstrip(b" ")
                data = b"\n".join((*lines[:row], choices.of((b"", b"  ", b"    ")) + line, *lines[row:]))
            case 6:
                other = choices.of(texts)
                start = choices.below(len(other) + 1)
                data = data[:at] + other[start : start + choices.below(200)] + data[upto:]
            case 7:
                data = data[:at] + choices.of(_BYTES) + data[upto:]
    return data


@cache
def _documents(name: str) -> tuple[Any, ...]:
    return tuple(case_files.documents_for(name))


def values(choices: Choices, name: str) -> bytes:
    """A JSON document for the schema `name`, with some values changed."""
    value = choices.of(_documents(name))
    for _ in choices.times():
        value = _changed(choices, value)
    return json.dumps(value).encode()


def _changed(choices: Choices, value: Any) -> Any:
    """A JSON value with one change somewhere in it."""
    changes: dict[type, Callable[[Choices, Any], Any]] = {dict: _mapping, list: _list, str: _string, int: _number}
    change = changes.get(type(value))
    return change(choices, value) if change and value and choices.below(4) else choices.of(_ODD)


def _mapping(choices: Choices, value: Values) -> Values:
    key = choices.of(sorted(value))
    match choices.below(9):
        case 0:
            return {name: held for name, held in value.items() if name != key}
        case 1:
            return {**value, choices.of((f"{key}s", *_NAMES)): value[key]}
        case 2:
            return {**value, key: value[choices.of(sorted(value))]}
    return {**value, key: _changed(choices, value[key])}


def _list(choices: Choices, value: list[Any]) -> list[Any]:
    at = choices.below(len(value))
    match choices.below(6):
        case 0:
            return value[:at] + value[at + 1 :]
        case 1:
            return [*value, value[at]] * choices.of((1, 2, 201))
        case 2:
            return [*value[at:], *value[:at]]
    return [*value[:at], _changed(choices, value[at]), *value[at + 1 :]]


def _string(choices: Choices, value: str) -> str:
    at = choices.below(len(value) + 1)
    return value[:at] + choices.of(_CHARACTERS) + value[at + 1 :]


def _number(choices: Choices, value: int) -> float:
    return value + choices.of((-1, 1, 0.5, 10**9, -(10**9)))


def folder(choices: Choices) -> bytes:
    """The files of a valid dataset, some of them changed.

    The result is a JSON object of texts by path, with one character for each byte.
    """
    root = choices.of(case_files.valid())
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.yaml"))}
    for _ in choices.times():
        path = choices.of(sorted(files))
        match choices.below(8):
            case 0 if len(files) > 1:
                del files[path]
            case 1:
                files[choices.of(_PATHS)] = files[path]
            case 2:
                files[path] = files[choices.of(sorted(files))]
            case _:
                files[path] = written(choices, (files[path],), YAML)
    return json.dumps({path: data.decode("latin-1") for path, data in files.items()}).encode()
