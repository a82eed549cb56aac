from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsatu_data import check
from nsatu_data.authoring import moving, sources, working_copy
from nsatu_data.authoring.moving import Cited, Move
from nsatu_data.authoring.sources import Sentence
from nsatu_data.authoring.working_copy import Edit
from nsatu_data.diagnostics import CannotRun, Severity
from nsatu_data.linking.record_facts import Pointer
from nsatu_data.model.record_models import Source
from nsatu_data.storage import dataset_folder, file_names
from nsatu_data.syntax import yaml_writer
from nsatu_data.text.canonical_text import Canonical, Slice, canonicalise, digest
from nsatu_data.text.realigning import Fate
from tests.support import made_up_articles, river_pact
from tests.support.example_datasets import Values, by_id, record, write_folder

BUDGET = "risk/strain-on-the-budget"
UNFINISHED = {"main-event", "uncited-sentence"}
"""Codes reported for a dataset with only a few records."""


def _cited(old: Canonical, sentences: list[Slice], places: list[Slice]) -> list[Cited]:
    pointers = []
    for place in places:
        number = next(number for number, (start, end) in enumerate(sentences, 1) if start <= place.start < end)
        pointers.append(Pointer(made_up_articles.SOURCE, number, *place, digest(old.text[slice(*place)])))
    return [Cited(f"place/p-{index}", 0, pointer) for index, pointer in enumerate(pointers)]


def _place(cited: Cited) -> Values:
    pointer = cited.pointer._asdict()
    head = {"id": cited.record, "kind": "place", "label": "P"}
    return {**head, "name": "P", "type": "city", "evidence": [pointer]}


def _dataset(root: Path, source: Source, cited: list[Cited]) -> None:
    values = source.model_dump(mode="json", exclude_unset=True)
    write_folder(root, [values, *map(_place, cited)])


def _realigned(root: Path, new: Canonical) -> list[Move]:
    """Move the dataset to the new text, without pointers whose words are lost. Returns each pointer's move."""
    source = working_copy.source(root, made_up_articles.SOURCE)
    sentences = moving.sentences_in(source, new)
    moved = moving.moves(source, moving.citing(root, made_up_articles.SOURCE), new, sentences)
    working_copy.save(root, moving.written(root, source, new, sentences, moved))
    return moved


def _contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@given(st.data())
def test_sentences_that_stand_there_still_are_kept_and_all_else_is_cut(data: st.DataObject) -> None:
    old = data.draw(made_up_articles.texts)
    cut = data.draw(made_up_articles.cuts(old))
    new = data.draw(made_up_articles.edits(old, cut))
    found = moving.sentences_in(made_up_articles.source_of(old, cut), new)
    for sentence in found:
        if sentence.origin is not None:
            assert new.text[slice(*sentence.slice)] == old.text[slice(*cut[sentence.origin - 1])]
    ends = [0, *(sentence.slice.end for sentence in found)]
    starts = [*(sentence.slice.start for sentence in found), len(new.text)]
    assert all(end <= start for end, start in zip(ends, starts, strict=True))
    assert all(not new.text[end:start].strip(" \n") for end, start in zip(ends, starts, strict=True))
    assert all("\n" not in new.text[slice(*sentence.slice)] for sentence in found)


@given(st.data())
def test_a_dataset_follows_a_text_and_no_pointer_leads_to_other_words(data: st.DataObject) -> None:
    old = data.draw(made_up_articles.texts)
    cut = data.draw(made_up_articles.cuts(old))
    new = data.draw(made_up_articles.edits(old, cut).filter(lambda canonical: canonical.text != ""))
    cited = _cited(old, cut, data.draw(st.lists(made_up_articles.slices(cut), min_size=1, max_size=5)))
    with TemporaryDirectory() as folder:
        root, file = Path(folder, "records"), Path(folder, "new.txt")
        _dataset(root, made_up_articles.source_of(old, cut), cited)
        moved = _realigned(root, new)
        file.write_bytes(new.text.encode())
        assert [move.cited for move in moved] == cited
        settled = {}
        for move in moved:
            before, now = move.cited.pointer, move.now
            assert (now is not None) == (move.trace.fate in (Fate.KEPT, Fate.MOVED))
            if now is not None:
                assert new.text[now.start : now.end] == old.text[before.start : before.end]
                assert (now == before) == (move.trace.fate is Fate.KEPT)
                settled[move.cited.record] = now
        held = {one.record: one.pointer for one in moving.citing(root, made_up_articles.SOURCE)}
        assert held == settled
        found = check(root, texts={made_up_articles.SOURCE: file}).diagnostics
        wrong = {one.record for one in found if one.severity is Severity.ERROR and one.code not in UNFINISHED}
        assert wrong <= {one.record for one in cited} - set(settled)
        written = _contents(root)
        assert {move.cited.record: move.now for move in _realigned(root, new)} == settled
        assert written == _contents(root)


