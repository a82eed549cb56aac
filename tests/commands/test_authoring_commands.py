import os
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nsatu_data
from nsatu_data import check
from nsatu_data.diagnostics import Diagnostic
from nsatu_data.model import string_forms
from nsatu_data.model.identifiers import is_id, slug_fault
from nsatu_data.model.record_models import RECORDS
from nsatu_data.storage import read_files
from nsatu_data.syntax import yaml_reader, yaml_writer
from nsatu_data.text.canonical_text import digest
from tests.conftest import Run
from tests.support import river_pact
from tests.support.example_datasets import Values, by_id, with_fields, write_folder

BUDGET = "risk/strain-on-the-budget"
BUDGET_FILE = f"records/{BUDGET}.yaml"
SOURCE = river_pact.SOURCE
SOURCE_FILE = f"records/{SOURCE}.yaml"
TEXT = ("--text", "text.txt")
NEW = ("new", "source", "other", "--set", "language=en")


EVENT = ASKS = "event/arda-asks-to-join"
UNTIDY = "the text starts or ends with a space, or has several spaces in a row; write single spaces, between words only"


def _contents() -> dict[str, bytes]:
    """Every file below the working directory."""
    return {path.as_posix(): path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}


def _item(sentence: int, start: int, end: int) -> Values:
    sha256 = digest(river_pact.TEXT[start:end])
    return {"source": SOURCE, "sentence": sentence, "start": start, "end": end, "sha256": sha256}


def _lines(sentence: int, start: int, end: int) -> str:
    """The lines of an evidence pointer, as the command adds them to a file."""
    return yaml_writer.write({"evidence": [_item(sentence, start, end)]}).removeprefix("evidence:\n")


WELCOME = yaml_writer.write({"evidence": [_item(3, 139, 151)]})


@pytest.mark.parametrize(
    "arguments",
    [
        ("Some welcome",),
        ("Some welcome", "--sentence", "3"),
        ("--from", "Some", "--to", "welcome"),
        ("--from", "Some", "--to", "welcome", "--sentence", "3"),
        (" Some welcome ",),
        ("Some welcome", "--dataset", "records"),
    ],
)
def test_evidence_for_words_is_printed(arguments: tuple[str, ...], run: Run) -> None:
    assert run("cite", SOURCE, *arguments, *TEXT) == (0, WELCOME, "")


@pytest.mark.parametrize(
    ("words", "place", "reported"),
    [
        ("elcome", (3, 145, 151), ['the evidence begins within "welcome"; cite the whole of it']),
        (
            "elcom",
            (3, 145, 150),
            [
                'the evidence begins within "welcome"; cite the whole of it',
                'the evidence ends within "welcome"; cite the whole of it',
            ],
        ),
        # Places where the words are whole are used, although the words also occur within others.
        ("it", (4, 205, 207), []),
    ],
)
def test_words_that_cut_others_are_cited_and_it_is_said(
    words: str, place: tuple[int, int, int], reported: list[str], run: Run
) -> None:
    item = yaml_writer.write({"evidence": [_item(*place)]})
    assert run("cite", SOURCE, words, *TEXT) == (0, item, "".join(f"nsatu-data: {one}\n" for one in reported))


@pytest.mark.parametrize(
    ("words", "place", "written"),
    [
        ("Arda\u2019s budget", (4, 186, 199), "Arda's budget"),
        ("Some  welcome", (3, 139, 151), "Some welcome"),
        ("Some\u00a0welcome", (3, 139, 151), "Some welcome"),
        ("Some\nwelcome", (3, 139, 151), "Some welcome"),
    ],
)
def test_words_that_the_text_writes_otherwise_are_cited_and_it_is_said(
    words: str, place: tuple[int, int, int], written: str, run: Run
) -> None:
    assert run("cite", SOURCE, words, *TEXT) == (
        0,
        yaml_writer.write({"evidence": [_item(*place)]}),
        f"nsatu-data: the text writes this differently: {written}\n",
    )


