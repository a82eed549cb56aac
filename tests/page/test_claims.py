"""The table of claims finds and counts what a plain search of the records finds, and writes it as the command does."""

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Final
from urllib.parse import urlencode

import pytest

from nsatu_data import load
from nsatu_data.dataset import search
from nsatu_data.dataset.bundle import values
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.linking.references import references
from nsatu_data.model.record_models import Claim
from nsatu_data.model.vocabulary import Basis, Certainty, Kind, Polarity, Term
from nsatu_data.report.record_rows import Rows, as_csv
from tests.support import case_files
from tests.support.example_datasets import dataset as example_dataset
from tests.support.example_datasets import with_fields
from tests.support.folders import ROOT
from tests.support.page_payload import payload
from tests.support.page_units import run_program

FOLDERS: Final = [ROOT / "records", *case_files.valid()]
CLAIM_KINDS: Final = [str(kind) for kind in Kind if kind not in ("source", "actor", "place")]
_CHEROKEE: Final = {*range(0x13A0, 0x1400), *range(0xAB70, 0xABC0)}
"""Letters whose folded form is the capital in Unicode's table and the small letter in ours: each pair still meets."""
_CHANGED: Final = {0x1171E}
"""Became a spacing mark after the version of Unicode that Python 3.11 has."""


def test_the_page_folds_every_character_as_the_command_does() -> None:
    known = [chr(code) for code in range(0x20, 0x110000) if unicodedata.category(chr(code)) not in ("Cs", "Cn")]
    characters = [one for one in known if ord(one) not in _CHEROKEE | _CHANGED]
    assert len(characters) > 280_000
    text = run_program("fold", [{"text": one, "query": ""} for one in characters])
    assert [one for one, row in zip(characters, text, strict=True) if row["folded"] != search.fold(one)] == []


def test_the_page_marks_the_places_that_the_command_marks() -> None:
    random = Random(20261129)
    alphabet = "aAbBéÉe\u0301ßsSΣσς ﬁfiİıIi\u0307Ⅳiv𝒜a 日本\u00ad"  # noqa: RUF001
    rows = [
        {"text": _drawn(random, alphabet, 30), "query": " ".join(_drawn(random, alphabet, 3) for _ in range(2))}
        for _ in range(3000)
    ]
    wanted = []
    for row in rows:
        words = search.words([row["query"]]) if any(map(str.isalnum, row["query"])) else ()
        wanted.append(_marked(row["text"], search.spans(row["text"], words)))
    found = run_program("fold", rows)
    assert ["".join(f"[{p['text']}]" if p["isMatch"] else p["text"] for p in row["pieces"]) for row in found] == wanted
    assert sum("[" in one for one in wanted) > 500


def _drawn(random: Random, alphabet: str, longest: int) -> str:
    return "".join(random.choice(alphabet) for _ in range(random.randint(1, longest)))