def test_what_is_lost_is_removed(tmp_path: Path) -> None:
    # A sentence was removed, and its words occur in another sentence of the old text.
    old, new = canonicalise("A b. C A."), canonicalise("C A.")
    cut = [Slice(0, 4), Slice(5, 9)]
    cited = _cited(old, cut, [Slice(0, 1)])
    _dataset(tmp_path, made_up_articles.source_of(old, cut), cited)
    assert [(move.trace.fate, move.now) for move in _realigned(tmp_path, new)] == [(Fate.LOST, None)]
    assert list(moving.citing(tmp_path, made_up_articles.SOURCE)) == []


@given(st.data())
def test_where_the_text_has_not_changed_nothing_does(data: st.DataObject) -> None:
    text = data.draw(made_up_articles.texts)
    cut = data.draw(made_up_articles.cuts(text))
    cited = _cited(text, cut, data.draw(st.lists(made_up_articles.slices(cut), min_size=1, max_size=3)))
    with TemporaryDirectory() as folder:
        root = Path(folder)
        _dataset(root, made_up_articles.source_of(text, cut), cited)
        before = _contents(root)
        assert {move.trace.fate for move in _realigned(root, text)} == {Fate.KEPT}
        assert _contents(root) == before


def test_words_that_go_over_the_end_of_a_sentence_now_are_lost() -> None:
    old = canonicalise("Arda asks; it waits.")
    new = canonicalise("Now Arda asks; it waits.")
    source = made_up_articles.source_of(old, [Slice(0, 20)])
    cited = _cited(old, [Slice(0, 20)], [Slice(5, 13)])
    (move,) = moving.moves(source, cited, new, [Sentence(Slice(0, 14)), Sentence(Slice(15, 24))])
    assert (move.trace.fate, move.trace.places, move.now) == (Fate.LOST, (Slice(9, 17),), None)


def test_words_whose_sentence_has_another_number_now_have_moved() -> None:
    text = canonicalise("A b. C d.")
    cut = [Slice(0, 4), Slice(5, 9)]
    cited = _cited(text, cut, [Slice(5, 6)])
    (move,) = moving.moves(made_up_articles.source_of(text, cut), cited, text, [Sentence(Slice(0, 9))])
    assert (move.trace.fate, move.now) == (Fate.MOVED, cited[0].pointer._replace(sentence=1))


def test_pointers_follow_sentences_that_were_cut_otherwise() -> None:
    text = canonicalise("A b. C d.")
    cut = [Slice(0, 4), Slice(5, 9)]
    cited = _cited(text, cut, [Slice(0, 1), Slice(7, 8)])
    both = moving.renumbered(cited, [Sentence(Slice(0, 9))])
    assert [move.now for move in both] == [one.pointer._replace(sentence=1) for one in cited]
    apart = moving.renumbered(cited, [Sentence(Slice(0, 4)), Sentence(Slice(5, 7)), Sentence(Slice(8, 9))])
    assert [move.now for move in apart] == [cited[0].pointer, None]