@pytest.mark.parametrize(
    ("arguments", "reported"),
    [
        (
            ("Arda",),
            (
                "the words occur 3 times in the text; name the sentence with --sentence, or cite more words\n"
                "  sentence 1: [Arda]'s council asked to join the River Pact,\n"
                "  sentence 2: Trade on the river is growing, and [Arda] wants a say in its rules. Some welcome \n"
                "  sentence 4: lcome the request. Joining might strain [Arda]'s budget, and it would end a long absen"
            ),
        ),
        # The words are whole nowhere.
        (
            ("--from", "in", "--to", "Arda", "--sentence", "4"),
            (
                "the words occur 3 times in the text; cite more words\n"
                "  sentence 4:  its rules. Some welcome the request. Jo[ining might strain Arda]'s budget, "
                "and it would end a long absen\n"
                "  sentence 4: ts rules. Some welcome the request. Join[ing might strain Arda]'s budget, "
                "and it would end a long absen\n"
                "  sentence 4:  welcome the request. Joining might stra[in Arda]'s budget, "
                "and it would end a long absen"
            ),
        ),
        (
            ("in", "--sentence", "4"),
            (
                "the words occur 3 times in the text; cite more words\n"
                "  sentence 4:  its rules. Some welcome the request. Jo[in]ing might strain Arda's budget, and it w\n"
                "  sentence 4: ts rules. Some welcome the request. Join[in]g might strain Arda's budget, and it wou\n"
                "  sentence 4:  welcome the request. Joining might stra[in] Arda's budget, and it would end a long "
            ),
        ),
        (
            ("Arda", "--sentence", "3"),
            (
                "sentence 3 does not contain the words; the nearest passages are\n"
                "  sentence 1: [Arda]'s council asked to join the River Pact,\n"
                "  sentence 2: Trade on the river is growing, and [Arda] wants a say in its rules. Some welcome \n"
                "  sentence 4: lcome the request. Joining might strain [Arda]'s budget, and it would end a long absen"
            ),
        ),
        (
            ("some welcomed",),
            (
                "no sentence of the text contains the words; the nearest passages are\n"
                "  sentence 3: ing, and Arda wants a say in its rules. [Some welcome] the request. Joining might "
                "strain Arda'"
            ),
        ),
        (("zzz",), "no sentence of the text contains the words; copy them from the text"),
        (("",), "no sentence of the text contains the words; copy them from the text"),
        (("Arda", "--sentence", "9"), "there is no sentence 9: source/river-pact has 4 sentences"),
        ((), "no words to cite; give WORDS, or both --from and --to"),
        (("--from", "Some"), "no words to cite; give WORDS, or both --from and --to"),
        (("--to", "Some"), "no words to cite; give WORDS, or both --from and --to"),
        (("Some", "--from", "Some", "--to", "it"), "too many words to cite; give either WORDS, or --from and --to"),
        (("Some", "--to", "it"), "too many words to cite; give either WORDS, or --from and --to"),
        (("Some", "--write"), "--write and --drop-lost need --realign; add it"),
        (("Some", "--drop-lost"), "--write and --drop-lost need --realign; add it"),
        (("--realign", "--drop-lost"), "--drop-lost needs --write; add it"),
        (("Some", "--realign"), "--realign takes no words, sentence or record; leave them out"),
        (("", "--realign"), "--realign takes no words, sentence or record; leave them out"),
        (
            ("--realign", "--sentence", "1"),
            "--realign takes no words, sentence or record; leave them out",
        ),
        (
            ("--realign", "--into", BUDGET),
            "--realign takes no words, sentence or record; leave them out",
        ),
        (
            ("Some", "--into", "risk/strain-on-the-bugdet"),
            f"there is no record risk/strain-on-the-bugdet; did you mean {BUDGET}?",
        ),
        (("Some", "--into", "zzz"), "there is no record zzz"),
        (("Some", "--into", "../text.txt"), "there is no record ../text.txt"),
        (
            ("Some", "--into", SOURCE),
            f"{SOURCE} is a source, and sources have no evidence; add it to a record of another kind",
        ),
        (("Joining might strain Arda's budget", "--into", BUDGET), f"{BUDGET} already has evidence for these words"),
        (("Some", "--dataset", "nowhere"), "nowhere: No such file or directory"),
    ],
)
def test_what_is_not_cited_is_reported_and_nothing_is_written(
    arguments: tuple[str, ...], reported: str, run: Run
) -> None:
    before = _contents()
    assert run("cite", SOURCE, *arguments, *TEXT) == (2, "", f"nsatu-data: {reported}\n")
    assert _contents() == before


@pytest.mark.parametrize(
    ("source", "reported"),
    [
        ("source/river-pakt", "there is no record source/river-pakt; did you mean source/river-pact?"),
        ("source/river-pact.yaml", "there is no record source/river-pact.yaml; did you mean source/river-pact?"),
        ("actor/arda", "actor/arda is not a source; name a record of the kind source"),
        ("zzz", "there is no record zzz"),
    ],
)
def test_an_unknown_source_is_reported(source: str, reported: str, run: Run) -> None:
    for command in (("cite", source, "Some"), ("cite", source, "--realign"), ("sentences", source)):
        assert run(*command, *TEXT) == (2, "", f"nsatu-data: {reported}\n")


BAD_TEXTS = {
    "utf-16": (river_pact.TEXT.encode("utf-16"), "text.txt:1:1: error: byte 0xff is not valid UTF-8 [not-utf-8]"),
    "latin-1": ("Zoë asked.".encode("latin-1"), "text.txt:1:3: error: byte 0xeb is not valid UTF-8 [not-utf-8]"),
    "empty": (b"", "text.txt: error: the text is empty [empty-text]"),
    "blank": (b"\xef\xbb\xbf \r\n\t\n", "text.txt: error: the text is empty [empty-text]"),
}
COMMANDS = {
    "cite": ("cite", SOURCE, "Some welcome", "--into", BUDGET),
    "realign": ("cite", SOURCE, "--realign", "--write"),
    "sentences": ("sentences", SOURCE, "--join", "2"),
    "new source": NEW,
    "new": ("new", "risk", "other", "--cite", "Some welcome"),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("bad", BAD_TEXTS)
def test_a_text_that_cannot_be_read_is_reported_and_nothing_is_written(bad: str, command: str, run: Run) -> None:
    data, reported = BAD_TEXTS[bad]
    Path("text.txt").write_bytes(data)
    before = _contents()
    assert run(*COMMANDS[command], *TEXT) == (1, "", f"{reported}\n")
    assert _contents() == before


@pytest.mark.parametrize("command", COMMANDS)
def test_a_text_that_is_not_there_is_reported(command: str, run: Run) -> None:
    assert run(*COMMANDS[command], "--text", "nowhere") == (2, "", "nsatu-data: nowhere: No such file or directory\n")
    assert run(*COMMANDS[command], "--text", "records") == (2, "", "nsatu-data: records: this is not a regular file\n")


@pytest.mark.parametrize("command", ["cite", "sentences", "new"])
def test_another_text_is_reported_and_nothing_is_written(command: str, run: Run) -> None:
    Path("text.txt").write_text("Another article. It is short.", encoding="utf-8")
    before = _contents()
    reported = "this is a different text: it has none of the sentences [text-mismatch]\n"
    assert run(*COMMANDS[command], *TEXT) == (1, "", f"{SOURCE_FILE}:16:11: error: {reported}")
    assert _contents() == before


def test_evidence_does_not_follow_into_another_text(run: Run) -> None:
    Path("text.txt").write_text("Another article. It is short.", encoding="utf-8")
    before = _contents()
    reported = f"nsatu-data: text.txt: the text has nothing in common with the text of {SOURCE}; name the right file\n"
    assert run("cite", SOURCE, "--realign", "--write", *TEXT) == (2, "", reported)
    status, printed, error = run("cite", SOURCE, "--realign", *TEXT)
    assert (status, printed.splitlines()[-4], error) == (1, "0 kept, 0 moved, 0 ambiguous, 11 lost", "")
    assert _contents() == before


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("id: risk/unfinished # an id\n# no more yet\n", ""),
        ("evidence: # to come\n", "# the label\nlabel: L\n"),
        (
            f"kind: risk\nevidence:\n  # the first\n  - source: {SOURCE}\n    start: 9 # nine\n  # below\n",
            "label: L # l\n",
        ),
        ('label:\nstatement: "a \\q"\nevidence:\n', "themes: {}\n"),
    ],
)
def test_evidence_is_added_to_a_record_and_all_else_stays(before: str, behind: str, run: Run) -> None:
    path = Path("records/risk/unfinished.yaml")
    path.write_text(before + behind, encoding="utf-8")
    others = {name: data for name, data in _contents().items() if name != path.as_posix()}
    reported = f"{path.as_posix()}: evidence in sentence 3 is added\n"
    assert run("cite", SOURCE, "Some welcome", *TEXT, "--into", "risk/unfinished") == (0, reported, "")
    head = "" if "evidence:" in before else "evidence:\n"
    assert path.read_text(encoding="utf-8") == before + head + _lines(3, 139, 151) + behind
    assert {name: data for name, data in _contents().items() if name != path.as_posix()} == others


