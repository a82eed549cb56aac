import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any, Final

import pytest

from nsatu_data.comparison.pattern_automata import ALPHABET, Automaton
from nsatu_data.comparison.string_languages import MARKS
from tests.support import javascript_programs, npm_packages
from tests.support.folders import ROOT
from tests.support.pattern_questions import choices, cycles, is_anchored, way

TURNS: Final = 200_000
"""Repetitions of a part. With quadratic time, the tests would exceed the time limit."""
SECONDS: Final = 20
"""Seconds of CPU time for an engine to match all strings."""


def _patterns(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (value for key, value in node.items() if key == "pattern" and isinstance(value, str))
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _patterns(inner)


SCHEMAS: Final = [json.loads(path.read_bytes()) for path in sorted((ROOT / "schema").glob("*.schema.json"))]
PATTERNS: Final = sorted({pattern for schema in SCHEMAS for pattern in _patterns(schema)})


def _hostile(pattern: str) -> Iterator[tuple[str, str, str, int, str]]:
    """Strings that repeat what a pattern repeats, with every sort of end."""
    automaton = Automaton(pattern)
    tails = ["", "\n", *ALPHABET[32::16], "é"]
    for position in sorted(cycles(automaton)):
        head = way(automaton, automaton.first, position) or ""
        turn = way(automaton, automaton.follow[position], position) or ""
        yield from ((pattern, head, turn, TURNS, tail) for tail in tails)
    for position in sorted(automaton.first):
        character = min(automaton.characters[position] - MARKS, default="")
        yield from ((pattern, "", character, TURNS, tail) for tail in tails)


STRINGS: Final = [string for pattern in PATTERNS for string in _hostile(pattern)]


def _answers(command: Sequence[str], strings: Sequence[Any]) -> list[Any]:
    """A program's answers for the strings, if it finishes in time."""
    limited = ["sh", "-c", f'ulimit -t {SECONDS}; exec "$@"', "sh", *command]
    lines = "".join(f"{json.dumps(string)}\n" for string in strings)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(limited, input=lines.encode(), capture_output=True, check=False, env=environment)
    assert (run.returncode, run.stderr) == (0, b"")
    return [json.loads(line) for line in run.stdout.splitlines()]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_no_character_leads_two_ways_on_within_what_is_repeated_without_end(pattern: str) -> None:
    automaton = Automaton(pattern)
    assert list(choices(automaton)) == []
    # If a match may begin anywhere, an unbounded part would be scanned again from each beginning.
    assert is_anchored(automaton) or not cycles(automaton)


@pytest.mark.parametrize(
    ("pattern", "choice"),
    [
        ("^(?:a+)+$", ("a", 1, 1)),
        ("^(?:a|a)*$", ("a", 1, 2)),
        ("^a*a*$", ("a", 1, 2)),
        ("^[a-z]+(?:-?[a-z]+)*$", ("a", 1, 3)),
        ("^(?:ab|a)+$", ("a", 1, 3)),
        ("^(?:x[a-w]{1,2})*(?:yb)*$", None),
        ("^(?:x[a-y]{0,2})*$", ("x", 1, 2)),
    ],
)
def test_a_pattern_that_goes_back_is_known(pattern: str, choice: tuple[str, int, int] | None) -> None:
    assert next(choices(Automaton(pattern)), None) == choice


@pytest.mark.parametrize("pattern", ["a+", "^a|b+", "b$|a*"])
def test_a_pattern_that_may_begin_anywhere_is_known(pattern: str) -> None:
    assert not is_anchored(Automaton(pattern))
    assert cycles(Automaton(pattern))


def test_the_engines_match_hostile_strings_alike_and_in_time() -> None:
    by_python_and_rust = _answers([sys.executable, "-m", "tests.support.pattern_engines"], STRINGS)
    assert len(by_python_and_rust) == len(STRINGS)
    # Python's `$` also matches before a final line feed; each pattern's partner refuses this.
    assert [
        one for one, string in zip(by_python_and_rust, STRINGS, strict=True) if len(set(one)) > 1 and string[4] != "\n"
    ] == []
    missing = npm_packages.missing()
    if missing:
        pytest.skip(missing)
    by_node = _answers(["node", str(javascript_programs.HERE / "match.mjs")], STRINGS)
    assert by_node == [rust for _, rust in by_python_and_rust]
