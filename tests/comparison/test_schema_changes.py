"""Schemas are compared by what they accept: generated documents are judged by both, with an independent validator.

Two laws hold for every pair of schemas. If a document is accepted by one schema and refused by the other, the changes
say that this breaks writers or readers. And each change that is said to break them does: a document shows it.
"""

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from itertools import product
from random import Random
from typing import Any, Final, NamedTuple

import jsonschema_rs
import pytest

from nsatu_data.comparison.accepted_values import texts
from nsatu_data.comparison.schema_changes import SchemaChanges, compare_schemas, least_schema_version
from nsatu_data.comparison.string_languages import Language, outside
from nsatu_data.model.record_models import RECORDS
from nsatu_data.model.vocabulary import ActorType, Certainty, EventType, Naming, Occurrence, Prominence
from nsatu_data.schema import json_schema
from tests.support import case_files, documents_by_schema
from tests.support.drawn_values import CAMEO
from tests.support.value_mutations import of_values

JSON = dict[str, Any]
KINDS: Final = (*RECORDS, "dataset")
SEEDS: Final = range(44)


def _fields(schema: JSON) -> list[tuple[JSON, str]]:
    """Every object of a schema that has fields, with the name of each field."""
    objects = [schema, *(node for node in schema["$defs"].values() if "properties" in node)]
    return [(node, name) for node in objects for name in node["properties"]]


def _any_field(schema: JSON, random: Random) -> tuple[JSON, str]:
    return random.choice([(node, name) for node, name in _fields(schema) if name not in ("kind", "id")])


def _new_field(schema: JSON, random: Random) -> None:
    node, name = _any_field(schema, random)
    node["properties"]["cost"] = deepcopy(node["properties"][name])
    if random.random() < 0.5:
        node.setdefault("required", []).append("cost")


def _gone_field(schema: JSON, random: Random) -> None:
    node, name = _any_field(schema, random)
    del node["properties"][name]
    node["required"] = [one for one in node.get("required", ()) if one != name]


def _presence(schema: JSON, random: Random) -> None:
    node, name = _any_field(schema, random)
    required = node.setdefault("required", [])
    required.remove(name) if name in required else required.append(name)


def _terms(schema: JSON, random: Random) -> None:
    nodes = [node for node in schema["$defs"].values() if len(node.get("enum", ())) > 1]
    if not nodes:
        return _null(schema, random)
    node = random.choice(nodes)
    if random.random() < 0.5:
        node["enum"].append("new_term")
    else:
        node["enum"].remove(random.choice(node["enum"]))
    return None