@pytest.mark.parametrize("value", ["[]", "null", "[a, b]"])
def test_evidence_is_not_added_to_a_list_on_one_line(value: str, run: Run) -> None:
    path = Path("records/risk/unfinished.yaml")
    path.write_text(f"kind: risk\nevidence: {value}\n", encoding="utf-8")
    before = _contents()
    reported = f"nsatu-data: {path.as_posix()}: `evidence` is not a block list; run `nsatu-data format`\n"
    assert run("cite", SOURCE, "Some welcome", *TEXT, "--into", "risk/unfinished") == (2, "", reported)
    assert _contents() == before


@pytest.mark.parametrize("text", ["evidence:\n- source: x\n", "\tx\n"])
def test_evidence_is_not_added_where_that_would_make_a_file_worse(text: str, run: Run) -> None:
    path = Path("records/risk/unfinished.yaml")
    path.write_text(text, encoding="utf-8")
    before = _contents()
    reported = f"nsatu-data: {path.as_posix()}: its YAML has faults; run `nsatu-data validate` and fix them first\n"
    assert run("cite", SOURCE, "Some welcome", *TEXT, "--into", "risk/unfinished") == (2, "", reported)
    assert _contents() == before


REALIGNED = """\
kept      actor/arda evidence 1, sentence 1; the sentence has changed: read it again
ambiguous actor/river-pact evidence 1, sentence 1: 39 to 53, 206 to 220
moved     actor/welcomers evidence 1, sentence 3: now sentence 4, 161 to 173
moved     context/river-trade-grows evidence 1, sentence 2: now sentence 3, 95 to 124
lost      event/arda-asks-to-join evidence 1, sentence 1
ambiguous event/arda-joins evidence 1, sentence 1: 31 to 53, 198 to 220
lost      implication/end-of-absence evidence 1, sentence 4
moved     motive/say-in-the-rules evidence 1, sentence 2: now sentence 3, 130 to 159
moved     place/lorn evidence 1, sentence 1: now sentence 1, 65 to 81; the sentence has changed: read it again
moved     reaction/some-welcome evidence 1, sentence 3: now sentence 4, 161 to 185
lost      risk/strain-on-the-budget evidence 1, sentence 4
1 kept, 5 moved, 2 ambiguous, 3 lost
"""
LEFT = """\
some evidence is lost or ambiguous, so the source cannot be updated
either cite the evidence again in the old text, with words that the new text also has
or remove the evidence with --write --drop-lost, and cite it again afterwards
"""
CHANGED = """\
Arda's council asked at length to join the River Pact, which has its seat in Lorn. It said so.
Trade on the river is growing, and Arda wants a say in its rules. Some welcome the request. Arda means to join the
River Pact.
""".replace("the\nRiver", "the River")


def test_what_became_of_each_pointer_is_reported_and_nothing_is_written_where_some_are_left(run: Run) -> None:
    Path("text.txt").write_bytes(CHANGED.encode())
    before = _contents()
    assert run("cite", SOURCE, "--realign", *TEXT) == (1, REALIGNED + LEFT, "")
    assert _contents() == before
    reported = f"{REALIGNED}nothing is written\n{LEFT}"
    assert run("cite", SOURCE, "--realign", "--write", *TEXT) == (1, reported, "")
    assert _contents() == before


