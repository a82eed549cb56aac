"""The page reads texts, makes pointers and judges them as the package does."""

import base64
import itertools
import os
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any, Final
from unicodedata import category

import pytest

from nsatu_data import load
from nsatu_data.authoring.citing import Passage, Uncertain, Wanted, cite, evidence
from nsatu_data.dataset.bundle import values
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.linking.verified_evidence import has_sentence, true_pointers, verifiable_pointers
from nsatu_data.model.record_models import Source
from nsatu_data.syntax import yaml_writer
from nsatu_data.text import canonical_text, word_boundaries
from nsatu_data.text.canonical_text import Canonical, Slice, canonicalise, digest
from tests.support import case_files, guide_walkthrough
from tests.support.example_datasets import reading, record
from tests.support.folders import ROOT
from tests.support.hard_texts import hard_texts
from tests.support.page_payload import payload
from tests.support.page_units import run_program

ARTICLE: Final = ROOT.parent / "shared" / "article" / "article.txt"
"""The text of the records, where it is available; it is not published."""


def test_ten_thousand_hard_texts_have_the_same_canonical_form() -> None:
    texts = list(hard_texts(1, 10_000, 40))
    found = run_program("texts", [{"ask": "canonical", "text": text} for text in texts])
    assert found == [canonicalise(text).text for text in texts]


_MARKS: Final = (
    "\u0301" * 30,
    "\u0301" * 31,
    "\u0323\u0301" * 16,
    "\u0903" * 40,
    "\u0301" * 20 + "\u0903" + "\u0301" * 20,
)


def test_files_are_refused_that_the_command_refuses() -> None:
    files = [
        *(
            b"a",
            b"",
            b" \n\t",
            b"\xff",
            b"a\xc3",
            b"\xef\xbb\xbfa",
            b"\xef\xbb\xbf",
            b"a\x00b",
            "a\x9fb".encode(),
        ),
        *(b"a\tb\x0bc\x0cd", b"a\x7f", "ab".encode("utf-16"), b"\xed\xa0\x80", b"\xc0\xaf"),
        *(f"a{marks}".encode() for marks in _MARKS),
        *(f"é{marks}b".encode() for marks in _MARKS),
        # Sorting so many marks would take hours.
        *(f"a{marks * 500_000}".encode() for marks in ("\u0301\u0323", "\u0f73")),
        b"a" * canonical_text.LIMIT,
        b"a" * (canonical_text.LIMIT + 1),
        *(text.encode() for text in hard_texts(2, 500, 30)),
    ]
    found = run_program("texts", [{"ask": "bytes", "base64": base64.b64encode(file).decode()} for file in files])
    assert found == [_text(file) for file in files]


def _text(file: bytes) -> str | None:
    read = canonical_text.read(file)
    return read.text if isinstance(read, Canonical) else None


def test_words_begin_and_end_where_the_package_says() -> None:
    texts = [canonicalise(text).text for text in hard_texts(3, 4_000, 25)]
    found = run_program("texts", [{"ask": "boundaries", "text": text} for text in texts])
    wanted = [[at for at in range(len(text) + 1) if word_boundaries.is_boundary(text, at)] for text in texts]
    assert [(text, one) for text, one in zip(texts, found, strict=True)] == list(zip(texts, wanted, strict=True))


def test_ten_thousand_selections_give_the_pointers_that_cite_gives() -> None:
    random = Random(4)
    rows, wanted = [], []
    for text in (canonicalise(text).text for text in hard_texts(5, 520, 60)):
        if not text.strip():
            continue
        source = hard_source(text, random)
        ranges = [sorted(random.choices(range(len(text) + 1), k=2)) for _ in range(20)]
        rows.append({"ask": "pointers", "text": text, "source": values(source), "ranges": ranges})
        wanted.append([pointer_of(source, text, start, end) for start, end in ranges])
    found = run_program("texts", rows)
    assert sum(len(each) for each in wanted) > 10_000
    assert sum(one is not None for each in wanted for one in each) > 3_000
    assert found == wanted


def test_words_that_are_chosen_by_their_place_lie_between_boundaries() -> None:
    texts = [canonicalise(text).text for text in hard_texts(9, 2_000, 25)]
    found = run_program("texts", [{"ask": "words", "text": text} for text in texts])
    for text, words in zip(texts, found, strict=True):
        cuts = itertools.pairwise(word_boundaries.boundaries(text))
        assert words == [
            text[start:end] for start, end in cuts if any(category(one)[0] in "LMN" for one in text[start:end])
        ]


def test_cite_finds_selected_words_at_the_place_of_the_selection() -> None:
    random = Random(10)
    unique = 0
    for text in (canonicalise(text).text for text in hard_texts(11, 400, 60)):
        if not text:
            continue
        source = hard_source(text, random)
        for _ in range(10):
            place = passage_of(source, text, *sorted(random.choices(range(len(text) + 1), k=2)))
            if place is None:
                continue
            cited = cite(source, Canonical(text, ()), Wanted(text[slice(*place.slice)], sentence=place.sentence))
            if isinstance(cited, Uncertain):
                # The words are in the sentence more than once.
                assert place in cited.places
            elif word_boundaries.is_whole(text, place.slice) or cited.is_cut:
                unique += 1
                assert cited.evidence == evidence(source, Canonical(text, ()), place)
    assert unique > 800


