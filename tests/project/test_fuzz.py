from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import folders, fuzzed_laws, fuzzing
from tests.support.case_splicing import Choices
from tests.support.fuzzed_laws import TARGETS, Target

CASES: Final = sorted((folders.CASES / "fuzz").glob("*/*"))
EXAMPLES: Final = {"syntax": 3000, "json": 2000, "text": 500, "dataset": 100, "bundle": 100}
"""The number of inputs made for a target."""
OTHERWISE: Final = 300
"""The number of inputs for any other target."""
SHARE: Final = 5
"""`make test` makes one in this many of the inputs."""

each_target = pytest.mark.parametrize("target", TARGETS)


@pytest.mark.parametrize("share", [SHARE, pytest.param(1, marks=pytest.mark.exhaustive)], ids=["few", "many"])
@each_target
def test_no_choices_break_a_law(target: str, share: int) -> None:
    @settings(max_examples=EXAMPLES.get(target, OTHERWISE) // share)
    @given(choices=st.binary(min_size=1, max_size=fuzzing.LONGEST))
    def judge(choices: bytes) -> None:
        TARGETS[target].judge(TARGETS[target].make(Choices(choices)))

    judge()


@pytest.mark.parametrize("case", CASES, ids=[f"{case.parent.name}/{case.name}" for case in CASES])
def test_an_input_that_once_broke_a_law_breaks_none_now(case: Path) -> None:
    TARGETS[case.parent.name].judge(case.read_bytes())


@each_target
def test_the_same_choices_make_the_same_input_and_none_make_one_too(target: str) -> None:
    make = TARGETS[target].make
    assert make(Choices(b"")) == make(Choices(b""))
    assert make(Choices(bytes(range(100)))) == make(Choices(bytes(range(100)))) != make(Choices(b""))


def test_an_input_that_breaks_a_law_is_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def judge(made: bytes) -> None:
        assert made != b"bad", "a law"

    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(fuzzed_laws.TARGETS, "text", Target(lambda choices: choices.of((b"good", b"bad")), judge))
    fuzzing.attempt("text", b"\0")
    assert list(tmp_path.iterdir()) == []
    assert fuzzing.main(["text", "--blindly", "--seed", "1", "--seconds", "60"]) == 1
    (written,) = tmp_path.iterdir()
    assert written.read_bytes() == b"bad"
    output, errors = capsys.readouterr()
    assert output == "seed 1\nlaws are broken: text\n"
    assert errors.endswith(f"AssertionError: a law\nassert b'bad' != b'bad'\nthe input is {written.name}\n")


def test_a_run_that_breaks_no_law_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzzing.main(["text", "--blindly", "--seed", "1", "--seconds", "0"]) == 0
    assert capsys.readouterr().out == "seed 1\ntext: 0 inputs\nno law is broken\n"