def test_what_is_left_is_removed_on_request_and_the_rest_follows(run: Run) -> None:
    with Path(f"records/{ASKS}.yaml").open("a", encoding="utf-8") as record:
        # One of its two pointers is lost.
        record.write(_lines(3, 139, 151))
    Path("text.txt").write_bytes(CHANGED.encode())
    before = _contents()
    realigned = REALIGNED.replace(
        "lost      event/arda-asks-to-join evidence 1, sentence 1\n",
        "lost      event/arda-asks-to-join evidence 1, sentence 1\n"
        "moved     event/arda-asks-to-join evidence 2, sentence 3: now sentence 4, 161 to 173\n",
    ).replace("5 moved", "6 moved")
    reported = f"{realigned}11 records are written\n5 pointers removed; cite again what the new text still says\n"
    assert run("cite", SOURCE, "--realign", "--write", "--drop-lost", *TEXT) == (0, reported, "")
    concerned = {line.split()[1] for line in realigned.splitlines()[:-1] if not line.startswith("kept")}
    changed = sorted(name for name, data in _contents().items() if data != before[name])
    assert changed == sorted([SOURCE_FILE, *(f"records/{identifier}.yaml" for identifier in concerned)])
    status, printed, error = run("cite", SOURCE, "--realign", "--write", *TEXT)
    assert (status, error) == (0, "")
    assert printed.splitlines()[-2:] == ["7 kept, 0 moved, 0 ambiguous, 0 lost", "1 record is written"]
    # The remaining record lacks its evidence, and can be cited again.
    budget = Path(BUDGET_FILE).read_text(encoding="utf-8")
    assert budget == before[BUDGET_FILE].decode().partition("evidence:")[0]
    assert run("cite", SOURCE, "It said so", *TEXT, "--into", BUDGET)[0] == 0
    texts = {SOURCE: "text.txt"}
    codes = {(one.record, one.code) for one in nsatu_data.check("records", texts=texts).diagnostics}
    without = ("actor/river-pact", "event/arda-joins", "implication/end-of-absence")
    assert {(record, code) for record, code in codes if record in without} == {
        (record, "missing-field") for record in without
    }
    assert not {code for _, code in codes} & {"digest-mismatch", "stale-evidence", "text-mismatch"}


def test_words_that_are_lost_do_not_pass_because_equal_ones_stand_where_they_stood(run: Run) -> None:
    # "Arda" of the first sentence is gone, and another "Arda" is at its offsets.
    Path("text.txt").write_bytes(
        river_pact.TEXT.replace("Arda's council asked to join", "Arda means to leave").encode()
    )
    before = _contents()
    status, printed, error = run("cite", SOURCE, "--realign", "--write", *TEXT)
    assert (status, error) == (1, "")
    assert "nothing is written\n" in printed
    assert _contents() == before


UNREADABLE = {
    "a tab": ("risk/x.yaml", f"id: risk/x\nlabel:\ta\n{WELCOME}", "risk/x"),
    "an offset that is a string": (
        "risk/x.yaml",
        f"id: risk/x\n{WELCOME}".replace("start: 139", 'start: "139"'),
        "risk/x",
    ),
    "an offset that is an alias": (
        "risk/x.yaml",
        f"id: risk/x\n{WELCOME}".replace("start: 139", "start: *a"),
        "risk/x",
    ),
    "evidence that is refused": ("risk/x.yaml", "id: risk/x\nevidence: &a [b]\n", "risk/x"),
    "evidence that is no list": ("risk/x.yaml", "id: risk/x\nevidence: a\n", "risk/x"),
    "a source that is none": ("risk/x.yaml", f"id: risk/x\n{WELCOME}".replace(SOURCE, "Source/river-pact"), "risk/x"),
    "a file that is none": ("risk/X.yaml", f"id: risk/x\n{WELCOME}", "risk/X.yaml"),
    "a key in capitals": ("risk/x.yaml", f"id: risk/x\n{WELCOME}".replace("evidence:", "Evidence:"), "risk/x"),
    "a list": ("risk/x.yaml", "- a\n", "risk/x"),
    "nothing": ("risk/x.yaml", "", "risk/x"),
}


@pytest.mark.parametrize(("path", "text", "name"), UNREADABLE.values(), ids=UNREADABLE)
@pytest.mark.parametrize("more", [(), ("--drop-lost",)])
def test_the_source_does_not_follow_where_a_record_cannot_be_read(
    path: str, text: str, name: str, more: tuple[str, ...], run: Run
) -> None:
    Path("records", path).write_text(text, encoding="utf-8")
    Path("text.txt").write_bytes(f"Today. {river_pact.TEXT}".encode())
    before = _contents()
    status, printed, error = run("cite", SOURCE, "--realign", "--write", *more, *TEXT)
    assert (status, error) == (1, "")
    unreadable, _, *left = printed.splitlines()[-4:]
    assert [unreadable, *left] == [
        f"unreadable {name}",
        "nothing is written",
        "some records cannot be read; run `nsatu-data validate` and fix them first",
    ]
    assert _contents() == before


@pytest.mark.parametrize(
    "text",
    [
        "id: risk/x\nlabel:\nevidence:\n",
        "id: risk/x\nlabel:\n",
        f"id: risk/x\n{WELCOME}".replace(SOURCE, "source/other").replace("start: 139", 'start: "139"'),
    ],
)
def test_a_record_that_has_nothing_to_lose_is_in_nobodys_way(text: str, run: Run) -> None:
    Path("records/risk/x.yaml").write_text(text, encoding="utf-8")
    Path("text.txt").write_bytes(f"Today. {river_pact.TEXT}".encode())
    assert run("cite", SOURCE, "--realign", "--write", *TEXT)[0] == 0


def test_a_text_that_has_not_changed_keeps_every_pointer(run: Run) -> None:
    before = _contents()
    status, printed, error = run("cite", SOURCE, "--realign", "--write", *TEXT)
    assert (status, error) == (0, "")
    assert printed.splitlines()[-2:] == ["11 kept, 0 moved, 0 ambiguous, 0 lost", "1 record is written"]
    assert _contents() == before


