"""The search for a source's words finds every run of eight words and nothing shorter."""

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nsatu_data
from nsatu_data.dataset.dataset import Dataset
from tests.support import source_words
from tests.support.example_datasets import dataset
from tests.support.source_words import RUN, Run, shared_runs

TEXT = "It was one of them who asked, and so the Pact's council met: „Nobody knew what it meant“, said two of them."
SPANS = [match.span() for match in re.finditer(r"[^\W_]+(?:'\w+)?", TEXT)]


@given(st.integers(0, len(SPANS) - 1), st.integers(1, len(SPANS)), st.sampled_from([" ", ", ", "\n> ", " | "]))
def test_a_run_is_found_if_it_has_eight_words(first: int, number: int, between: str) -> None:
    spans = SPANS[first : first + number]
    content = f"Other {between.join(TEXT[start:end].upper() for start, end in spans)} words"
    found = [Run("file", spans[0][0], spans[-1][1])] if len(spans) >= RUN else []
    assert list(shared_runs([("file", content)], TEXT)) == found


def test_every_run_of_a_file_is_found() -> None:
    head, tail = TEXT[: TEXT.index(", and")], TEXT[TEXT.index("Nobody") :]
    found = list(shared_runs([("a", f"{tail} but {tail}"), ("b", head)], TEXT))
    assert [TEXT[start:end] for _, start, end in found] == [tail[:-1], tail[:-1]]
    assert str(found[0]) == f"a: has the words of the text at {TEXT.index('Nobody')}-{len(TEXT) - 1}"


def test_the_words_of_a_long_name_are_excepted_and_others_are_not() -> None:
    name = "and so the Pact's council met"
    assert list(shared_runs([("a", f"asked, {name}: Nobody knew")], TEXT, [name])) == []
    assert list(shared_runs([("a", TEXT)], TEXT, [name])) == [Run("a", 0, len(TEXT) - 1)]
    short = "Pact's council met"
    assert len(list(shared_runs([("a", f"asked, {name}: Nobody knew")], TEXT, [short]))) == 1


def test_the_exports_with_all_values_and_what_is_shown_are_searched() -> None:
    whole: Dataset = dataset()
    artefacts = [*source_words.shown(whole), *source_words.differences(whole)]
    label = whole["risk/strain-on-the-budget"].label
    holding = [name for name, content in artefacts if label in content.replace("&#x27;", "'")]
    assert [name for name in holding if name.startswith("repr of Risk")] != []
    assert {name.rpartition(" ")[2] for name in holding if "changes_" in name} == {"added", "removed"}


def test_the_command_searches_and_fails_if_words_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "text.txt"
    text.write_text(TEXT, encoding="utf-8")
    for part in ("exports", "shown", "differences", "findings"):
        monkeypatch.setattr(source_words, part, lambda *_: iter(()))
    monkeypatch.setattr(source_words, "tracked_files", lambda: [("one", TEXT[:20]), ("two", f"> {TEXT[:50]}")])
    monkeypatch.setattr(nsatu_data, "load", lambda _: _Unverified(dataset()))
    monkeypatch.setattr(sys, "argv", ["source_words", f"source/x={text}"])
    assert source_words.main() == 1
    assert capsys.readouterr().out == (
        "two: has the words of the text at 0-47\n2 artefacts searched for runs of 8 words of source/x: 1 found\n"
    )


class _Unverified:
    """A dataset that takes any text."""

    def __init__(self, whole: Dataset) -> None:
        self.whole = whole
        self.actors = whole.actors

    def with_texts(self, _: object) -> Dataset:
        return self.whole
