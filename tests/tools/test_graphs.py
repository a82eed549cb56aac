"""networkx and igraph read the GraphML that we wrote, and the graph for networkx loses nothing."""

import json
import math
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest
from hypothesis import given, settings

from nsatu_data import load
from nsatu_data.dataset import bundle
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.export import to_graphml, to_json
from nsatu_data.frames.description import fields
from tests.support import drawn_datasets, graphs_read_back
from tests.support.folders import ROOT


def _with_networkx(text: str) -> dict[str, Any]:
    graph = nx.parse_graphml(text, force_multigraph=True)
    return graphs_read_back.bundle(graph.graph, dict(graph.nodes(data=True)), graph.edges(data=True))


def _with_igraph(text: str, folder: Path) -> dict[str, Any]:
    file = folder / "dataset.graphml"
    file.write_text(text, encoding="utf-8")
    graph: Any = igraph.Graph.Read_GraphML(str(file))
    nodes = {node["id"]: _given(node.attributes()) for node in graph.vs}
    names = [node["id"] for node in graph.vs]
    edges = [(names[edge.source], names[edge.target], _given(edge.attributes())) for edge in graph.es]
    manifest = _given({name: graph[name] for name in graph.attributes()})
    return graphs_read_back.bundle(manifest, nodes, edges)


def _given(attributes: dict[str, Any]) -> dict[str, Any]:
    """The values that the file has. For others, igraph has an empty text or no number."""
    return {
        name: value
        for name, value in attributes.items()
        if value not in ("", None) and not (isinstance(value, float) and math.isnan(value))
    }


def test_networkx_and_igraph_read_the_whole_dataset(folder: Path, tmp_path: Path) -> None:
    dataset = load(folder)
    text = to_graphml.write(dataset, evidence=True)
    wanted = json.loads(to_json.write(dataset))
    assert _with_networkx(text) == wanted
    assert _with_igraph(text, tmp_path) == wanted


@settings(max_examples=25)
@given(dataset=drawn_datasets.datasets())
def test_networkx_and_igraph_read_any_values(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> None:
    text = to_graphml.write(dataset, evidence=True)
    wanted = json.loads(to_json.write(dataset))
    assert _with_networkx(text) == wanted
    assert _with_igraph(text, tmp_path_factory.mktemp("graph")) == wanted


def _record(graph: "nx.MultiDiGraph[str]", identifier: str) -> dict[str, Any]:
    """The values of a record, from its node and the edges that leave it."""
    node = graph.nodes[identifier]
    leaving: dict[str, list[tuple[int, Any]]] = {}
    for _, end, data in graph.out_edges(identifier, data=True):
        values = {name: value for name, value in data.items() if name not in {"field", "position"}}
        target = {"source": end, **values} if data["field"] == "evidence" else end
        leaving.setdefault(data["field"], []).append((data.get("position", 0), target))
    found: dict[str, Any] = {}
    for field in fields(node["kind"]):
        if field.name == "id":
            found["id"] = identifier
        elif field.name in node:
            value = node[field.name]
            found[field.name] = list(value) if isinstance(value, tuple) else value
        elif field.name in leaving:
            targets = [target for _, target in sorted(leaving[field.name], key=lambda one: one[0])]
            found[field.name] = targets if field.many else targets[0]
        elif field.empty == "null":
            found[field.name] = None
    return found


@settings(max_examples=25)
@given(drawn_datasets.datasets())
def test_the_graph_for_networkx_holds_every_record(dataset: Dataset) -> None:
    graph = dataset.to_networkx(evidence=True)
    assert list(graph) == [record.id for record in dataset]
    assert [_record(graph, identifier) for identifier in graph] == [bundle.values(record) for record in dataset]


def test_nodes_have_kinds_and_edges_have_fields() -> None:
    dataset = load(ROOT / "records")
    graph = dataset.to_networkx()
    nodes: Any = graph.nodes(data="kind")
    assert dict(nodes) == {record.id: record.kind for record in dataset}
    linked = [
        (record.id, target.id, field)
        for record in dataset
        for field, targets in dataset.referred_from(record.id).items()
        if field != "evidence"
        for target in targets
    ]
    assert sorted((start, end, key) for start, end, key in graph.edges(keys=True)) == sorted(linked)
    edges: Any = graph.edges(keys=True, data="field")
    assert all(key == field for _, _, key, field in edges)