SENTENCES = """\
  1 Arda's council asked to join the River Pact, which has its seat in Lorn.
  2 Trade on the river is growing, and Arda wants a say in its rules.
  3 Some welcome the request.
  4 Joining might strain Arda's budget, and it would end a long absence.
"""


MOVED = ["actor/welcomers", "implication/end-of-absence", "reaction/some-welcome", BUDGET]


def test_sentences_are_listed(run: Run) -> None:
    assert run("sentences", SOURCE, *TEXT) == (0, SENTENCES, "")


def test_sentences_are_joined_and_split_and_evidence_follows(run: Run) -> None:
    before = _contents()
    reported = f"{SOURCE} now has 3 sentences; written: {', '.join([*MOVED, SOURCE])}\n"
    assert run("sentences", SOURCE, *TEXT, "--join", "2") == (0, reported, "")
    assert run("validate", "--text", f"{SOURCE}=text.txt")[0] == 0
    reported = f"{SOURCE} now has 4 sentences; written: {', '.join([*MOVED, SOURCE])}\n"
    assert run("sentences", SOURCE, *TEXT, "--split", "2", "--before", " Some welcome") == (0, reported, "")
    assert _contents() == before


def test_a_sentence_is_skipped_with_its_reason(run: Run) -> None:
    reported = f"{SOURCE} now has 4 sentences; written: {SOURCE}\n"
    assert run("sentences", SOURCE, *TEXT, "--skip", "3", "--reason", "It is a link.") == (0, reported, "")
    listed = SENTENCES.replace("request.\n", "request.  (skipped: It is a link.)\n")
    assert run("sentences", SOURCE, *TEXT) == (0, listed, "")


@pytest.mark.parametrize(
    ("arguments", "reported"),
    [
        (
            ("--join", "1"),
            (
                "the two sentences are in different paragraphs: line 1 of the file ends between them; "
                "put each paragraph on one line, and make the source again"
            ),
        ),
        (("--join", "4"), "sentence 4 is the last; name a sentence that has one after it"),
        (("--join", "5"), f"there is no sentence 5: {SOURCE} has 4 sentences"),
        (("--split", "2"), "an option is missing; use --split with --before, and --skip with --reason"),
        (("--before", "Arda"), "an option is missing; use --split with --before, and --skip with --reason"),
        (("--skip", "2"), "an option is missing; use --split with --before, and --skip with --reason"),
        (("--join", "2", "--reason", "x"), "an option is missing; use --split with --before, and --skip with --reason"),
        (("--skip", "2", "--reason", " "), "--reason is empty; say why the sentence has nothing to encode"),
        (("--skip", "2", "--reason", "a  b"), f"skip: {UNTIDY}"),
        (("--split", "9", "--before", "Arda"), f"there is no sentence 9: {SOURCE} has 4 sentences"),
        (
            ("--split", "2", "--before", "Lorn"),
            "sentence 2 does not contain these words after its beginning: Lorn; choose words that occur once",
        ),
        (
            ("--split", "2", "--before", "Trade"),
            "sentence 2 does not contain these words after its beginning: Trade; choose words that occur once",
        ),
        (
            ("--split", "2", "--before", ""),
            "sentence 2 does not contain these words after its beginning: ; choose words that occur once",
        ),
        (
            ("--split", "2", "--before", "in"),
            "sentence 2 contains these words several times: in; choose words that occur once",
        ),
        (
            ("--split", "2", "--before", "wants"),
            "evidence would cross the end of a sentence: motive/say-in-the-rules evidence 1; change the evidence first",
        ),
    ],
)
def test_impossible_cuts_of_sentences_are_reported(arguments: tuple[str, ...], reported: str, run: Run) -> None:
    before = _contents()
    assert run("sentences", SOURCE, *TEXT, *arguments) == (2, "", f"nsatu-data: {reported}\n")
    assert _contents() == before


@pytest.mark.parametrize(
    "arguments", [("--join", "1", "--split", "2"), ("--join", "0"), ("--join", "-1"), ("--skip", "x")]
)
def test_wrong_arguments_are_reported_with_the_usage(arguments: tuple[str, ...], run: Run) -> None:
    status, printed, error = run("sentences", SOURCE, *TEXT, *arguments)
    assert (status, printed) == (2, "")
    assert error.startswith("usage: nsatu-data sentences")


GAPS = """\
source/river-pact sentence 1, 43 to 54: , which has
source/river-pact sentence 2, 102 to 107: , and
source/river-pact sentence 4, 199 to 204: , and
3 gaps with 21 characters
"""
GAPS_BY_OFFSETS = """\
source/river-pact sentence 1, 43 to 55
source/river-pact sentence 1, 71 to 72
source/river-pact sentence 2, 102 to 108
source/river-pact sentence 2, 137 to 138
source/river-pact sentence 3, 163 to 164
source/river-pact sentence 4, 199 to 205
source/river-pact sentence 4, 232 to 233
7 gaps with 28 characters
"""
GAPS_JSON = """\
[
  {
    "source": "source/river-pact",
    "sentence": 1,
    "start": 43,
    "end": 54,
    "text": ", which has"
  },
  {
    "source": "source/river-pact",
    "sentence": 2,
    "start": 102,
    "end": 107,
    "text": ", and"
  },
  {
    "source": "source/river-pact",
    "sentence": 4,
    "start": 199,
    "end": 204,
    "text": ", and"
  }
]
"""


def test_gaps_are_the_words_that_no_record_covers(run: Run) -> None:
    named = ("--text", f"{SOURCE}=text.txt")
    assert run("coverage", "--gaps") == (0, GAPS_BY_OFFSETS, "")
    assert run("coverage", "--gaps", *named) == (0, GAPS, "")
    assert run("coverage", "--gaps", *named, "--format", "json") == (0, GAPS_JSON, "")


