"""The page reads texts, makes pointers and judges them as the package does."""

# ruff: noqa: RUF001 (the texts are made of characters that are easily confused)

import base64
import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from nsatu_data import load
from nsatu_data.authoring.citing import Passage, evidence
from nsatu_data.dataset.bundle import values
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.model.record_models import Source
from nsatu_data.syntax import yaml_writer
from nsatu_data.text import canonical_text, word_boundaries
from nsatu_data.text.canonical_text import Canonical, Slice, canonicalise, digest
from tests.support import case_files, guide_walkthrough
from tests.support.example_datasets import record
from tests.support.folders import ROOT
from tests.support.page_payload import payload
from tests.support.page_units import run_program

ARTICLE: Final = ROOT.parent / "shared" / "article" / "article.txt"
"""The text of the records, where it is available; it is not published."""
_HARD: Final = [
    *"aAnNtT.''’-_,:;!?()1234 ٣٤٫٬·‧״",
    *(" ", "  ", "\t", "\u00a0", "\u202f", "\u3000", "\u200b", "\u00ad", "\u200d", "\u2060", "\ufeff"),
    *("\n", "\r\n", "\r", "\u2028", "\x85", "\x0b", "\n\n"),
    *("é", "e\u0301", "ọ\u0301", "a\u0328\u0302", "Å", "\u212b", "ß", "ǆ", "ﬁ", "Σ", "ς", "İ", "ı"),
    *(
        "日本",
        "東京都",
        "かな",
        "ｶﾅ",
        "ไทย",
        "မြန်မာ",
        "한국",
        "שלום",
        "مرحبا",
        "हिन्दी",
        "क्षि",
        "𠮷",
        "𝔹",
        "🚢",
        "👩‍👩‍👧",
        "🇯🇵",
    ),
    *("No. 5", "U.S.", "can't", "won’t", "l'OTAN", "3,000.5", "no_one", "x\u0333\u0333"),
]


def _texts(seed: int, number: int, longest: int) -> Iterator[str]:
    random = Random(seed)
    for _ in range(number):
        yield "".join(random.choice(_HARD) for _ in range(random.randint(0, longest)))


def test_ten_thousand_hard_texts_have_the_same_canonical_form() -> None:
    texts = list(_texts(1, 10_000, 40))
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
        *(text.encode() for text in _texts(2, 500, 30)),
    ]
    found = run_program("texts", [{"ask": "bytes", "base64": base64.b64encode(file).decode()} for file in files])
    assert found == [_text(file) for file in files]


def _text(file: bytes) -> str | None:
    read = canonical_text.read(file)
    return read.text if isinstance(read, Canonical) else None


def test_words_begin_and_end_where_the_package_says() -> None:
    texts = [canonicalise(text).text for text in _texts(3, 4_000, 25)]
    found = run_program("texts", [{"ask": "boundaries", "text": text} for text in texts])
    wanted = [[at for at in range(len(text) + 1) if word_boundaries.is_boundary(text, at)] for text in texts]
    assert [(text, one) for text, one in zip(texts, found, strict=True)] == list(zip(texts, wanted, strict=True))


def test_ten_thousand_selections_give_the_pointers_that_cite_gives() -> None:
    random = Random(4)
    rows, wanted = [], []
    for text in (canonicalise(text).text for text in _texts(5, 520, 60)):
        if not text.strip():
            continue
        source = _source(text, random)
        ranges = [sorted(random.choices(range(len(text) + 1), k=2)) for _ in range(20)]
        rows.append({"ask": "pointers", "text": text, "source": values(source), "ranges": ranges})
        wanted.append([_pointer(source, text, start, end) for start, end in ranges])
    found = run_program("texts", rows)
    assert sum(len(each) for each in wanted) > 10_000
    assert sum(one is not None for each in wanted for one in each) > 3_000
    assert found == wanted


def _source(text: str, random: Random) -> Source:
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


def _pointer(source: Source, text: str, start: int, end: int) -> dict[str, Any] | None:
    """The evidence for a selection without the spaces at its ends, if it lies in one sentence."""
    words = text[start:end].strip(" \n")
    first = start + text[start:end].index(words)
    for row in source.sentences:
        if words and row.start <= first and first + len(words) <= row.end:
            place = Slice(first, first + len(words))
            item = values(evidence(source, Canonical(text, ()), Passage(row.number, place)))
            return {"yaml": yaml_writer.write({"evidence": [item]}), "isCut": not word_boundaries.is_whole(text, place)}
    return None


def _spoilt(text: str, random: Random) -> str:
    at = random.randrange(len(text))
    return text[:at] + random.choice(("", "x", "é ", "🚢")) + text[at + random.choice((0, 1)) :]


def _assert_verdicts_agree(folder: Path, texts: dict[str, Path]) -> None:
    dataset = load(folder)
    random = Random(folder.name)
    for source, file in texts.items():
        whole = canonical_text.read(file.read_bytes())
        assert isinstance(whole, Canonical)
        for text in (whole.text, *(canonicalise(_spoilt(whole.text, random)).text for _ in range(12))):
            (found,) = run_program(
                "texts", [{"ask": "verdicts", "payload": payload(dataset), "source": source, "text": text}]
            )
            assert found == _verdicts(dataset, source, text)
        (found,) = run_program(
            "texts", [{"ask": "verdicts", "payload": payload(dataset), "source": source, "text": whole.text}]
        )
        assert {verdict for _, _, verdict in found["verdicts"]} <= {"verified"}


def _verdicts(dataset: Dataset, identifier: str, text: str) -> dict[str, Any]:
    source = dataset.sources[identifier]
    verdicts: list[list[Any]] = []
    for one in dataset:
        for index, pointer in enumerate(() if isinstance(one, Source) else one.evidence):
            if pointer.source == identifier:
                row = source.sentences[pointer.sentence - 1]
                has_sentence = digest(text[row.start : row.end]) == row.sha256 and row.end <= len(text)
                is_inside = row.start <= pointer.start < pointer.end <= row.end
                is_true = digest(text[pointer.start : pointer.end]) == pointer.sha256
                verdict = ("mismatch", "verified")[is_true] if has_sentence and is_inside else "unverifiable"
                verdicts.append([one.id, index, verdict])
    return {"isSame": digest(text) == source.text.sha256, "verdicts": verdicts}


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
