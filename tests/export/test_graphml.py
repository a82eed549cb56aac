"""GraphML holds the whole dataset, as the XML parser of the standard library reads it."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from nsatu_data import cli, load
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.export import to_graphml, to_json
from tests.support import case_files, drawn_datasets, graphs_read_back
from tests.support.folders import ROOT

FOLDERS = [ROOT / "records", *case_files.valid()]
_SPACE = "{http://graphml.graphdrawing.org/xmlns}"


def _data(element: ET.Element) -> dict[str, Any]:
    """The data of an element, by the names of the keys. They begin with the domain: `node_kind`."""
    texts = {str(data.get("key")).partition("_")[2]: data.text for data in element.findall(f"{_SPACE}data")}
    return {name: {"true": True, "false": False}.get(str(text), text) for name, text in texts.items()}


def _bundle(text: str) -> dict[str, Any]:
    graph = ET.fromstring(text).find(f"{_SPACE}graph")  # noqa: S314
    assert graph is not None
    nodes = {str(node.get("id")): _data(node) for node in graph.findall(f"{_SPACE}node")}
    edges = [(str(edge.get("source")), str(edge.get("target")), _data(edge)) for edge in graph.findall(f"{_SPACE}edge")]
    return graphs_read_back.bundle(_data(graph), nodes, edges)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_graphml_with_evidence_holds_the_whole_dataset(folder: Path) -> None:
    dataset = load(folder)
    assert _bundle(to_graphml.write(dataset, evidence=True)) == json.loads(to_json.write(dataset))


@settings(max_examples=10)
@given(drawn_datasets.datasets())
def test_graphml_holds_datasets_of_any_values(dataset: Dataset) -> None:
    assert _bundle(to_graphml.write(dataset, evidence=True)) == json.loads(to_json.write(dataset))


def test_without_evidence_only_evidence_and_sentences_are_missing() -> None:
    dataset = load(ROOT / "records")
    wanted = json.loads(to_json.write(dataset))
    for records in wanted.values():
        for record in records if isinstance(records, list) else ():
            record.pop("evidence", None)
            record.pop("sentences", None)
    assert _bundle(to_graphml.write(dataset)) == wanted


def test_every_key_is_described_and_says_where_a_missing_value_is_null() -> None:
    root = ET.fromstring(to_graphml.write(load(ROOT / "records"), evidence=True))  # noqa: S314
    described = {key.get("id"): key.findtext(f"{_SPACE}desc") for key in root.findall(f"{_SPACE}key")}
    assert described["node_author"] == (
        "Who wrote it, as named in the publication; null if it is not known. Missing in source: null."
    )
    assert described["node_trend"] == (
        "context: Where the state is heading, if the source says. "
        "motive: Where the want, fear or commitment is heading, if the source says."
    )
    assert described["edge_field"] == "The field that refers to the target."
    assert described["graph_creators"] == "Who made it. (JSON)"
    used = {data.get("key") for data in root.iter(f"{_SPACE}data")}
    assert used <= described.keys()


def test_the_command_writes_evidence_if_asked(capsys: pytest.CaptureFixture[str]) -> None:
    command = ["export", "graphml", "--dataset", str(ROOT / "records")]
    assert cli.main(command) == 0
    assert capsys.readouterr().out == to_graphml.write(load(ROOT / "records"))
    assert cli.main([*command, "--evidence"]) == 0
    assert capsys.readouterr().out == to_graphml.write(load(ROOT / "records"), evidence=True)
    assert cli.main(["export", "csv", "--dataset", str(ROOT / "records"), "--evidence"]) == 2
    assert capsys.readouterr().err == "nsatu-data: csv has no option --evidence\n"