def test_a_sentence_that_is_skipped_has_no_gaps_and_what_is_not_sound_covers_nothing(run: Run) -> None:
    run("sentences", SOURCE, *TEXT, "--skip", "1", "--reason", "It is a link.")
    Path("records/motive/say-in-the-rules.yaml").write_text("kind: motive\n", encoding="utf-8")
    assert run("coverage", "--gaps", "--text", f"{SOURCE}=text.txt") == (
        0,
        (
            "source/river-pact sentence 2, 102 to 138: , and Arda wants a say in its rules.\n"
            "source/river-pact sentence 4, 199 to 204: , and\n"
            "2 gaps with 41 characters\n"
        ),
        "nsatu-data: 1 file has errors and is not counted; run `nsatu-data validate` for the errors\n",
    )


@pytest.mark.parametrize(
    ("slug", "reported"),
    [
        ("Budget", "B is a capital letter, but slugs are in lower case; did you mean budget?"),
        ("a_b", '"_" is not a letter from a to z, a digit or a hyphen; did you mean a-b?'),
        ("a b", '" " is not a letter from a to z, a digit or a hyphen; did you mean a-b?'),
        ("café", '"é" is not a letter from a to z, a digit or a hyphen; did you mean caf?'),
        ("é", '"é" is not a letter from a to z, a digit or a hyphen'),
        ("", "it is empty"),
        ("../x", '"." is not a letter from a to z, a digit or a hyphen; did you mean x?'),
        ("a--b", "it starts or ends with a hyphen, or has two in a row; did you mean a-b?"),
        ("a-", "it starts or ends with a hyphen, or has two in a row; did you mean a?"),
        ("-", "it starts or ends with a hyphen, or has two in a row"),
        ("con", "Windows reserves this name for a device"),
        ("Lpt1", "L is a capital letter, but slugs are in lower case"),
        ("a" * 65, "it has 65 characters, more than the 64 allowed"),
    ],
)
def test_an_invalid_slug_is_reported_with_the_rule_that_it_breaks(slug: str, reported: str, run: Run) -> None:
    before = _contents()
    # A slug that begins with a hyphen would be read as an option.
    assert run("new", "risk", "--", slug) == (2, "", f"nsatu-data: {slug!r} is not a slug: {reported}\n")
    assert _contents() == before


@pytest.mark.parametrize(
    ("arguments", "reported"),
    [
        (("risk",), "the slug is missing; add it after the kind"),
        (("dataset", "x"), "a dataset has no slug; leave it out"),
        (("dataset",), "records/dataset.yaml: the file exists already; edit it, or remove it first"),
        (("risk", "strain-on-the-budget"), f"{BUDGET_FILE}: the file exists already; edit it, or remove it first"),
        (
            ("source", "river-pact", "--set", "language=en", *TEXT),
            f"{SOURCE_FILE}: the file exists already; edit it, or remove it first",
        ),
        (
            ("source", "x", *TEXT),
            "the text's language is missing; set it with --set language=TAG, for example language=en",
        ),
        (("source", "x", "--set", "language=en"), "the source's text is missing; name its file with --text"),
        (("risk", "x", "--cite", "Some"), "the source's text is missing; name its file with --text"),
        (("risk", "x", "--from", "Some", *TEXT), "the clause to cite has only one end; give both --from and --to"),
        (("risk", "x", "--to", "Some", *TEXT), "the clause to cite has only one end; give both --from and --to"),
        (("source", "x", "--from", "So", "--to", "me"), "a source has no evidence; leave out --cite, --from and --to"),
        (("risk", "x", "--sentence", "1"), "--source and --sentence need words to cite; add --cite"),
        (("risk", "x", "--dataset", "y"), "there is no dataset.yaml in y; run `nsatu-data new dataset` first"),
        (("source", "x", "--cite", "Some", *TEXT), "a source has no evidence; leave out --cite, --from and --to"),
        (("dataset", "--cite", "Some", *TEXT), "a dataset has no evidence; leave out --cite, --from and --to"),
        (("risk", "x", "--source", SOURCE), "--source and --sentence need words to cite; add --cite"),
        (("risk", "x", *TEXT), "--text needs words to cite; add --cite, or leave it out"),
        (("dataset", *TEXT), "--text needs words to cite; add --cite, or leave it out"),
        (("risk", "x", "--set", "lable=L"), "there is no field lable; did you mean label?"),
        (("risk", "x", "--set", "label"), "'label' is not FIELD=VALUE"),
        (("actor", "x", "--about", "event/y"), "there is no field about"),
        (
            ("risk", "x", "--cite", "zzz", *TEXT),
            "no sentence of the text contains the words; copy them from the text",
        ),
        (("risk", "x", "--cite", "Some", "--source", "source/z", *TEXT), "there is no record source/z"),
    ],
)
def test_a_record_that_is_not_begun_is_reported_and_nothing_is_written(
    arguments: tuple[str, ...], reported: str, run: Run
) -> None:
    before = _contents()
    assert run("new", *arguments) == (2, "", f"nsatu-data: {reported}\n")
    assert _contents() == before


EDTF = f"write {string_forms.FORMS['Edtf'].meaning}"