def _marked(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_filters_and_words_find_and_count_what_the_records_say(folder: Path) -> None:
    dataset = load(folder)
    facets = {claim.id: _facets(claim) for claim in dataset.claims}
    random = Random(f"{folder.name} 1")
    queries = [_query(random, facets, dataset) for _ in range(120)]
    hashes = [f"#claims?{urlencode({key: ','.join(value) for key, value in query.items()})}" for query in queries]
    (answers,) = run_program("claims", [{"payload": payload(dataset), "hashes": hashes}])
    for query, answer in zip(queries, answers, strict=True):
        assert answer["ignored"] == 0
        assert set(answer["ids"]) == _passing(query, facets, dataset), query
        assert answer["counts"] == {facet: _counts(facet, query, facets, dataset) for facet in answer["counts"]}, query
    assert sum(bool(answer["ids"]) for answer in answers) > min(len(dataset.claims), 40)


def _facets(claim: Claim) -> dict[str, set[str]]:
    targets = {reference.target for reference in references(claim)}
    return {
        "kind": {claim.kind},
        "voice": {str(claim.voice or "null")},
        "basis": {claim.basis},
        "certainty": {claim.certainty},
        "polarity": {claim.polarity},
        "theme": set(map(str, claim.themes)),
        "actor": {target for target in targets if target.startswith("actor/")},
        "sentence": {f"{pointer.source}:{pointer.sentence}" for pointer in claim.evidence},
    }


def _query(random: Random, facets: Mapping[str, dict[str, set[str]]], dataset: Dataset) -> dict[str, list[str]]:
    query: dict[str, list[str]] = {}
    names = list(next(iter(facets.values()), {}))
    for facet in random.sample(names, min(len(names), random.choice((0, 1, 1, 2, 3)))):
        known = sorted(set().union(*(each[facet] for each in facets.values())))
        query[facet] = random.sample(known, min(len(known), random.choice((1, 1, 2, 3))))
    if dataset.claims and random.random() < 0.5:
        words = random.choice(list(dataset.claims)).statement.split()
        query["q"] = [" ".join(random.choice(words)[:4].upper() for _ in range(random.choice((1, 1, 2))))]
    return query


def _passing(query: Mapping[str, list[str]], facets: Mapping[str, dict[str, set[str]]], dataset: Dataset) -> set[str]:
    words = search.words(query["q"]) if "q" in query else ()
    found = {record.id for record in search.search(dataset, words)}
    return {
        claim
        for claim, each in facets.items()
        if claim in found and all(each[facet] & set(chosen) for facet, chosen in query.items() if facet != "q")
    }


def _counts(
    facet: str, query: Mapping[str, list[str]], facets: Mapping[str, dict[str, set[str]]], dataset: Dataset
) -> dict[str, int]:
    others = {key: chosen for key, chosen in query.items() if key != facet}
    return dict(Counter(value for claim in _passing(others, facets, dataset) for value in facets[claim][facet]))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
@pytest.mark.parametrize("order", ["", "-sentence", "kind", "-certainty", "voice", "-statement", "basis", "polarity"])
def test_downloads_hold_the_records_in_the_order_of_the_view(folder: Path, order: str) -> None:
    dataset = load(folder)
    ((answer,),) = run_program("claims", [{"payload": payload(dataset), "hashes": [f"#claims?sort={order}"]}])
    claims = [dataset[identifier] for identifier in answer["ids"]]
    assert sorted(answer["ids"]) == sorted(claim.id for claim in dataset.claims)
    assert answer["csv"] == as_csv(Rows(claims, CLAIM_KINDS))
    assert answer["json"] == {
        "dataset": {
            "title": dataset.manifest.title,
            "version": dataset.manifest.version,
            "licence": dataset.manifest.licences.data,
            "sha256": payload(dataset)["digest"],
        },
        "query": {"sort": order} if order else {},
        "claims": [values(claim) for claim in claims],
    }
    assert answer["ids"] == _sorted(dataset, order)


def _sorted(dataset: Dataset, order: str) -> list[str]:
    reading = _in_reading_order(dataset)
    column = order.removeprefix("-")
    if column in ("", "sentence"):
        return reading[:: -1 if order else 1]
    return sorted(reading, key=lambda claim: _key(dataset, column, claim), reverse=order.startswith("-"))


def _key(dataset: Dataset, column: str, identifier: str) -> int | str:
    claim = dataset[identifier]
    assert isinstance(claim, Claim)
    if column == "kind":
        return CLAIM_KINDS.index(claim.kind)
    if column == "voice":
        speaker = dataset[claim.voice] if claim.voice else None
        is_text = speaker is not None and speaker.kind == "source" and len(dataset.sources) == 1
        return "nobody named" if speaker is None else "the text" if is_text else speaker.label.lower()
    if column == "statement":
        return claim.statement.lower()
    vocabularies: dict[str, type[Term]] = {"basis": Basis, "certainty": Certainty, "polarity": Polarity}
    return list(vocabularies[column]).index(getattr(claim, column))


def _in_reading_order(dataset: Dataset) -> list[str]:
    ranks = {source.id: rank for rank, source in enumerate(dataset.sources)}

    def place(claim: Claim) -> tuple[int, int, str]:
        return ranks[claim.evidence[0].source], claim.evidence[0].start, claim.id

    return [claim.id for claim in sorted(dataset.claims, key=place)]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_python_reads_the_csv_of_a_view_back(folder: Path) -> None:
    dataset = load(folder)
    ((answer,),) = run_program("claims", [{"payload": payload(dataset), "hashes": ["#claims?sort=-statement"]}])
    rows = list(csv.DictReader(io.StringIO(answer["csv"], newline="")))
    assert [row["id"] for row in rows] == answer["ids"]
    for row in rows:
        claim = dataset[row["id"]]
        assert isinstance(claim, Claim)
        # An apostrophe keeps a spreadsheet from running the cell.
        assert row["statement"].removeprefix("'") == claim.statement.removeprefix("'")
        assert (row["kind"], row["certainty"], row["voice"]) == (claim.kind, claim.certainty, claim.voice or "null")
        assert row["themes"] == "|".join(claim.themes)


def test_hostile_cells_are_written_as_the_command_writes_them() -> None:
    records = with_fields(
        "risk/strain-on-the-budget",
        label='=HYPERLINK("x")',
        statement='-1, "quoted" | and \\ more',
        against_words={"certainty": "a | b \\ c", "polarity": "'d'"},
    )
    made = example_dataset(records)
    ((answer,),) = run_program("claims", [{"payload": payload(made), "hashes": ["#claims"]}])
    assert answer["csv"] == as_csv(Rows([made[identifier] for identifier in answer["ids"]], CLAIM_KINDS))
    assert "'=HYPERLINK" in answer["csv"]


def _unknown() -> Iterator[str]:
    yield from (
        "#claims?kind=event,nothing,event",
        "#claims?certainty=sure&q=",
        "#claims?colour=red",
        "#claims?sort=colour",
    )


def test_what_a_link_names_and_the_dataset_lacks_is_ignored_and_counted() -> None:
    dataset = load(ROOT / "records")
    (answers,) = run_program("claims", [{"payload": payload(dataset), "hashes": list(_unknown())}])
    found: list[tuple[int, int]] = [(answer["ignored"], len(answer["ids"])) for answer in answers]
    every = len(dataset.claims)
    assert found == [(1, len(dataset.events)), (1, every), (1, every), (1, every)]