def _limits(schema: JSON, random: Random) -> None:
    keys = ("minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems")
    node, key = random.choice([(node, key) for node in _nodes(schema) for key in keys if key in node])
    node[key] = max(0, node[key] + random.choice((-1, 1, -node[key] // 2)))


def _patterns(schema: JSON, random: Random) -> None:
    node = random.choice([node for node in _nodes(schema) if "pattern" in node and "not" in node])
    how = random.choice(("found", "forbidden", "maximum"))
    if how == "found":
        node["pattern"] = random.choice((node["pattern"].replace("[0-9]", "[0-8]"), "^[a-z]", node["pattern"]))
    elif how == "forbidden":
        node["not"]["pattern"] += random.choice(("|xx", "|[A-C]", "|^q"))
    else:
        node["maxLength"] += random.choice((-1, 1))


def _null(schema: JSON, random: Random) -> None:
    node = random.choice([node for node in _nodes(schema) if "string" in (node.get("type"), *node.get("type", ()))])
    node["type"] = "string" if isinstance(node["type"], list) else ["string", "null"]


def _sets(schema: JSON, random: Random) -> None:
    node = random.choice([node for node in _nodes(schema) if node.get("type") == "array"])
    if not node.pop("uniqueItems", False):
        node["uniqueItems"] = True


def _closed(schema: JSON, random: Random) -> None:
    node, _ = _any_field(schema, random)
    del node["additionalProperties"]


def _condition(schema: JSON, random: Random) -> None:
    nodes = [node for node in (schema, *schema["$defs"].values()) if "allOf" in node]
    if nodes:
        node = random.choice(nodes)
        node["allOf"].remove(random.choice(node["allOf"]))
        if not node["allOf"]:
            del node["allOf"]


def _wording(schema: JSON, random: Random) -> None:
    random.choice([node for node in _nodes(schema) if "description" in node])["description"] = "In other words."


MUTATIONS: Final[tuple[Callable[[JSON, Random], None], ...]] = (
    *(_new_field, _gone_field, _presence, _terms, _limits, _patterns, _null, _sets, _closed, _condition, _wording),
)


def _nodes(schema: JSON) -> Iterator[JSON]:
    """Every schema within a schema, except those of conditions."""
    yield schema
    for node in (*schema.get("$defs", {}).values(), *schema.get("properties", {}).values()):
        yield from _nodes(node)
    if isinstance(schema.get("items"), dict):
        yield from _nodes(schema["items"])


def _resolved(node: JSON, schema: JSON) -> JSON:
    return schema["$defs"][node["$ref"].rpartition("/")[2]] if "$ref" in node else node


def _own(node: JSON) -> JSON:
    """A schema without the schemas of its fields and items, and without words."""
    rest = {key: value for key, value in node.items() if key not in ("description", "title", "$defs", "$id")}
    return {**rest, "properties": sorted(node.get("properties", ())), "items": None}


def _border(node: JSON, schema: JSON, other: JSON) -> Iterator[Any]:
    """Values at the border of what a schema accepts."""
    yield None
    yield from node.get("enum", ())
    yield from ([node["const"]] if "const" in node else ())
    if "string" in (node.get("type"), *node.get("type", ())) and "enum" not in node:
        yield from (text for text in (_text_outside(*map(json.dumps, (node, other))), "words") if text is not None)
    for limit in ("minimum", "maximum"):
        if limit in node:
            yield from (node[limit] - 1, node[limit], node[limit] + 1)
    if node.get("type") == "array":
        items = _resolved(node["items"], schema)
        for size in (node.get("minItems", 0), node.get("maxItems", 3)):
            yield from (list(_items(items, number)) for number in (size - 1, size, size + 1) if number >= 0)


@cache
def _text_outside(node: str, other: str) -> str | None:
    """A text that one schema accepts and another one refuses; None if there is none."""
    mine, theirs = json.loads(node), json.loads(other)
    return outside(texts(mine), texts(theirs) if "pattern" in theirs else Language(None, None, 0, 0))


def _items(node: JSON, number: int) -> Iterator[Any]:
    """Yields this number of items, all distinct if there are enough terms."""
    for at in range(number):
        if "enum" in node:
            yield node["enum"][at % len(node["enum"])]
        elif "properties" in node:
            yield {**_POINTER, "start": at} if "source" in node["properties"] else {"name": f"Name {at}"}
        else:
            kind = re.search("[a-z]{4,}", node["pattern"])
            yield f"{kind[0] if kind else 'x'}/a{at}" if "/" in node["pattern"] else f"Name {at}"


_POINTER: Final = {"source": "source/a", "sentence": 1, "start": 0, "end": 10**6, "sha256": "0" * 64}


def _edits(value: Any, node: JSON, other: JSON, schemas: tuple[JSON, JSON]) -> Iterator[Any]:
    """A value with one change, wherever two schemas differ."""
    old, new = _resolved(node, schemas[0]), _resolved(other, schemas[1])
    if _own(old) != _own(new):
        yield from _border(old, schemas[0], new)
        yield from _border(new, schemas[1], old)
        if isinstance(value, list) and value:
            yield [*value, value[0]]
    if isinstance(value, dict) and "properties" in old:
        yield from _edited_object(value, old, new, schemas)
    if isinstance(value, list):
        for at, item in enumerate(value[:2]):
            for edited in _edits(item, old.get("items", {}), new.get("items", {}), schemas):
                yield [*value[:at], edited, *value[at + 1 :]]


def _edited_object(value: JSON, old: JSON, new: JSON, schemas: tuple[JSON, JSON]) -> Iterator[JSON]:
    before, after = old["properties"], new.get("properties", {})
    if _own(old) != _own(new):
        yield {**value, "some_field": 1}
        yield from ({other: inner for other, inner in value.items() if other != name} for name in value)
        yield from _conditioned(value, old, new)
    for name in {**before, **after}:
        if (name in before) != (name in after):
            random = Random(name)  # noqa: S311
            node, schema = (before[name], schemas[0]) if name in before else (after[name], schemas[1])
            yield from ({**value, name: documents_by_schema._value(schema, node, random)} for _ in range(9))
            yield {**value, name: 7}
        elif name in value:
            edits = _edits(value[name], before[name], after[name], schemas)
            yield from ({**value, name: edited} for edited in edits)


def _conditioned(value: JSON, old: JSON, new: JSON) -> Iterator[JSON]:
    """An object with other values in the fields of a condition that only one of two schemas has."""
    for condition in old.get("allOf", ()):
        if condition in new.get("allOf", ()):
            continue
        fields = sorted({name for part in _parts(condition) for name in part.get("properties", ())})
        for chosen in product(*(_CONDITIONED[name] for name in fields)):
            yield {**value, **{name: one for name, one in zip(fields, chosen, strict=True) if one is not ...}}


def _parts(node: Any) -> Iterator[JSON]:
    if isinstance(node, dict):
        yield node
        for inner in node.values():
            yield from _parts(inner)


_CONDITIONED: Final[dict[str, list[Any]]] = {
    "naming": list(map(str, Naming)),
    "name": [None, "Arda"],
    "type": [..., *map(str, ActorType), *map(str, EventType)],
    "headquarters": [..., "place/lorn"],
    "prominence": list(map(str, Prominence)),
    "occurrence": list(map(str, Occurrence)),
    "certainty": list(map(str, Certainty)),
    "cameo": [..., *CAMEO.values()],
}


def _documents(name: str, old: JSON, new: JSON, random: Random) -> Iterator[Any]:
    """Documents near the border between two schemas."""
    for document in case_files.documents_for(name):
        yield document
        yield from _edits(document, old, new, (old, new))
        yield from (change.value for _ in range(15) if (change := of_values(name, document, random)))
    for schema in (old, new):
        yield from (documents_by_schema.document(schema, random) for _ in range(10))


class Outcome(NamedTuple):
    """The changes from a schema to a mutated one, and whether documents were found that are refused or accepted now."""

    mutation: str
    changes: SchemaChanges
    refused: Any
    accepted: Any
    conditioned: bool


def _outcome(name: str, seed: int) -> Outcome:
    random = Random(f"{name} {seed}")  # noqa: S311
    old = json_schema.schema(name)
    new = deepcopy(old)
    mutate = MUTATIONS[seed % len(MUTATIONS)]
    mutate(new, random)
    before, after = jsonschema_rs.validator_for(old), jsonschema_rs.validator_for(new)
    refused = accepted = None
    for document in _documents(name, old, new, random):
        was, now = before.is_valid(document), after.is_valid(document)
        refused = document if was and not now else refused
        accepted = document if now and not was else accepted
        if refused is not None and accepted is not None:
            break
    changes = compare_schemas(old, new)
    return Outcome(mutate.__name__, changes, refused, accepted, "allOf" in old)


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", KINDS)
def test_what_is_said_to_break_is_what_documents_show(name: str) -> None:
    outcomes = [_outcome(name, seed) for seed in SEEDS]
    for one in outcomes:
        writers = any(change.breaks_writers for change in one.changes.changes)
        readers = any(change.breaks_readers for change in one.changes.changes)
        # Soundness: what documents show is said.
        assert one.refused is None or writers, one
        assert one.accepted is None or readers, one
        # Precision: what is said is shown by a document. Conditions between fields are not followed.
        assert one.refused is not None or not writers or _is_conditioned(one), one
        assert one.accepted is not None or not readers or _is_conditioned(one), one
    assert sum(one.refused is not None for one in outcomes) >= 5
    assert sum(one.accepted is not None for one in outcomes) >= 5


def _is_conditioned(outcome: Outcome) -> bool:
    """Whether a change is at a field that a condition reads as well."""
    names = {change.place.rpartition(".")[2].lower() for change in outcome.changes.changes}
    return outcome.conditioned and bool(names & {*_CONDITIONED, "eventtype"})


def test_a_schema_does_not_differ_from_itself() -> None:
    for name in json_schema.names():
        assert compare_schemas(json_schema.schema(name), deepcopy(json_schema.schema(name))).changes == ()


def _compared(edit: Callable[[JSON], None], name: str = "risk") -> list[tuple[str, str, bool, bool]]:
    schema = deepcopy(json_schema.schema(name))
    edit(schema)
    changes = compare_schemas(json_schema.schema(name), schema).changes
    return [(one.place, one.what, one.breaks_writers, one.breaks_readers) for one in changes]


def test_an_example_shows_which_texts_differ() -> None:
    def edit(schema: JSON) -> None:
        schema["properties"]["label"]["maxLength"] = 90
        claims = schema["$defs"]["ClaimId"]
        claims["pattern"] = claims["pattern"].replace("context", "demand")

    assert _compared(edit) == [
        ("ClaimId", 'a text such as "context/0" is refused now', True, False),
        ("ClaimId", 'a text such as "demand/0" is accepted now', False, True),
        ("Risk.label", "a text of 81 characters is accepted now", False, True),
    ]


def test_a_limit_that_no_text_reaches_makes_no_difference() -> None:
    def edit(schema: JSON) -> None:
        schema["$defs"]["Cameo"]["maxLength"] = 400
        schema["properties"]["label"]["minLength"] = 0

    assert _compared(edit, "event") == []


def test_a_longer_vocabulary_is_not_a_longer_list() -> None:
    def edit(schema: JSON) -> None:
        schema["properties"]["themes"]["maxItems"] = 100

    assert _compared(edit) == []


def test_other_words_break_nobody() -> None:
    def edit(schema: JSON) -> None:
        schema["$defs"]["Certainty"]["description"] = "How sure."
        schema["title"] = "Another"

    assert _compared(edit) == [("Certainty", "has another description", False, False)]


def test_a_change_behind_the_choice_of_a_kind_is_found() -> None:
    def edit(schema: JSON) -> None:
        schema["$defs"]["Risk"]["required"].remove("basis")

    assert _compared(edit, "record") == [("Risk.basis", "is optional now, and was required", False, True)]


def _least(edit: Callable[[JSON], None]) -> str:
    schema = deepcopy(json_schema.schema("bundle"))
    edit(schema)
    return least_schema_version("1.3", compare_schemas(json_schema.schema("bundle"), schema).changes)


def test_an_optional_field_or_a_term_asks_for_a_minor_version_and_all_else_for_a_major_one() -> None:
    def field(schema: JSON) -> None:
        schema["$defs"]["Risk"]["properties"]["cost"] = {"type": "integer", "minimum": 0, "maximum": 9}

    def required(schema: JSON) -> None:
        field(schema)
        schema["$defs"]["Risk"]["required"].append("cost")

    def term(schema: JSON) -> None:
        schema["$defs"]["Certainty"]["enum"].append("likely")

    def longer(schema: JSON) -> None:
        schema["$defs"]["Risk"]["properties"]["label"]["maxLength"] += 1

    def words(schema: JSON) -> None:
        schema["description"] = "Other words."

    assert [_least(edit) for edit in (field, required, term, longer, words)] == ["1.4", "2.0", "1.4", "2.0", "1.3"]