@pytest.mark.parametrize(
    ("arguments", "reported"),
    [
        (
            ("event", "x", "--set", "when=9 July"),
            f'when: "9 July" is not a date, month, season, year or interval in EDTF level 1; {EDTF}',
        ),
        (
            ("event", "x", "--set", "when=2024-02-30"),
            "when: the calendar has no day 2024-02-30; write a day that exists",
        ),
        (("risk", "x", "--set", "label=a  b"), f"label: {UNTIDY}"),
        (("risk", "x", "--set", "label="), "label: the text is empty; write the text, or leave the field out"),
        (
            ("risk", "x", "--set", f"label={'a' * 81}"),
            "label: 81 characters, but at most 80 are allowed; shorten the text",
        ),
        (("dataset", "--dataset", "y", "--set", "title= a"), f"title: {UNTIDY}"),
        (
            ("place", "x", "--set", "identifiers.iso3166=jp"),
            'identifiers.iso3166: "jp" is not an ISO 3166-1 alpha-2 code; write an ISO 3166-1 alpha-2 code: JP',
        ),
        (("risk", "x", "--about", EVENT, "--about", EVENT), f"about: {EVENT} is listed twice; list it once"),
        (
            ("risk", "x", "--about", "actor/arda"),
            'about: "actor/arda" is the id of an actor, not '
            + (CLAIM := string_forms.FORMS["ClaimId"].meaning)
            + f"; write {CLAIM}",
        ),
        (
            ("risk", "x", "--about", "event/arda-asks-to-jion"),
            f"there is no record event/arda-asks-to-jion; did you mean {EVENT}?",
        ),
        (
            ("risk", "x", "--set", "bearers=actor/arda,actor/zz", "--set", "voice=actor/nobody"),
            (
                "there is no record actor/nobody; add it first, or use --force to add it later\n"
                "there is no record actor/zz; add it first, or use --force to add it later"
            ),
        ),
        (("risk", "gone"), "risk/gone is retired; choose another slug"),
        (("risk", "gone", "--force"), "risk/gone is retired; choose another slug"),
        (
            ("source", "x", "--set", "language=EN", *TEXT),
            f'language: "EN" is not a language tag (BCP 47); write {string_forms.FORMS["Language"].meaning}',
        ),
    ],
)
def test_what_validate_would_refuse_is_refused_at_once(arguments: tuple[str, ...], reported: str, run: Run) -> None:
    with Path("records/dataset.yaml").open("a", encoding="utf-8") as manifest:
        manifest.write("retired: [risk/gone]\n")
    before = _contents()
    assert run("new", *arguments) == (2, "", f"nsatu-data: {reported}\n")
    assert _contents() == before


def test_a_reference_to_a_record_that_is_to_come_is_written_where_it_is_forced(run: Run) -> None:
    assert run("new", "risk", "x", "--about", "event/to-come", "--force")[0] == 0
    assert "about: [event/to-come]\n" in Path("records/risk/x.yaml").read_text(encoding="utf-8")
    assert run("new", "risk", "y", "--about", "event/To", "--force")[0] == 2


@given(kind=st.sampled_from(sorted(RECORDS)), slug=st.text(st.sampled_from("ab1-_Aé. "), max_size=4) | st.text())
def test_a_slug_breaks_a_rule_where_it_makes_no_id(kind: str, slug: str) -> None:
    assert (slug_fault(slug) is None) == is_id(f"{kind}/{slug}")


def test_words_are_cited_of_the_only_source_or_the_one_that_is_named(run: Run) -> None:
    assert run("new", "risk", "x", "--cite", "Some welcome", *TEXT)[0] == 0
    shutil.copyfile(SOURCE_FILE, "records/source/second.yaml")
    reported = "nsatu-data: the dataset has 2 sources; name one with --source: source/river-pact, source/second\n"
    assert run("new", "risk", "y", "--cite", "Some welcome", *TEXT) == (2, "", reported)
    assert run("new", "risk", "y", "--cite", "Some welcome", "--source", SOURCE, *TEXT)[0] == 0
    ends = ("--from", "Some", "--to", "welcome", "--sentence", "3", "--source", SOURCE)
    assert run("new", "risk", "z", "--cite", "the", *ends, *TEXT)[0] == 0
    written = [Path(f"records/risk/{slug}.yaml").read_text(encoding="utf-8") for slug in "xyz"]
    both = yaml_writer.write({"evidence": [_item(3, 152, 155), _item(3, 139, 151)]})
    assert [text[text.index("\nevidence:") + 1 :] for text in written] == [WELCOME, WELCOME, both]
    shutil.rmtree("records/source")
    reported = "nsatu-data: the dataset has no source; begin one with `nsatu-data new source SLUG --text FILE`\n"
    assert run("new", "risk", "z", "--cite", "Some welcome", *TEXT) == (2, "", reported)