def hard_source(text: str, random: Random) -> Source:
    """A source whose sentences are cut at random places, but never across a line."""
    rows: list[dict[str, Any]] = []
    for paragraph, line in enumerate(Canonical(text, ()).lines(), 1):
        cuts = sorted({line.start, line.end, *random.choices(range(line.start, line.end), k=2)})
        for start, end in itertools.pairwise(cuts):
            words = text[start:end].strip(" ")
            if words:
                first = start + text[start:end].index(words)
                place = {"start": first, "end": first + len(words)}
                number = {"number": len(rows) + 1, "paragraph": paragraph}
                rows.append({**number, **place, "sha256": digest(words)})
    measures = {
        "form": "canonical-1",
        "code_points": len(text),
        "utf8_bytes": len(text.encode()),
        "sha256": digest(text),
    }
    about = dict.fromkeys(("title", "author", "publisher", "published", "url"))
    described = {
        "id": "source/hard",
        "kind": "source",
        "label": "Hard",
        "language": "en",
        "genre": "news",
        "rights": "none",
    }
    made = record({**described, **about, "text": measures, "sentences": rows})
    assert isinstance(made, Source)
    return made


def passage_of(source: Source, text: str, start: int, end: int) -> Passage | None:
    """The place of a selection without the spaces at its ends, if it lies in one sentence."""
    words = text[start:end].strip(" \n")
    first = start + text[start:end].index(words)
    for row in source.sentences:
        if words and row.start <= first and first + len(words) <= row.end:
            return Passage(row.number, Slice(first, first + len(words)))
    return None


def pointer_of(source: Source, text: str, start: int, end: int) -> dict[str, Any] | None:
    """The evidence for a selection as `cite` prints it, if there is any."""
    place = passage_of(source, text, start, end)
    if place is None:
        return None
    item = values(evidence(source, Canonical(text, ()), place))
    return {"yaml": yaml_writer.write({"evidence": [item]}), "isCut": not word_boundaries.is_whole(text, place.slice)}


def _spoilt(text: str, random: Random) -> str:
    at = random.randrange(len(text))
    return text[:at] + random.choice(("", "x", "é ", "🚢")) + text[at + random.choice((0, 1)) :]


def _misplaced(dataset: Dataset, random: Random) -> Dataset:
    """The dataset with every fifth pointer wrong: its words, its sentence or its digest."""
    records = [deepcopy(values(one)) for one in dataset]
    pointers = [pointer for one in records for pointer in one.get("evidence", ())]
    for pointer in random.sample(pointers, k=len(pointers) // 5):
        match random.randrange(4):
            case 0:
                pointer["start"] = max(0, pointer["start"] + random.choice((-40, -1, 1)))
            case 1:
                pointer["end"] += random.choice((-1, 1, 4000))
            case 2:
                pointer["sentence"] = random.choice((1, pointer["sentence"] + 1, 999))
            case _:
                pointer["sha256"] = random.choice(pointers)["sha256"]
    return Dataset(dataset.manifest, [record(one) for one in records])


def _assert_verdicts_agree(folder: Path, texts: dict[str, Path]) -> None:
    dataset = load(folder)
    random = Random(folder.name)
    for source, file in texts.items():
        whole = canonical_text.read(file.read_bytes())
        assert isinstance(whole, Canonical)
        for one in (dataset, _misplaced(dataset, random)):
            spoilt = [canonicalise(_spoilt(whole.text, random)).text for _ in range(12)]
            page = {"ask": "verdicts", "source": source, "payload": payload(one)}
            asked = [whole.text, *spoilt, whole.text[:50], "x"]
            found = run_program("texts", [{**page, "text": text} for text in asked])
            assert found == [_verdicts(one, source, text) for text in asked]
            if one is dataset:
                assert {verdict for *_, verdict in found[0]["verdicts"]} <= {"verified"}


def _verdicts(dataset: Dataset, identifier: str, text: str) -> dict[str, Any]:
    """What the package finds: the verdicts of the rules, and the sentences that the text has."""
    source = dataset.sources[identifier]
    linked = reading(map(values, dataset), {identifier: Canonical(text, ())})
    comparable = {(record, index) for record, index, _ in verifiable_pointers(linked)}
    true = {(record, index) for record, index, _ in true_pointers(linked)}
    places = [
        (one.id, index)
        for one in dataset
        for index, pointer in enumerate(() if isinstance(one, Source) else one.evidence)
        if pointer.source == identifier
    ]
    names = {(False, False): "unverifiable", (True, False): "mismatch", (True, True): "verified"}
    rows = linked.records[identifier].sentences
    shift = len(text) - source.text.code_points
    changed = [row for row in rows if not has_sentence(Canonical(text, ()), row)]
    return {
        "isSame": digest(text) == source.text.sha256,
        "changed": [row.number for row in changed],
        "kept": len(rows) - sum(not has_sentence(Canonical(text, ()), row, shift) for row in changed),
        "verdicts": [[*place, names[place in comparable, place in true]] for place in places],
    }


@pytest.mark.parametrize(
    "folder", [one for one in case_files.valid() if case_files.texts_of(one)], ids=lambda it: it.name
)
def test_the_page_and_the_package_agree_on_every_pointer(folder: Path) -> None:
    _assert_verdicts_agree(folder, case_files.texts_of(folder))


def test_they_agree_on_every_pointer_of_the_second_article(tmp_path: Path) -> None:
    guide_walkthrough.section_with_outputs(tmp_path)
    _assert_verdicts_agree(tmp_path / "records", {guide_walkthrough.SOURCE: tmp_path / "article.txt"})


def test_they_agree_on_every_pointer_of_the_real_article() -> None:
    if not ARTICLE.exists() and os.environ.get("NSATU_REQUIRE_INTEROP") != "1":
        pytest.skip("the article is not available: its pointers are not verified in the page")
    _assert_verdicts_agree(ROOT / "records", {"source/japan-nsatu": ARTICLE})
