"""The largest text that can be read makes a source that every command can read."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from nsatu_data import check
from nsatu_data.storage import read_files
from nsatu_data.syntax.yaml_reader import Document
from nsatu_data.text import canonical_text
from nsatu_data.validation import judge_record
from nsatu_data.validation.judge_record import Judged
from tests.conftest import Run
from tests.support.example_datasets import write_folder

SOURCE = "source/long"
TEXT = ("--text", "text.txt")
NAMED = ("--text", f"{SOURCE}=text.txt")
GIVEN = [
    *("label=Long", "language=en", "title=Long", "author=null", "publisher=null", "published=null", "url=null"),
    *("genre=analysis", "rights=Free."),
]


def _sentence(number: int) -> str:
    return f"Sentence {number} says that the council of Arda sent {number} boats down the river to Lorn last week."


def _of_bytes(size: int) -> str:
    """Paragraphs of five sentences, up to `size` bytes."""
    reported: list[str] = []
    while size > 0:
        reported.append(" ".join(_sentence(len(reported) * 5 + number) for number in range(5)))
        size -= len(reported[-1]) + 1
    return "\n".join(reported[:-1])


LARGE: dict[str, Callable[[], str]] = {
    "1,800 sentences": lambda: "\n".join(map(_sentence, range(1800))),
    "the largest text": lambda: _of_bytes(canonical_text.LIMIT),
}
EXHAUSTIVE = {"the largest text": pytest.mark.exhaustive}


@pytest.mark.parametrize(
    "make", [pytest.param(make, id=name, marks=EXHAUSTIVE.get(name, ())) for name, make in LARGE.items()]
)
def test_a_long_text_makes_a_source_that_every_command_reads(make: Callable[[], str], run: Run) -> None:
    prose = make()
    Path("text.txt").write_text(prose, encoding="utf-8", newline="\n")
    shutil.rmtree("records")
    write_folder(Path("records"), [])
    assert run("new", "source", "long", *TEXT, *(one for given in GIVEN for one in ("--set", given)))[0] == 0
    file = Path("records", f"{SOURCE}.yaml")
    assert read_files.FILE_LIMIT < file.stat().st_size < read_files.SOURCE_LIMIT
    status, listed, _ = run("sentences", SOURCE, *TEXT)
    assert (status, listed.count("\n")) == (0, prose.count("Sentence "))
    cite = ("--cite", "Sentence 1799 says", *TEXT, "--set", "label=Lorn", "--set", "name=Lorn", "--set", "type=city")
    assert run("new", "place", "lorn", *cite)[0] == 0
    status, printed, _ = run("validate", "records", *NAMED, "--format", "json")
    outcome = json.loads(printed)
    # The dataset is unfinished: most sentences have no records.
    assert {one["code"] for one in outcome["diagnostics"]} <= {"main-event", "uncited-sentence", "unused-entity"}
    assert outcome["summary"]["evidence_verified"] == 1
    status, printed, _ = run("coverage", "--dataset", "records", *NAMED, "--format", "json")
    assert (status, len(json.loads(printed))) == (0, prose.count("Sentence "))
    assert run("format", "records", "--check")[0] == 0
    Path("text.txt").write_text(f"Today. {prose}", encoding="utf-8", newline="\n")
    assert run("cite", SOURCE, "--realign", "--write", *TEXT)[0] == 0
    assert run("cite", SOURCE, "Sentence 1799 says", *TEXT)[0] == 0


def test_a_text_of_too_many_sentences_is_refused_at_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_files, "SOURCE_LIMIT", 1000)
    shutil.rmtree("records")
    write_folder(Path("records"), [])
    Path("text.txt").write_text("\n".join(map(_sentence, range(20))), encoding="utf-8")
    reported = (
        "the record would be larger than 1,000 bytes, because the text has 20 sentences; "
        "divide the text into several sources"
    )
    assert run("new", "source", "long", "--set", "language=en", *TEXT) == (2, "", f"nsatu-data: {reported}\n")
    assert not Path("records/source").exists()


def test_a_file_is_judged_once_more_for_all_that_is_found_in_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree("records")
    write_folder(Path("records"), [])
    Path("text.txt").write_text("\n".join(map(_sentence, range(20))), encoding="utf-8")
    assert run("new", "source", "long", *TEXT, *(one for given in GIVEN for one in ("--set", given)))[0] == 0
    judged: list[str] = []
    judge = judge_record.judge_document

    def counting(root: Path, path: str, document: Document, *, keep: bool = False, shapeless: bool = False) -> Judged:
        judged.append(path)
        return judge(root, path, document, keep=keep, shapeless=shapeless)

    monkeypatch.setattr(judge_record, "judge_document", counting)
    found = [one.code for one in check("records").diagnostics if one.record == SOURCE]
    assert found == ["main-event", *["uncited-sentence"] * 20]
    assert judged.count(f"{SOURCE}.yaml") == 2
