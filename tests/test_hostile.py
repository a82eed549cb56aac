"""What is meant to crash, to hang or to slip through: every input ends in findings, within its memory and time."""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

import pytest

from nsatu_data.files import FILE_LIMIT
from nsatu_data.syntax import LINE_LIMIT
from tests import casebook
from tests.confined import Server

Finding = tuple[int | None, int | None, str]
"""Line, column and code."""

BASE: Final = casebook.VALID / "river-pact"
RECORD: Final = (BASE / "actor" / "arda.yaml").read_text(encoding="utf-8")
ROWS: Final = RECORD.count("\n")
TOLD: Final = 100
"""So many faults of one file are told."""
EVIDENCE: Final = RECORD.partition("  - ")[0]
EVIDENCE_ROW: Final = EVIDENCE.count("\n") + 1
SPACES: Final = " " * (LINE_LIMIT - 10)
LONG_LINES: Final = FILE_LIMIT // (LINE_LIMIT - 5)


def repeated(unit: str, head: str = "", size: int = FILE_LIMIT) -> str:
    """As many units behind the head as a file may hold."""
    return head + unit * ((size - len(head.encode())) // len(unit.encode()))


def numbered(unit: str, size: int = FILE_LIMIT) -> str:
    """As many lines as a file may hold, each with a number of its own in it."""
    lines = []
    for number in range(size):
        line = unit.format(number)
        size -= len(line)
        if size < 0:
            break
        lines.append(line)
    return "".join(lines)


def role(value: str) -> str:
    """A record that is sound but for the last field's value."""
    return f"{RECORD}role: {value}\n"


def every(code: str, lines: Iterable[int], column: int = 1) -> list[Finding]:
    return [(line, column, code) for line in lines]


def first(findings: Iterable[Finding]) -> list[Finding]:
    """So many of these as are told, and that there are more."""
    told = list(findings)
    return [*told[:TOLD], (*told[TOLD][:2], "too-many-faults")]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


def findings(server: Server, folder: Path, size: int, path: str = ".", *options: str) -> list[Finding]:
    outcome = server.run(folder, ["validate", path, *options, "--format", "json"], size)
    assert (outcome.status, outcome.errors) in ((1, ""), (0, ""))
    told = json.loads(outcome.output)["diagnostics"]
    return [(one["line"], one["column"], one["code"]) for one in told]


# Each is the whole of a record's file, and what is found in it.
RECORDS: Final[dict[str, tuple[Callable[[], str | bytes], list[Finding]]]] = {
    # Nesting. What follows a list on one line, or a dash, is never gone into.
    "lists within lists on a line": (
        lambda: role("[" * 8000 + "]" * 8000),
        [(ROWS + 1, 7, "malformed-list")],
    ),
    "lists within lists on a line that is too long": (
        lambda: role("[" * 60_000 + "]" * 60_000),
        [(ROWS + 1, 1, "line-too-long")],
    ),
    "lists within lists that are never closed": (
        lambda: role("[" * 5_000_000),
        [(None, None, "file-too-large")],
    ),
    "lists opened on every line": (
        lambda: repeated("[" * 8000 + "\n"),
        every("malformed-list", range(1, FILE_LIMIT // 8001 + 1)),
    ),
    "dashes behind dashes": (lambda: "- " * 100_000 + "x\n", [(1, 1, "line-too-long")]),
    "dashes behind dashes on a line of the longest": (
        lambda: "- " * 8000 + "x\n",
        [(1, 1, "not-a-mapping"), (1, 3, "unquoted-text")],
    ),
    "a mapping in a mapping in a mapping": (
        lambda: "".join("  " * depth + "a:\n" for depth in range(400)),
        [(13, 1, "too-deep")],
    ),
    "collections that are opened and left": (
        lambda: repeated("a:\n  b:\n    c:\n      d: e\n"),
        first(every("duplicate-key", range(5, 900, 4))),
    ),
    # What grows when it is read.
    "a bomb of aliases": (
        lambda: f"{RECORD}aliases: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(9)),
        [(ROWS + 1, 10, "anchor"), *every("anchor", range(ROWS + 2, ROWS + 11), 5)],
    ),
    "a bomb of merge keys": (
        lambda: f"{RECORD}a: &a\n  b: c\n" + "".join(f"b{n % 9}: &b{n}\n  <<: [*a, *a]\n" for n in range(9)),
        [(ROWS + 1, 4, "anchor"), *every("anchor", range(ROWS + 3, ROWS + 21, 2), 5)],
    ),
    "characters that expand": (lambda: role('"' + "\ufdfa" * 16_000 + '"'), [(ROWS + 1, 7, "too-long")]),
    "numbers to the base of sixty": (
        lambda: role("1:" * 8000 + "1"),
        [(ROWS + 1, 7, "ambiguous-scalar")],
    ),
    "a number of 4301 digits": (lambda: role("9" * 4301), [(ROWS + 1, 7, "number-out-of-range")]),
    "a number as long as a line": (lambda: role("9" * 16_000), [(ROWS + 1, 7, "number-out-of-range")]),
    "numbers that collide as keys": (
        lambda: "".join(f"{number * (2**61 - 1)}: 1\n" for number in range(1, 8000)),
        first(every("malformed-key", range(1, 200))),
    ),
    # What is long, or many.
    "a list of a megabyte": (lambda: f"aliases: [{'a, ' * 350_000}a]\n", [(None, None, "file-too-large")]),
    "a list as long as a line": (lambda: f"{RECORD}aliases: [{'a, ' * 5400}a]\n", [(ROWS + 1, 10, "too-long")]),
    "a file of one line": (lambda: "x" * (FILE_LIMIT - 1) + "\n", [(1, 1, "line-too-long")]),
    "a file of unknown keys": (
        lambda: RECORD + numbered("k{}: 1\n", FILE_LIMIT - len(RECORD)),
        first(every("unknown-field", range(ROWS + 1, ROWS + 200))),
    ),
    "a part of unknown keys": (
        lambda: RECORD + numbered("    k{}: 1\n", FILE_LIMIT - len(RECORD)),
        first(every("unknown-field", range(ROWS + 1, ROWS + 200), 5)),
    ),
    "a file of one key": (lambda: repeated("id: a\n"), first(every("duplicate-key", range(2, 200)))),
    "a file of one key that has no value": (
        lambda: numbered("k{}:\n"),
        first(every("missing-value", range(1, 200))),
    ),
    "items that are no parts": (lambda: repeated("  - a\n", EVIDENCE), [(EVIDENCE_ROW, 3, "too-long")]),
    "items that are parts with all missing": (
        lambda: repeated("  - a: b\n", EVIDENCE),
        [(EVIDENCE_ROW, 3, "too-long")],
    ),
    "a block as long as a file": (lambda: repeated("  x\n", f"{RECORD}role: |\n"), [(ROWS + 1, 7, "too-long")]),
    "keys in capitals": (lambda: numbered("K{}: 1\n"), first(every("malformed-key", range(1, 200)))),
    "comments": (lambda: repeated("#\n"), [(1, 1, "no-record")]),
    "spaces": (lambda: repeated(" "), [(None, None, "empty-file")]),
    "line feeds": (lambda: repeated("\n"), [(None, None, "empty-file")]),
    "words without keys": (lambda: repeated("x y\n"), first(every("text-without-key", range(1, 200)))),
    "dashes": (lambda: repeated("-\n"), first(every("dash-spacing", range(1, 200)))),
    "document markers": (lambda: repeated("---\n"), first(every("document-marker", range(1, 200)))),
    "directives": (lambda: repeated("%\n"), first(every("directive", range(1, 200)))),
    "explicit keys": (lambda: repeated("? a\n"), first(every("explicit-key", range(1, 200)))),
    "merge keys": (lambda: repeated("<<: *a\n"), first(every("merge-key", range(1, 200)))),
    # What regular expressions go back and forth over.
    "quotes that are never closed": (lambda: repeated('"\n'), first(every("unclosed-quote", range(1, 200)))),
    "backslashes before the line's end": (
        lambda: repeated('"\\\n'),
        first(every("unclosed-quote", range(1, 200))),
    ),
    "quotes that are escaped and never closed": (
        lambda: role('"' + '\\"' * 8000),
        [(ROWS + 1, 7, "unclosed-quote")],
    ),
    "quotes between backslashes": (
        lambda: role('"' + '"\\' * 8000),
        [(ROWS + 1, 9, "text-after-quote")],
    ),
    "spaces before a quote": (
        lambda: repeated(f'{SPACES}"\n'),
        every("unclosed-quote", range(1, LONG_LINES + 1), len(SPACES) + 1),
    ),
    "spaces before a letter and one behind it": (
        lambda: repeated(f"{SPACES}x \n"),
        every("trailing-space", range(1, LONG_LINES + 1), len(SPACES) + 2),
    ),
    "spaces at the end of every line": (
        lambda: repeated("a: b \n"),
        first(every("trailing-space", range(1, 200), 5)),
    ),
    "words before a letter that needs quotes": (
        lambda: role("a " * 8000 + "é"),
        [(ROWS + 1, 7, "unquoted-text")],
    ),
    "brackets and quotes by turns": (
        lambda: role('["' * 8000),
        [(ROWS + 1, 11, "text-after-quote")],
    ),
    "a list with an anchor at its end": (
        lambda: f"{RECORD}aliases: [{'a, ' * 5000}&a]\n",
        [(ROWS + 1, 15_011, "anchor")],
    ),
    "hashes": (lambda: role("b" + " #" * 8000), []),
    "marks in the wrong order": (
        lambda: role('"a' + "\u0315" * 60_000 + "\u0300" * 60_000 + '"'),
        [(ROWS + 1, 60_008, "not-nfc")],
    ),
    # Bytes that are no text, or other text to other parsers.
    "nothing": (lambda: b"", [(None, None, "empty-file")]),
    "another format": (lambda: b"\x1f\x8b\x08\x00", [(1, 2, "not-utf-8")]),
    "UTF-16 with a mark": (lambda: RECORD.encode("utf-16"), [(1, 1, "not-utf-8")]),
    "UTF-16, the lower byte first": (lambda: RECORD.encode("utf-16-le"), [(1, 2, "forbidden-character")]),
    "UTF-16, the higher byte first": (lambda: RECORD.encode("utf-16-be"), [(1, 1, "forbidden-character")]),
    "UTF-32 with a mark": (lambda: RECORD.encode("utf-32"), [(1, 1, "not-utf-8")]),
    "a byte-order mark": (lambda: b"\xef\xbb\xbf" + RECORD.encode(), [(1, 1, "forbidden-character")]),
    "Latin-1": (lambda: RECORD.encode() + b'role: "\xe9"\n', [(ROWS + 1, 8, "not-utf-8")]),
    "overlong UTF-8": (lambda: RECORD.encode() + b'role: "\xc0\xaf"\n', [(ROWS + 1, 8, "not-utf-8")]),
    "an overlong NUL": (lambda: RECORD.encode() + b'role: "\xc0\x80"\n', [(ROWS + 1, 8, "not-utf-8")]),
    "CESU-8": (lambda: RECORD.encode() + b'role: "\xed\xa0\xbd\xed\xb8\x80"\n', [(ROWS + 1, 8, "not-utf-8")]),
    "more than Unicode has": (lambda: RECORD.encode() + b'role: "\xf4\x90\x80\x80"\n', [(ROWS + 1, 8, "not-utf-8")]),
    "half a character": (lambda: RECORD.encode() + b'role: "\xe2\x82', [(ROWS + 1, 8, "not-utf-8")]),
    "bytes that no text has": (lambda: b"\xff" * FILE_LIMIT, [(1, 1, "not-utf-8")]),
    "NUL": (lambda: f"{RECORD}\0\n", [(ROWS + 1, 1, "forbidden-character")]),
    "nothing but NUL": (lambda: repeated("\0"), [(1, 1, "forbidden-character")]),
    "tabs": (lambda: repeated("\t"), [(1, 1, "forbidden-character")]),
    "carriage returns alone": (lambda: RECORD.replace("\n", "\r"), [(1, 15, "forbidden-character")]),
    "carriage returns": (lambda: RECORD.replace("\n", "\r\n"), [(1, 15, "forbidden-character")]),
    "a next-line character": (lambda: role('"\x85"'), [(ROWS + 1, 8, "forbidden-character")]),
    "a line separator": (lambda: role('"\u2028"'), [(ROWS + 1, 8, "forbidden-character")]),
    "a noncharacter": (lambda: role('"\ufffe"'), [(ROWS + 1, 8, "forbidden-character")]),
    "text that runs backwards": (lambda: role('"\u202e"'), [(ROWS + 1, 8, "forbidden-character")]),
    "directions for printing": (lambda: role('"%s%n{0}{}%(a)s"'), []),
}


@pytest.mark.parametrize(("make", "expected"), RECORDS.values(), ids=RECORDS)
def test_a_hostile_record_is_told_within_its_bounds(
    server: Server, tmp_path: Path, make: Callable[[], str | bytes], expected: list[Finding]
) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    made = make()
    data = made.encode() if isinstance(made, str) else made
    (tmp_path / "actor" / "arda.yaml").write_bytes(data)
    # Of what is too large, no more is read than a file may have.
    assert findings(server, tmp_path, min(len(data), FILE_LIMIT)) == expected
