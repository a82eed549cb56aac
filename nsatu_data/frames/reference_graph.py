"""Make a graph for networkx: a node for each record, and an edge for each reference."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from nsatu_data.extras import require
from nsatu_data.frames.description import EVIDENCE, Field, fields
from nsatu_data.frames.frame_rows import Values

if TYPE_CHECKING:
    import networkx as nx


def graph(records: Iterable[Values], *, evidence: bool = False) -> "nx.MultiDiGraph[str]":
    """The graph of records.

    - A node is a record's id. Its attributes are the record's fields, except references and evidence. A list is a
      tuple, and a part a mapping.
    - An edge leads from a record to each record that it refers to. Its key, and its attribute `field`, name the field;
      `position` is the place in a list, from 0.
    - With `evidence`, an edge of the field `evidence` leads to the source for each pointer, with the pointer's values.
      Its key is `evidence 0`, with the position. Without it, a source is linked only if a claim is in its voice.

    A null reference has no edge, as if it were left out: the field says which of the two it is.
    """
    networkx = require("networkx", extra="graph", what="to_networkx")
    made: nx.MultiDiGraph[str] = networkx.MultiDiGraph()
    edges: list[tuple[str, str, str, dict[str, Any]]] = []
    for record in records:
        made.add_node(record["id"], **node(record))
        edges += edges_of(record, evidence=evidence)
    # Nodes come first, so that they have the order of the records.
    for start, end, key, attributes in edges:
        made.add_edge(start, end, key, **attributes)
    return made


def node(record: Values) -> dict[str, Any]:
    """The attributes of a record's node."""
    described = [field for field in fields(record["kind"]) if not field.targets and field.name not in {"id", EVIDENCE}]
    return {
        field.name: tuple(record[field.name]) if field.many else record[field.name]
        for field in described
        if field.name in record
    }


def edges_of(record: Values, *, evidence: bool) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """The edges from a record: start, end, key and attributes."""
    start = record["id"]
    for field in fields(record["kind"]):
        for position, target in enumerate(_targets(field, record.get(field.name))):
            place = {"position": position} if field.many else {}
            yield start, target, field.name, {"field": field.name, **place}
    for position, pointer in enumerate(record.get(EVIDENCE, ()) if evidence else ()):
        values = {name: value for name, value in pointer.items() if name != "source"}
        yield start, pointer["source"], f"{EVIDENCE} {position}", {"field": EVIDENCE, "position": position, **values}


def _targets(field: Field, value: Any) -> Iterable[str]:
    if not field.targets or value is None:
        return ()
    targets: Iterable[str] = value if field.many else (value,)
    return targets