def test_every_pointer_that_can_be_read_is_followed_whatever_is_wrong_with_its_record(tmp_path: Path) -> None:
    root = write_folder(tmp_path, [by_id()[river_pact.SOURCE], by_id()["place/lorn"]])
    (root / "risk").mkdir()
    (root / "risk" / "unfinished.yaml").write_text(
        "kind: risk\nevidence:\n"
        "  - source: source/river-pact\n    sentence: 1\n    start: 0\n    end: 4\n    sha256: a1\n"
        "  - source: source/river-pact\n    sentence: one\n    start: 0\n    end: 4\n    sha256: a1\n"
        "  - source: source/other\n    sentence: 1\n    start: 0\n    end: 4\n    sha256: a1\n"
        "  - nonsense\n",
        encoding="utf-8",
    )
    (root / "risk" / "broken.yaml").write_text("- [", encoding="utf-8")
    (root / "risk" / "elsewhere.yaml").symlink_to(root / "risk" / "unfinished.yaml")
    assert [(one.record, one.item, one.pointer.start) for one in moving.citing(root, river_pact.SOURCE)] == [
        ("place/lorn", 0, 55),
        ("risk/unfinished", 0, 0),
    ]


SOURCE = """\
# The source of it all.
id: source/river-pact # the id
kind: source
label: "Made up"
text: # measured
  # its form
  form: canonical-1
  code_points: 22
  utf8_bytes: 23
  sha256: "{text}"
  # no more of it
# above the sentences
sentences: # cut by hand
  # the first
  - number: 1
    paragraph: 1
    start: 0
    end: 10 # the end of it
    sha256: "{first}"
    # below it
    skip: "A link."
  # the second
  - number: 2
    paragraph: 1
    start: 11
    end: 22
    sha256: "{second}"
  # below all
# above the language
language: en
# at the end
"""


def _commented(root: Path, text: str) -> Path:
    values = by_id()[river_pact.SOURCE]
    canonical = canonicalise(text)
    known = {field: values[field] for field in ("title", "author", "publisher", "published", "url", "genre", "rights")}
    (root / "source").mkdir(parents=True)
    file = root / "source" / "river-pact.yaml"
    own = SOURCE.format(
        text=digest(canonical.text), first=digest(canonical.text[:10]), second=digest(canonical.text[11:])
    )
    file.write_text(yaml_writer.write(known) + own, encoding="utf-8")
    return file


def test_the_comments_of_a_source_stay_with_its_sentences(tmp_path: Path) -> None:
    file = _commented(tmp_path, "Arda asks. Lörn waits.")
    source = working_copy.source(tmp_path, river_pact.SOURCE)
    before = file.read_text(encoding="utf-8")
    new = canonicalise("Today it rains. Arda asks.\nLorm waits.")
    sentences = moving.sentences_in(source, new)
    (written,) = moving.written(tmp_path, source, new, sentences, []).values()
    head = before[: before.index("text: #")]
    assert written.new == head + (
        "text: # measured\n"
        "  # its form\n"
        "  form: canonical-1\n"
        "  code_points: 38\n"
        "  utf8_bytes: 38\n"
        f'  sha256: "{digest(new.text)}"\n'
        "  # no more of it\n"
        "# above the sentences\n"
        "sentences: # cut by hand\n"
        "  - number: 1\n"
        "    paragraph: 1\n"
        "    start: 0\n"
        "    end: 15\n"
        f'    sha256: "{digest("Today it rains.")}"\n'
        "  # the first\n"
        "  - number: 2\n"
        "    paragraph: 1\n"
        "    start: 16\n"
        "    end: 26 # the end of it\n"
        f'    sha256: "{digest("Arda asks.")}"\n'
        "    # below it\n"
        '    skip: "A link."\n'
        "  - number: 3\n"
        "    paragraph: 2\n"
        "    start: 27\n"
        "    end: 38\n"
        f'    sha256: "{digest("Lorm waits.")}"\n'
        "  # below all\n"
        "  # the second\n"
        "# above the language\n"
        "language: en\n"
        "# at the end\n"
    )


def test_a_source_whose_text_has_not_changed_keeps_every_byte(tmp_path: Path) -> None:
    text = canonicalise("Arda asks. Lörn waits.")
    file = _commented(tmp_path, text.text)
    source = working_copy.source(tmp_path, river_pact.SOURCE)
    written = moving.written(tmp_path, source, text, moving.sentences_in(source, text), [])
    text_before = file.read_text(encoding="utf-8")
    assert written == {river_pact.SOURCE: (text_before, text_before)}


