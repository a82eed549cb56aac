"""Inputs designed to crash, hang or slip through: each must end in findings, within its memory and time limits."""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

import pytest

import nsatu_data
from nsatu_data.diagnostics import Fault, line
from nsatu_data.storage import dataset_folder, read_files
from nsatu_data.storage.dataset_folder import Listing
from nsatu_data.storage.read_files import FILE_LIMIT, SOURCE_LIMIT
from nsatu_data.syntax.yaml_reader import LINE_LIMIT
from nsatu_data.text import canonical_text
from tests.support import case_files
from tests.support.confined_processes import MEMORY, Outcome, Server

Finding = tuple[int | None, int | None, str]
"""Line, column and code."""

BASE: Final = case_files.VALID / "river-pact"
RECORD: Final = (BASE / "actor" / "arda.yaml").read_text(encoding="utf-8")
ROWS: Final = RECORD.count("\n")
TOLD: Final = 100
"""The largest number of faults reported for one file."""
EVIDENCE: Final = RECORD.partition("  - ")[0]
EVIDENCE_ROW: Final = EVIDENCE.count("\n") + 1
SPACES: Final = " " * (LINE_LIMIT - 10)
LONG_LINES: Final = FILE_LIMIT // (LINE_LIMIT - 5)


def repeated(unit: str, head: str = "", size: int = FILE_LIMIT) -> str:
    """As many units after the head as a file may hold."""
    return head + unit * ((size - len(head.encode())) // len(unit.encode()))


def numbered(unit: str, size: int = FILE_LIMIT) -> str:
    """As many lines as a file may hold, each with a number of its own."""
    lines = []
    for number in range(size):
        line = unit.format(number)
        size -= len(line)
        if size < 0:
            break
        lines.append(line)
    return "".join(lines)


def role(value: str) -> str:
    """A record that is valid except for the value of its last field."""
    return f"{RECORD}role: {value}\n"


def every(code: str, lines: Iterable[int], column: int = 1) -> list[Finding]:
    return [(line, column, code) for line in lines]


def first(findings: Iterable[Finding]) -> list[Finding]:
    """The findings up to the limit, followed by the finding that there are more."""
    reported = list(findings)
    return [*reported[:TOLD], (*reported[TOLD][:2], "too-many-faults")]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


def findings(
    server: Server, folder: Path, size: int, path: str = ".", *options: str, memory: int = MEMORY
) -> list[Finding]:
    outcome = server.run(folder, ["validate", path, *options, "--format", "json"], size, memory)
    assert (outcome.status, outcome.errors) in ((1, ""), (0, ""))
    diagnostics = json.loads(outcome.output)["diagnostics"]
    return [(one["line"], one["column"], one["code"]) for one in diagnostics]


# The whole text of a record's file, and its findings.
RECORDS: Final[dict[str, tuple[Callable[[], str | bytes], list[Finding]]]] = {
    # Nesting. The reader does not descend further after a list on one line, or after a dash.
    "lists within lists on a line": (
        lambda: role("[" * 8000 + "]" * 8000),
        [(ROWS + 1, 8, "malformed-list")],
    ),
    "lists and quotes that are never closed": (
        lambda: repeated('[\\"' * 5400 + "\n"),
        every("malformed-list", range(1, FILE_LIMIT // 16_201 + 1)),
    ),
    "a list of anchors that becomes untidy": (
        lambda: f"{RECORD}aliases: [{'&a a, ' * 1400}{'a,' * 3800}a]\n",
        first((ROWS + 1, column, "anchor") for column in range(11, 1000, 6)),
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
        [(1, 1, "not-a-mapping"), (1, 3, "malformed-list")],
    ),
    "a mapping in a mapping in a mapping": (
        lambda: f"{RECORD}a:\n" + "".join("  " * depth + "a:\n" for depth in range(1, 400)),
        [(ROWS + 1, 1, "unknown-field"), (ROWS + 13, 1, "too-deep")],
    ),
    "collections that are opened and left": (
        lambda: repeated("a:\n  b:\n    c:\n      d: e\n"),
        first(every("duplicate-key", range(5, 900, 4))),
    ),
    # Input that grows when it is read.
    "a bomb of aliases": (
        lambda: f"{RECORD}role: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(9)),
        [
            (ROWS + 1, 7, "anchor"),
            (ROWS + 1, 7, "wrong-type"),
            *[
                (line, column, code)
                for line in range(ROWS + 2, ROWS + 11)
                for column, code in ((1, "unknown-field"), (5, "anchor"), (10, "alias"), (14, "alias"))
            ],
        ],
    ),
    "a bomb of merge keys": (
        lambda: f"{RECORD}a: &a\n  b: c\n" + "".join(f"b{n}: &b{n}\n  <<: [*a, *a]\n" for n in range(9)),
        [
            (ROWS + 1, 1, "unknown-field"),
            (ROWS + 1, 4, "anchor"),
            *[
                (line + below, column, code)
                for line in range(ROWS + 3, ROWS + 21, 2)
                for below, column, code in ((0, 1, "unknown-field"), (0, 5, "anchor"), (1, 3, "merge-key"))
            ],
        ],
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
    # Long or numerous items.
    "a list of a megabyte": (lambda: f"aliases: [{'a, ' * 350_000}a]\n", [(None, None, "file-too-large")]),
    "a list as long as a line": (lambda: f"{RECORD}aliases: [{'a, ' * 5400}a]\n", [(ROWS + 1, 10, "too-long")]),
    "a file of one line": (lambda: "x" * (FILE_LIMIT - 1) + "\n", [(1, 1, "line-too-long")]),
    "a thousand unknown keys": (
        lambda: RECORD + "".join(f"k{number}: 1\n" for number in range(1000)),
        first(every("unknown-field", range(ROWS + 1, ROWS + 1001))),
    ),
    "a thousand unknown keys in a part": (
        lambda: RECORD + "".join(f"    k{number}: 1\n" for number in range(1000)),
        first(every("unknown-field", range(ROWS + 1, ROWS + 1001), 5)),
    ),
    "a file of unknown keys": (
        lambda: RECORD + numbered("k{}: 1\n", FILE_LIMIT - len(RECORD)),
        [(1, 1, "too-long")],
    ),
    "a part of unknown keys": (
        lambda: RECORD + numbered("    k{}: 1\n", FILE_LIMIT - len(RECORD)),
        [(EVIDENCE_ROW, 5, "too-long")],
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
    "words without keys": (lambda: repeated("x y\n"), [(1, 1, "text-without-key")]),
    "dashes": (lambda: repeated("-\n"), [(1, 1, "dash-spacing"), (1, 1, "not-a-mapping")]),
    "document markers": (lambda: repeated("---\n"), first(every("document-marker", range(1, 200)))),
    "directives": (lambda: repeated("%\n"), first(every("directive", range(1, 200)))),
    "explicit keys": (lambda: repeated("? a\n"), first(every("explicit-key", range(1, 200)))),
    "merge keys": (lambda: repeated("<<: *a\n"), first(every("merge-key", range(1, 200)))),
    # Strings that make regular expressions backtrack.
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
    "brackets and quotes by turns": (lambda: role('["' * 8000), [(ROWS + 1, 7, "malformed-list")]),
    "a list with an anchor at its end": (
        lambda: f"{RECORD}aliases: [{'a, ' * 5000}&a]\n",
        [(ROWS + 1, 10, "too-long"), (ROWS + 1, 15_011, "anchor")],
    ),
    "hashes": (lambda: role("b" + " #" * 8000), []),
    "marks in the wrong order": (
        lambda: role('"a' + "\u0315" * 60_000 + "\u0300" * 60_000 + '"'),
        [(ROWS + 1, 60_008, "not-nfc")],
    ),
    # Bytes that are not text, or that other parsers read as another text.
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
def test_a_hostile_record_is_reported_within_its_bounds(
    server: Server, tmp_path: Path, make: Callable[[], str | bytes], expected: list[Finding]
) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    made = make()
    data = made.encode() if isinstance(made, str) else made
    (tmp_path / "actor" / "arda.yaml").write_bytes(data)
    # Of a file that is too large, no more is read than the size limit.
    assert findings(server, tmp_path, min(len(data), FILE_LIMIT)) == expected


MEGABYTE: Final = 1024 * 1024
VALID: Final = case_files.BUNDLE.read_text(encoding="utf-8")
_START: Final = VALID.index('"actors": [') + len('"actors": [')
ACTOR: Final[tuple[int, int]] = (VALID.count("\n", 0, _START) + 1, _START - VALID.rindex("\n", 0, _START))
"""The line and column of the first actor that is inserted into a valid bundle."""


def with_actor(written: str) -> str:
    """A valid bundle with one more actor."""
    return f"{VALID[:_START]}{written},{VALID[_START:]}"


def at_actor(code: str, offset: int = 0) -> Finding:
    return (ACTOR[0], ACTOR[1] + offset, code)


KINDS: Final = 9
BUNDLES: Final[dict[str, tuple[Callable[[], str | bytes], list[Finding]]]] = {
    "lists within lists": (lambda: "[" * 100_000 + "]" * 100_000, [(1, 1, "too-deep")]),
    "lists that are never closed": (lambda: "[" * MEGABYTE, [(1, 1, "too-deep")]),
    "objects that are never closed": (lambda: '{"a":' * 100_000, [(1, 1, "too-deep")]),
    "lists within an actor": (
        lambda: with_actor('{"aliases": ' + "[" * 20 + "]" * 20 + "}"),
        [(1, 1, "too-deep")],
    ),
    "a number of 4301 digits": (lambda: with_actor("9" * 4301), [at_actor("not-json")]),
    "a number of a million digits": (lambda: "9" * 1_000_000, [(1, 1, "not-json")]),
    "a fraction of a million digits": (lambda: "0." + "1" * 1_000_000, [(1, 1, "wrong-type")]),
    "an exponent of a million digits": (lambda: "1e" + "9" * 1_000_000, [(1, 1, "wrong-type")]),
    "a number that no double holds": (lambda: with_actor("1e400"), [at_actor("wrong-type")]),
    "what is no number": (lambda: with_actor("NaN"), [at_actor("not-json")]),
    "what is no finite number": (lambda: with_actor("-Infinity"), [at_actor("not-json")]),
    "a hundred megabytes of spaces": (lambda: b" " * 100_000_000, [(None, None, "file-too-large")]),
    "spaces": (lambda: " " * MEGABYTE, [(1, MEGABYTE + 1, "not-json")]),
    "NUL": (lambda: "\0" * MEGABYTE, [(1, 1, "not-json")]),
    "minus signs": (lambda: "-" * MEGABYTE, [(1, 1, "not-json")]),
    "commas": (lambda: "[" + "," * MEGABYTE, [(1, 2, "not-json")]),
    "quotes": (lambda: '"' * MEGABYTE, [(1, 3, "not-json")]),
    "backslashes": (lambda: '"' + "\\" * MEGABYTE, [(1, 1, "not-json")]),
    "halves of characters": (lambda: '"' + "\\ud83d" * 100_000 + '"', [(1, 2, "forbidden-character")]),
    "half a character in an id": (
        lambda: with_actor('{"id": "actor/\\ud800"}'),
        [at_actor("forbidden-character", 14)],
    ),
    "characters in halves": (lambda: '"' + "\\ud83d\\ude00" * 90_000 + '"', [(1, 1, "wrong-type")]),
    "a byte-order mark": (lambda: f"\ufeff{VALID}", [(1, 1, "forbidden-character")]),
    "UTF-16": (lambda: VALID.encode("utf-16"), [(1, 1, "not-utf-8")]),
    "nothing": (lambda: "", [(1, 1, "not-json")]),
    "null": (lambda: "null", [(1, 1, "wrong-type")]),
    "a list of empty lists": (lambda: repeated("[],", "[", MEGABYTE) + "0]", [(1, 1, "too-long")]),
    "a list of empty objects": (lambda: repeated("{},", "[", MEGABYTE) + "0]", [(1, 1, "too-long")]),
    "a key over and over": (
        lambda: repeated('"a":0,', "{", MEGABYTE) + '"a":0}',
        sorted(
            [
                *[(1, 1, "missing-field")] * (KINDS + 1),
                *first((1, column, "duplicate-key") for column in range(8, 700, 6)),
                (1, 2 + (MEGABYTE - 1) // 6 * 6, "unknown-field"),
            ]
        ),
    ),
    "unknown keys": (lambda: "{" + numbered('"k{}":0,', MEGABYTE) + '"a":0}', [(1, 1, "too-long")]),
    "actors that are numbers": (
        lambda: repeated("0,", '{"actors":[', 100_000) + "0]}",
        [
            *[(1, 1, "missing-field")] * KINDS,
            (1, 1, "too-many-faults"),
            *[(1, 12 + 2 * index, "wrong-type") for index in range(10_001 - KINDS)],
        ],
    ),
    "an actor of unknown keys": (
        lambda: '{"actors":[{' + numbered('"k{}":0,', MEGABYTE) + '"a":0}]}',
        [*[(1, 1, "missing-field")] * KINDS, (1, 12, "too-long")],
    ),
    "an actor with parts in which all is missing": (
        lambda: repeated("{},", '{"actors":[{"evidence":[', MEGABYTE) + "{}]}]}",
        [*[(1, 1, "missing-field")] * KINDS, (1, 24, "too-long")],
    ),
    "an actor with a name of a megabyte": (
        lambda: VALID.replace('"Arda"', f'"{"a" * MEGABYTE}"', 1),
        [(ACTOR[0] + 4, 16, "too-long")],
    ),
}


LONG_BUNDLES: Final = {
    "a key over and over",
    "a list of empty lists",
    "a list of empty objects",
    "actors that are numbers",
    "an actor of unknown keys",
    "an actor with parts in which all is missing",
    "unknown keys",
}


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        pytest.param(*values, id=name, marks=[pytest.mark.exhaustive] if name in LONG_BUNDLES else [])
        for name, values in BUNDLES.items()
    ],
)
def test_a_hostile_bundle_is_reported_within_its_bounds(
    server: Server, tmp_path: Path, make: Callable[[], str | bytes], expected: list[Finding]
) -> None:
    made = make()
    data = made.encode() if isinstance(made, str) else made
    (tmp_path / "bundle.json").write_bytes(data)
    assert findings(server, tmp_path, len(data), "bundle.json") == expected


SOURCE: Final = (BASE / "source" / "river-pact.yaml").read_text(encoding="utf-8").partition("  - ")[0]
SOURCE_ROW: Final = SOURCE.count("\n") + 1
SOURCE_MEMORY: Final = 1280 * 1024 * 1024
"""Bytes beyond the interpreter's use at start. A million rows of one field each take the most."""
ONE_ROW: Final = f"""\
  - number: 0
    paragraph: 1
    start: 0
    end: 1
    sha256: "{"0" * 64}"
"""
SOURCES: Final[dict[str, tuple[Callable[[], str], list[Finding]]]] = {
    "as many lines as are read": (
        lambda: repeated("  - a: b\n", SOURCE, SOURCE_LIMIT),
        [(None, None, "file-too-large")],
    ),
    "items that are parts with all missing": (
        lambda: SOURCE + "  - a: b\n" * 990_000,
        [(SOURCE_ROW, 3, "too-long")],
    ),
    "items that are no parts": (lambda: SOURCE + "  - a long scalar\n" * 900_000, [(SOURCE_ROW, 3, "too-long")]),
    "items that each break a limit": (
        lambda: repeated(ONE_ROW, SOURCE, SOURCE_LIMIT),
        first((SOURCE_ROW + 5 * index, 13, "out-of-range") for index in range(200)),
    ),
    "unknown keys": (lambda: numbered("key{}: number\n", SOURCE_LIMIT), [(1, 1, "too-long")]),
    "one key": (lambda: "id: a long scalar\n" * 900_000, first(every("duplicate-key", range(2, 200)))),
    "comments": (lambda: "# a long comment\n" * 900_000, [(1, 1, "no-record")]),
    "line feeds": (lambda: repeated("\n", "", SOURCE_LIMIT), [(None, None, "file-too-large")]),
    "a file of one line": (lambda: "x" * (SOURCE_LIMIT - 1) + "\n", [(1, 1, "line-too-long")]),
    "more than is read": (lambda: "x" * (SOURCE_LIMIT + 1), [(None, None, "file-too-large")]),
    "lists opened on every line": (
        lambda: repeated("[" * 8000 + "\n", "", SOURCE_LIMIT),
        first(every("malformed-list", range(1, 200))),
    ),
    "spaces at the end of every line": (
        lambda: "a: a long scalar \n" * 900_000,
        first(every("trailing-space", range(1, 200), 17)),
    ),
    "quotes that are never closed": (
        lambda: '"a long scalar\n' * 900_000,
        first(every("unclosed-quote", range(1, 200))),
    ),
    "words without keys": (lambda: "words without keys\n" * 880_000, [(1, 1, "text-without-key")]),
    "document markers": (lambda: "---\n" * 990_000, first(every("document-marker", range(1, 200)))),
    "collections that are opened and left": (
        lambda: "a:\n  b:\n    c:\n      d: e\n" * 240_000,
        first(every("duplicate-key", range(5, 900, 4))),
    ),
    "NUL": (lambda: repeated("\0", "", SOURCE_LIMIT), [(1, 1, "forbidden-character")]),
}


@pytest.mark.exhaustive
@pytest.mark.parametrize(("make", "expected"), SOURCES.values(), ids=SOURCES)
def test_a_hostile_source_is_reported_within_its_bounds(
    server: Server, tmp_path: Path, make: Callable[[], str], expected: list[Finding]
) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    data = make().encode()
    (tmp_path / "source" / "river-pact.yaml").write_bytes(data)
    assert findings(server, tmp_path, min(len(data), SOURCE_LIMIT), memory=SOURCE_MEMORY) == expected
    # `format` is limited as well: if memory ran out, the status would be 2.
    outcome = server.run(tmp_path, ["format", "--check", "."], min(len(data), SOURCE_LIMIT), SOURCE_MEMORY)
    assert (outcome.status in (0, 1), outcome.errors) == (True, "")


DIGEST_ROW: Final = 16
LONG_TEXTS: Final = {
    "as many lines as are read",
    "characters of many bytes",
    "line feeds",
    "marks in the wrong order, as many as are allowed",
    "one line",
    "words that differ",
}
TEXTS: Final[dict[str, tuple[Callable[[], str | bytes], list[Finding]]]] = {
    "more than is read": (lambda: b"a" * (canonical_text.LIMIT + 1), [(None, None, "file-too-large")]),
    "a hundred megabytes": (lambda: b"a\n" * 50_000_000, [(None, None, "file-too-large")]),
    "as many lines as are read": (lambda: b"a\n" * (canonical_text.LIMIT // 2), [(DIGEST_ROW, 11, "text-mismatch")]),
    "one line": (lambda: b"a" * canonical_text.LIMIT, [(DIGEST_ROW, 11, "text-mismatch")]),
    "characters of many bytes": (
        lambda: "\U0001f600\n".encode() * (canonical_text.LIMIT // 5),
        [(DIGEST_ROW, 11, "text-mismatch")],
    ),
    "words that differ": (
        lambda: numbered("{:x} ", canonical_text.LIMIT).encode(),
        [(DIGEST_ROW, 11, "text-mismatch")],
    ),
    "spaces": (lambda: b" " * canonical_text.LIMIT, [(None, None, "empty-text")]),
    "line feeds": (lambda: b"\n" * canonical_text.LIMIT, [(None, None, "empty-text")]),
    "byte-order marks": (lambda: "\ufeff".encode() * (canonical_text.LIMIT // 3), [(None, None, "empty-text")]),
    "marks in the wrong order": (
        lambda: "one\ntwo" + "\u0315" * 500_000 + "\u0300" * 500_000,
        [(2, 34, "forbidden-character")],
    ),
    "marks in the wrong order, as many as are allowed": (
        lambda: ("a" + "\u0315" * 15 + "\u0300" * 15) * 60_000,
        [(DIGEST_ROW, 11, "text-mismatch")],
    ),
    "UTF-16": (lambda: "text".encode("utf-16"), [(1, 1, "not-utf-8")]),
}


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        pytest.param(*values, id=name, marks=[pytest.mark.exhaustive] if name in LONG_TEXTS else [])
        for name, values in TEXTS.items()
    ],
)
def test_a_hostile_text_is_reported_within_its_bounds(
    server: Server, tmp_path: Path, make: Callable[[], str | bytes], expected: list[Finding]
) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    made = make()
    data = made.encode() if isinstance(made, str) else made
    (tmp_path / ".text").write_bytes(data)
    assert findings(server, tmp_path, len(data), ".", "--text=source/river-pact=.text") == expected


@pytest.fixture
def dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A valid dataset, which is the working directory."""
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def reported(path: str | Path = ".") -> list[str]:
    return [line(diagnostic) for diagnostic in nsatu_data.check(path).diagnostics]


PRIVATE: Final = "what others keep: to themselves"
CHANGED: Final = "error: the file was changed while the dataset was read: {} [changed-file]"
GONE: Final = CHANGED.format("it no longer exists")
REPLACED: Final = CHANGED.format("something else is in its place")


def once_listed(monkeypatch: pytest.MonkeyPatch, change: Callable[[], object]) -> None:
    """Call `change` between the listing of a dataset and the reading of its files."""
    listing = dataset_folder.listing

    def listed(root: Path, limit: int = dataset_folder.RECORD_LIMIT) -> Listing:
        found = listing(root, limit)
        change()
        return found

    monkeypatch.setattr(dataset_folder, "listing", listed)


@pytest.mark.parametrize(("by", "finding"), [("nothing", GONE), ("link", REPLACED), ("pipe", REPLACED)])
@pytest.mark.parametrize("path", ["actor/arda.yaml", "dataset.yaml"])
def test_a_file_that_changes_into_something_else_is_reported_and_not_read(
    dataset: Path, monkeypatch: pytest.MonkeyPatch, path: str, by: str, finding: str
) -> None:
    (dataset / ".secret").write_text(PRIVATE, encoding="utf-8")

    def change() -> None:
        (dataset / path).unlink()
        if by == "link":
            (dataset / path).symlink_to(dataset / ".secret")
        elif by == "pipe":
            os.mkfifo(dataset / path)

    once_listed(monkeypatch, change)
    assert reported() == [f"{path}: {finding}"]


def test_a_folder_that_changes_into_a_link_is_reported_and_not_entered(
    dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(dataset / "actor", dataset / ".elsewhere")
    (dataset / ".elsewhere" / "arda.yaml").write_text(PRIVATE, encoding="utf-8")

    def change() -> None:
        shutil.rmtree(dataset / "actor")
        (dataset / "actor").symlink_to(".elsewhere")

    names = sorted(path.name for path in (dataset / "actor").iterdir())
    once_listed(monkeypatch, change)
    assert reported() == [f"actor/{name}: {REPLACED}" for name in names]


def test_a_file_that_says_something_else_when_it_is_read_again_is_reported(
    dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty = dataset / "event" / "arda-joins.yaml"
    written = faulty.read_text(encoding="utf-8").replace("actor/arda", "actor/nobody")
    faulty.write_text(written, encoding="utf-8")
    (sound,) = reported()
    assert sound.endswith("error: there is no record actor/nobody [unresolved-reference]")
    read = read_files.read

    def changed(root: Path, path: str, limit: int = FILE_LIMIT) -> bytes | Fault:
        if root / path == faulty.relative_to(dataset):
            faulty.write_text(PRIVATE, encoding="utf-8")
        return read(root, path, limit)

    # Findings across records get their places by reading the records' files again.
    monkeypatch.setattr(read_files, "read", changed)
    assert reported() == [f"event/arda-joins.yaml: {CHANGED.format('its content is different now')}"]


@pytest.mark.parametrize("target", ["{}/.secret", ".secret", "../.secret", "arda.yaml", "host.yaml", "/dev/zero", "."])
def test_no_link_is_followed_and_nothing_reported_of_what_it_leads_to(dataset: Path, target: str) -> None:
    for folder in (dataset, dataset / "actor"):
        (folder / ".secret").write_text(PRIVATE, encoding="utf-8")
    (dataset / "actor" / "host.yaml").symlink_to(target.format(dataset))
    assert reported() == ["actor/host.yaml: error: a link is not followed [not-a-file]"]


@pytest.mark.parametrize("target", ["actor", "../actor", "/", ".", "risk"])
def test_the_folder_of_a_kind_is_no_link(dataset: Path, target: str) -> None:
    shutil.rmtree(dataset / "risk")
    (dataset / "risk").symlink_to(target)
    assert reported() == ["risk: error: a link is not followed [not-a-file]"]


def test_a_dataset_and_a_bundle_may_be_named_by_links(dataset: Path) -> None:
    (dataset / ".link").symlink_to(dataset)
    shutil.copy(case_files.BUNDLE, dataset / ".bundle.json")
    (dataset / ".link.json").symlink_to(".bundle.json")
    assert reported(dataset / ".link") == []
    assert reported(dataset / ".link.json") == []
    assert reported(dataset / ".link" / "actor" / "arda.yaml") == []


def test_a_file_with_two_names_is_read_by_both(dataset: Path) -> None:
    (dataset / "actor" / "arda.yaml").rename(dataset / ".arda.yaml")
    (dataset / "actor" / "arda.yaml").hardlink_to(dataset / ".arda.yaml")
    assert reported() == []


@pytest.mark.parametrize(
    "identifier",
    [
        "actor/../actor/arda",
        "../actor/arda",
        "/actor/arda",
        "actor//arda",
        "actor/./arda",
        "actor\\\\arda",
        "actor/arda%00",
        "actor/%2e%2e",
        "actor/.arda",
        "actor/arda.",
        "actor/arda:x",
        "actor/nul",
        "actor/arda/",
        "actor/Arda",
        "actor/arda ",
    ],
)
def test_no_id_leads_out_of_its_folder(dataset: Path, identifier: str) -> None:
    (dataset / "actor" / "arda.yaml").write_text(
        RECORD.replace("id: actor/arda", f'id: "{identifier}"'), encoding="utf-8"
    )
    written = identifier.replace("\\\\", "\\")
    assert reported() == [f"actor/arda.yaml:1:5: error: {json.dumps(written)} is not the id of an actor [malformed-id]"]
    risk = dataset / "risk" / "strain-on-the-budget.yaml"
    (dataset / "actor" / "arda.yaml").write_text(RECORD, encoding="utf-8")
    risk.write_text(risk.read_text(encoding="utf-8").replace("[actor/arda]", f'["{identifier}"]'), encoding="utf-8")
    assert [diagnostic.rpartition(": ")[2] for diagnostic in reported()] == [
        f"{json.dumps(written)} is not the id of an actor [malformed-id]"
    ]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("nowhere", "there is no such file or folder"),
        ("n" * 300, "File name too long"),
        ("dataset.yaml/x", "there is no such file or folder"),
    ],
)
def test_a_path_that_leads_nowhere_cannot_be_run(server: Server, dataset: Path, path: str, reason: str) -> None:
    outcome = server.run(dataset, ["validate", path], 0)
    assert outcome == Outcome(2, "", f"nsatu-data: {path}: {reason}\n")


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/stdin", ".pipe", "."])
def test_a_text_that_may_have_no_end_is_not_read(server: Server, dataset: Path, path: str) -> None:
    os.mkfifo(dataset / ".pipe")
    outcome = server.run(dataset, ["validate", ".", f"--text=source/river-pact={path}"], 0)
    assert outcome == Outcome(2, "", f"nsatu-data: {path}: this is not a regular file\n")


@pytest.mark.parametrize(
    "name", [b"arda\n.yaml", b"arda\x1b[31m.yaml", b"\xff\xfe.yaml", "\u202elmay.yaml".encode(), b"::error::.yaml"]
)
@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_a_name_of_any_bytes_is_reported_in_every_form(server: Server, dataset: Path, name: bytes, form: str) -> None:
    Path(os.fsdecode(os.fsencode(dataset) + b"/actor/" + name)).touch()
    outcome = server.run(dataset, ["validate", ".", "--format", form], 0)
    assert (outcome.status, outcome.errors) == (1, "")
    assert outcome.output.isprintable() or outcome.output.replace("\n", "").isprintable()
    assert "misplaced-file" in outcome.output
