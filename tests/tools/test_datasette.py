"""Datasette shows the database and its metadata."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from nsatu_data import cli, load
from tests.support.folders import ROOT


@pytest.fixture
def served(tmp_path: Path) -> Any:
    records = str(ROOT / "records")
    database, metadata = tmp_path / "nsatu.sqlite", tmp_path / "metadata.json"
    assert cli.main(["export", "sqlite", "--dataset", records, "--output", str(database)]) == 0
    assert cli.main(["export", "datasette", "--dataset", records, "--output", str(metadata)]) == 0
    return Datasette([str(database)], metadata=json.loads(metadata.read_text(encoding="utf-8")))


def _get(served: Any, path: str) -> Any:
    response = asyncio.run(served.client.get(path))
    assert response.status_code == 200, response.text
    return response


def test_datasette_shows_the_titles_and_the_meaning_of_columns(served: Any) -> None:
    dataset = load(ROOT / "records")
    home = _get(served, "/").text
    assert dataset.manifest.title.replace("'", "&#39;") in home
    assert dataset.manifest.licences.data in home
    risks = _get(served, "/nsatu/risks").text
    assert "How sure the voice is of the statement." in risks
    assert "Japan&#39;s" in risks


def test_datasette_answers_with_the_values_of_the_records(served: Any) -> None:
    rows = _get(served, "/nsatu/risks.json?_shape=array&_size=max").json()
    wanted = {risk.id: risk for risk in load(ROOT / "records").risks}
    assert {row["id"]: (row["statement"], row["certainty"], row["voice"]) for row in rows} == {
        identifier: (risk.statement, risk.certainty, risk.voice) for identifier, risk in wanted.items()
    }


def test_datasette_follows_references_and_searches(served: Any) -> None:
    linked = _get(served, "/nsatu/risk_bearers?_labels=on").text
    assert '<a href="/nsatu/actors/actor~2Fjapan">Japan</a>' in linked
    found = _get(served, "/nsatu.json?sql=select+id+from+search+where+search+match+'budget*'&_shape=arrays").json()
    assert ["risk/budget-must-be-considered"] in found["rows"]