POINTER = """\
kind: risk # unfinished
# above the evidence
evidence:
  # the first
  - sha256: "{digest}" # of the words
    end: 10 # the end
    start:  5
    sentence: 1
    source: source/river-pact
    utf8:
      start: 5
      end: 10
  # below
label: "A b"
"""


def test_a_pointer_is_changed_where_it_stands_and_nothing_else_is(tmp_path: Path) -> None:
    old, new = canonicalise("Ardä asks. Lorn waits."), canonicalise("Ärda begs. Ardä asks. Lorn waits.")
    write_folder(tmp_path, [])
    _commented(tmp_path, old.text)
    (tmp_path / "risk").mkdir()
    file = tmp_path / "risk" / "r.yaml"
    before = POINTER.format(digest=digest("asks."))
    file.write_text(before, encoding="utf-8")
    source = working_copy.source(tmp_path, river_pact.SOURCE)
    sentences = moving.sentences_in(source, new)
    moved = moving.moves(source, moving.citing(tmp_path, river_pact.SOURCE), new, sentences)
    written = moving.written(tmp_path, source, new, sentences, moved)
    assert list(written) == ["risk/r", river_pact.SOURCE]
    assert written["risk/r"].new == (
        before.replace("end: 10 #", "end: 21 #")
        .replace("start:  5", "start:  16")
        .replace("sentence: 1", "sentence: 2")
        .replace("      start: 5\n      end: 10\n", "      start: 18\n      end: 23\n")
    )


def test_offsets_in_other_units_are_counted_again(tmp_path: Path) -> None:
    values = by_id()[river_pact.SOURCE]
    for row in values["sentences"]:
        row["utf16"] = {"start": row["start"], "end": row["end"]}
    root = write_folder(tmp_path / "records", [values])
    source = working_copy.source(root, river_pact.SOURCE)
    new = canonicalise(f"😀 {river_pact.TEXT}")
    written = moving.written(root, source, new, moving.sentences_in(source, new), [])
    working_copy.save(root, written)
    rows = working_copy.source(root, river_pact.SOURCE).sentences
    assert [(row.start, row.utf16.start, row.utf16.end - row.utf16.start) for row in rows if row.utf16] == [
        (row.start, row.start + (row.number > 1 or row.start > 0), row.end - row.start + (row.start == 0))
        for row in rows
    ]


def test_a_change_that_leaves_a_file_less_readable_is_not_written(tmp_path: Path) -> None:
    root = write_folder(tmp_path)
    before = _contents(root)
    faulty = {BUDGET: "kind: risk\n", "place/lorn": "kind: [\n"}
    edits = {each: Edit((root / f"{each}.yaml").read_text(encoding="utf-8"), new) for each, new in faulty.items()}
    with pytest.raises(CannotRun) as caught:
        working_copy.save(root, edits)
    path = file_names.shown(root, "place/lorn.yaml")
    assert str(caught.value) == f"{path}: its YAML has faults; run `nsatu-data validate` and fix them first"
    assert _contents(root) == before


def test_the_example_has_the_rows_that_its_sentences_give() -> None:
    values = by_id()[river_pact.SOURCE]
    source = record(values)
    assert isinstance(source, Source)
    cut = [Sentence(Slice(row.start, row.end)) for row in source.sentences]
    assert sources.rows(canonicalise(river_pact.TEXT), cut) == values["sentences"]


def test_the_dataset_is_not_listed_for_each_record_that_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_folder(tmp_path / "records")
    source = working_copy.source(root, river_pact.SOURCE)
    new = canonicalise(f"Something new begins here. {river_pact.TEXT}")
    sentences = moving.sentences_in(source, new)
    moved = moving.moves(source, moving.citing(root, river_pact.SOURCE), new, sentences)
    listed = []
    entries = dataset_folder.entries

    def counted(root: Path) -> list[dataset_folder.Entry]:
        listed.append(root)
        return entries(root)

    monkeypatch.setattr(dataset_folder, "entries", counted)
    assert len(moving.written(root, source, new, sentences, moved)) == 12
    assert len(listed) == 2