@pytest.mark.parametrize(("language", "library"), [("en", "nupunkt"), ("fr", "sentencex")])
def test_a_source_is_not_made_without_the_libraries(
    language: str, library: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    before = _contents()
    reported = f"nsatu-data: splitting a text into sentences needs {library}: install nsatu-data[authoring]\n"
    assert run("new", "source", "x", "--set", f"language={language}", *TEXT) == (2, "", reported)
    assert _contents() == before


def test_a_record_is_not_made_where_no_folder_can_be(run: Run) -> None:
    shutil.rmtree("records/risk")
    Path("records/risk").write_text("", encoding="utf-8")
    before = _contents()
    assert run("new", "risk", "x") == (
        2,
        "",
        "nsatu-data: records/risk/x.yaml: `risk` is not a folder; move it out of the dataset\n",
    )
    assert _contents() == before


WRITES = {
    "new": ("new", "risk", "other"),
    "cite": ("cite", SOURCE, "Some welcome", *TEXT, "--into", BUDGET),
    "sentences": ("sentences", SOURCE, *TEXT, "--join", "2"),
    "realign": ("cite", SOURCE, "--realign", "--write", "--drop-lost", *TEXT),
}


@pytest.mark.parametrize("command", WRITES)
@pytest.mark.parametrize("failure", [PermissionError(13, "Permission denied"), OSError(28, "No space left on device")])
def test_a_folder_that_cannot_be_written_to_is_reported(
    failure: OSError, command: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def refuse_new(path: str, flags: int, *others: int, **named: int) -> int:
        if flags & os.O_CREAT:
            raise failure
        return opened(path, flags, *others, **named)

    before = _contents()
    with monkeypatch.context() as barred:
        barred.setattr(os, "open", refuse_new)
        status, printed, error = run(*WRITES[command])
    file = {"new": "records/risk/other.yaml", "cite": BUDGET_FILE, "realign": SOURCE_FILE}
    first = file.get(command, "records/actor/welcomers.yaml")
    assert (status, printed, error) == (2, "", f"nsatu-data: {first}: {failure.strerror}\n")
    assert _contents() == before


@pytest.mark.parametrize("command", WRITES)
@pytest.mark.parametrize("failure", [KeyboardInterrupt(), OSError(5, "Input/output error")], ids=["interrupt", "error"])
@pytest.mark.parametrize("written", [0, 1, 2])
def test_a_write_that_is_broken_off_leaves_the_records_as_they_were(
    written: int, failure: BaseException, command: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("text.txt").write_bytes(CHANGED.encode() if command == "realign" else river_pact.TEXT.encode())
    step = "link" if command == "new" else "replace"
    taken = getattr(os, step)
    left = [written]

    def break_off(*arguments: str, **named: int) -> None:
        left[0] -= 1
        if left[0] == -1:
            raise failure
        taken(*arguments, **named)

    before = _contents()
    with monkeypatch.context() as broken:
        broken.setattr(os, step, break_off)
        status, printed, _ = run(*WRITES[command])
    if left[0] >= 0:
        # There were fewer files to write.
        assert status == 0
        return
    assert (status, printed) == (130 if isinstance(failure, KeyboardInterrupt) else 2, "")
    assert _contents() == before


def test_a_source_that_is_faulty_is_reported(run: Run) -> None:
    write_folder(Path("records"), with_fields(SOURCE, genre="newz"))
    reported = f'{SOURCE_FILE}:10:8: error: "newz" is not a term of `genre` [unknown-term]\n'
    assert run("cite", SOURCE, "Some welcome", *TEXT) == (1, "", reported)
    assert by_id()[SOURCE]["genre"] == "news"


def _insert_evidence(path: Path) -> None:
    """Insert an evidence pointer before the others, as another program may do, so that their indexes change."""
    text = path.read_text(encoding="utf-8")
    path.write_bytes(text.replace("evidence:\n", f"evidence:\n{_lines(1, 0, 4)}", 1).encode())


def _add_comment(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"# theirs\n")


COMMENT = b"# theirs\n"
MOMENTS = [
    (change, target)
    for change in (_add_comment, _insert_evidence)
    for target in (BUDGET_FILE, "records/actor/welcomers.yaml", SOURCE_FILE)
    if target != SOURCE_FILE or change is _add_comment
]


@pytest.mark.parametrize(("change", "target"), MOMENTS)
@pytest.mark.parametrize("command", ["cite", "sentences", "realign"])
def test_what_another_program_writes_at_any_moment_is_never_lost(
    command: str, change: Callable[[Path], None], target: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other program writes before each read of the file, and before each new file is complete."""
    if command == "realign":
        Path("text.txt").write_bytes(f"It rained all day. {river_pact.TEXT}".encode())
    moment, is_over = 0, False
    while not is_over:
        write_folder(Path("records"))
        before = _contents()
        come = _at(moment, partial(change, Path(target)))
        with monkeypatch.context() as interleaved:
            _call_before(interleaved, read_files, "read", partial(_come_for, target, come))
            _call_before(interleaved, os, "fsync", come)
            status, _, errors = run(*WRITES[command])
        is_over = come()
        after = _contents()
        if change is _add_comment:
            assert after[target].count(COMMENT) == 1
        else:
            held, found = (yaml_reader.read(each[target]).values["evidence"] for each in (before, after))
            assert len(found) == len(held) + 1 + (command == "cite" and target == BUDGET_FILE and status == 0)
        if status == 2:
            assert errors.startswith(f"nsatu-data: {target}: another program changed the file meanwhile")
            assert after.items() - before.items() == {(target, after[target])}
        else:
            assert _astray(target if change is _insert_evidence else "") == []
        moment += 1
    assert moment >= 2


def _astray(target: str) -> list[Diagnostic]:
    """The evidence that points at wrong words, without the pointer that the other program inserted.

    The other program's pointer may still be in terms of the old text.
    """
    codes = ("digest-mismatch", "evidence-outside-sentence", "text-mismatch")
    found = [one for one in check("records", texts={SOURCE: "text.txt"}).diagnostics if one.code in codes]
    return [one for one in found if one.file != target or not str(one.pointer).startswith("/evidence/0")]


def _come_for(target: str, come: Callable[..., object], root: Path, path: str, *_: object) -> None:
    if (root / path).as_posix() == target:
        come(path)


def _at(moment: int, act: Callable[[], None]) -> Callable[..., bool]:
    """A function that calls `act` at its nth call, or at its last call if there are fewer."""
    left = [moment]

    def come(*arguments: object) -> bool:
        # A call without arguments is the last one.
        is_now = left[0] == 0 or (left[0] > 0 and not arguments)
        left[0] -= 1
        if is_now:
            act()
        return is_now

    return come


def _call_before(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, act: Callable[..., object]) -> None:
    """Call `act` with a function's arguments before each call of the function."""
    called = getattr(module, name)

    def call(*arguments: Any, **named: Any) -> Any:
        act(*arguments)
        return called(*arguments, **named)

    monkeypatch.setattr(module, name, call)
