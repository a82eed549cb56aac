"""Compares two JSON Schemas by the documents that they accept.

A change breaks *writers* if a document that was accepted is refused now. It breaks *readers* if a document is accepted
now that was refused before: a program for the old schema may meet it. An optional field breaks readers only, because
the objects of our schemas are closed.

The schemas are in the portable subset that `schema.json_schema` writes. Values are compared exactly, and the example of
a change is a value that only one of the schemas accepts. Conditions between fields are not followed: a condition that
is new counts as breaking writers, and one that is gone as breaking readers.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from nsatu_data.comparison.string_languages import Language, outside

JSON = Mapping[str, Any]

_WORDS: Final = ("$schema", "$id", "$defs", "title", "description")
"""The keywords that accept and refuse nothing by themselves."""
_OBJECT: Final = ("type", "properties", "required", "additionalProperties", "allOf")
_STRING: Final = ("minLength", "maxLength", "pattern", "not")
_NUMBER: Final = ("minimum", "maximum")
_ARRAY: Final = ("items", "minItems", "maxItems", "uniqueItems")
_SHOWN: Final = 40
REWORDED: Final = "has another description"
_VERSION: Final = re.compile(r"/schema/([0-9]+\.[0-9]+)/")


class SchemaChange(NamedTuple):
    """One difference between two schemas.

    `place` is a field, such as `Risk.bearers`, or a definition, such as `Certainty`. `is_addition` says whether it is a
    new optional field or a new term, for which a new minor version is enough.
    """

    place: str
    what: str
    breaks_writers: bool = False
    breaks_readers: bool = False
    is_addition: bool = False

    @property
    def breaks(self) -> bool:
        """Whether the change breaks writers or readers."""
        return self.breaks_writers or self.breaks_readers


class SchemaChanges(NamedTuple):
    """The differences between two schemas, by place, and their versions. A version is empty if it is not known."""

    old: str
    new: str
    changes: tuple[SchemaChange, ...]

    @property
    def required(self) -> str:
        """The lowest version that the new schema may have, by the rules in `model.schema_version`."""
        return least_schema_version(self.old, self.changes) if self.old else ""

    @property
    def says_enough(self) -> bool:
        """Whether the version of the new schema is at least the one required."""
        return not (self.old and self.new) or _numbers(self.new) >= _numbers(self.required)


def least_schema_version(released: str, changes: tuple[SchemaChange, ...]) -> str:
    """The lowest version that may follow `released` after these changes."""
    major, minor = _numbers(released)
    breaking = [change for change in changes if change.breaks]
    if not breaking:
        return released
    return f"{major}.{minor + 1}" if all(change.is_addition for change in breaking) else f"{major + 1}.0"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def compare_schemas(old: JSON, new: JSON) -> SchemaChanges:
    """Find the differences between two schemas."""
    walk = _Walk(old, new)
    root = str(new.get("title", "the schema"))
    walk.pending[root] = (old, new)
    changes: dict[SchemaChange, None] = {}
    done = set[str]()
    while walk.pending:
        place, pair = walk.pending.popitem()
        if place not in done:
            done.add(place)
            changes.update(dict.fromkeys(walk.definition(place, *pair)))
    return SchemaChanges(_version(old), _version(new), tuple(sorted(changes)))


def _version(schema: JSON) -> str:
    found = _VERSION.search(str(schema.get("$id", "")))
    return found[1] if found else ""


class _Walk:
    """Compares definitions. A definition that both schemas refer to by the same name is compared once, by itself."""

    def __init__(self, old: JSON, new: JSON) -> None:
        self.old = old.get("$defs", {})
        self.new = new.get("$defs", {})
        self.pending: dict[str, tuple[JSON, JSON]] = {}

    def definition(self, place: str, old: JSON, new: JSON) -> Iterator[SchemaChange]:
        """The differences between two definitions of the same name."""
        if old.get("description") != new.get("description"):
            yield SchemaChange(place, REWORDED)
        yield from self.values(place, old, new)

    def values(self, place: str, old: JSON, new: JSON) -> Iterator[SchemaChange]:
        """The differences between the values that two schemas accept at a place."""
        if "$ref" in old and old.get("$ref") == new.get("$ref"):
            name = old["$ref"].rpartition("/")[2]
            self.pending[name] = (self.old[name], self.new[name])
            return
        old, new = _resolved(old, self.old), _resolved(new, self.new)
        were, are = _types(old), _types(new)
        if were - are:
            yield SchemaChange(place, f"{_either(were - are)} is refused now", breaks_writers=True)
        if are - were:
            yield SchemaChange(place, f"{_either(are - were)} is accepted now", breaks_readers=True)
        both = were & are
        if "object" in both:
            yield from self._objects(place, old, new)
        if "array" in both:
            yield from self._arrays(place, old, new)
        if _terms(old) is not None or _terms(new) is not None:
            yield from _finite(place, old, new)
        elif "string" in both:
            yield from _strings(place, old, new)
        if "integer" in both:
            yield from _limits(place, "", old, new, _NUMBER)
        known = {*_WORDS, *_OBJECT, *_STRING, *_NUMBER, *_ARRAY, "$ref", "enum", "const"}
        if any(old.get(key) != new.get(key) for key in {*old, *new} - known):
            yield SchemaChange(place, "has another constraint", breaks_writers=True, breaks_readers=True)

    def _objects(self, place: str, old: JSON, new: JSON) -> Iterator[SchemaChange]:
        before, after = old.get("properties", {}), new.get("properties", {})
        needed, needs = old.get("required", ()), new.get("required", ())
        for name in {**before, **after}:
            where = f"{place}.{name}"
            if name not in before:
                yield _new_field(where, is_required=name in needs, was_closed=_is_closed(old))
            elif name not in after:
                yield _gone_field(where, was_required=name in needed, is_closed=_is_closed(new))
            else:
                if name in needs and name not in needed:
                    yield SchemaChange(where, "is required now, and was optional", breaks_writers=True)
                if name in needed and name not in needs:
                    yield SchemaChange(where, "is optional now, and was required", breaks_readers=True)
                yield from self.definition(where, before[name], after[name])
        if _is_closed(old) != _is_closed(new):
            what = f"other fields are {'refused' if _is_closed(new) else 'accepted'} now"
            yield SchemaChange(place, what, breaks_writers=_is_closed(new), breaks_readers=_is_closed(old))
        yield from self._conditions(place, old.get("allOf", ()), new.get("allOf", ()))

    def _conditions(self, place: str, before: Sequence[JSON], after: Sequence[JSON]) -> Iterator[SchemaChange]:
        for condition in before:
            if condition not in after:
                yield SchemaChange(place, f"a condition on {_fields_of(condition)} is gone", breaks_readers=True)
                continue
            for name in _references(condition):
                self.pending[name] = (self.old[name], self.new[name])
        for condition in after:
            if condition not in before:
                yield SchemaChange(place, f"a condition on {_fields_of(condition)} is new", breaks_writers=True)

    def _arrays(self, place: str, old: JSON, new: JSON) -> Iterator[SchemaChange]:
        before, after = _sizes((old, self.old), (new, self.new))
        yield from _limits(place, " items", before, after, ("minItems", "maxItems"))
        if old.get("uniqueItems", False) != new.get("uniqueItems", False):
            is_set = bool(new.get("uniqueItems"))
            what = f"repeated items are {'refused' if is_set else 'accepted'} now"
            yield SchemaChange(place, what, is_set, not is_set)
        if old.get("maxItems") != 0 and new.get("maxItems") != 0:
            yield from self.values(f"{place}[]", old.get("items", {}), new.get("items", {}))


def _is_closed(node: JSON) -> bool:
    return node.get("additionalProperties", True) is False


def _new_field(where: str, *, is_required: bool, was_closed: bool) -> SchemaChange:
    if is_required:
        return SchemaChange(where, "is a new required field", breaks_writers=True, breaks_readers=was_closed)
    # An open object accepted any value of the field.
    return SchemaChange(where, "is a new optional field", not was_closed, was_closed, is_addition=was_closed)


def _gone_field(where: str, *, was_required: bool, is_closed: bool) -> SchemaChange:
    what = f"was {'a required' if was_required else 'an optional'} field, and is gone"
    return SchemaChange(where, what, breaks_writers=is_closed, breaks_readers=was_required or not is_closed)


def _resolved(node: JSON, definitions: JSON) -> JSON:
    while "$ref" in node:
        node = definitions[node["$ref"].rpartition("/")[2]]
    return node


def _types(node: JSON) -> set[str]:
    """The types of the values that a schema accepts. If it lists the values, null has to be one of them."""
    types = node.get("type", ())
    found = {types} if isinstance(types, str) else set(types)
    terms = _terms(node)
    return found if terms is None or None in terms else found - {"null"}


def _either(types: set[str]) -> str:
    return " or ".join(sorted("null" if one == "null" else f"an {one}".replace("an s", "a s") for one in types))


def _terms(node: JSON) -> list[Any] | None:
    """The values that a schema lists; None if it lists none."""
    return [node["const"]] if "const" in node else node.get("enum")


def _sizes(*lists: tuple[JSON, JSON]) -> list[JSON]:
    """The limits of the lengths of two lists, each given with the definitions that it may refer to.

    A list of distinct terms is never longer than its vocabulary, so a greater limit makes no difference.
    """
    sizes = [{key: node[key] for key in ("minItems", "maxItems") if key in node} for node, _ in lists]
    terms = [_terms(_resolved(node.get("items", {}), definitions)) for node, definitions in lists]
    if all(node.get("uniqueItems") for node, _ in lists) and None not in terms:
        longest = max(len(one or ()) for one in terms)
        sizes = [{**size, "maxItems": min(size.get("maxItems", longest), longest)} for size in sizes]
    return list(sizes)


def _finite(place: str, old: JSON, new: JSON) -> Iterator[SchemaChange]:
    """The differences if at least one of two schemas lists its values."""
    before, after = _terms(old), _terms(new)
    if before is None or after is None:
        what = "any text is refused now, except a listed term" if before is None else "other texts are accepted now"
        yield SchemaChange(place, what, before is None, after is None)
        return
    for term in before:
        if term not in after:
            yield SchemaChange(place, f"the term {_shown(term)} is refused now", breaks_writers=True)
    for term in after:
        if term not in before:
            is_term = "enum" in old and "enum" in new
            yield SchemaChange(place, f"the term {_shown(term)} is new", breaks_readers=True, is_addition=is_term)


def _strings(place: str, old: JSON, new: JSON) -> Iterator[SchemaChange]:
    """The differences between two forms of strings, each with an example."""
    if all(old.get(key) == new.get(key) for key in _STRING):
        return
    before, after = _language(old), _language(new)
    if (refused := outside(before, after)) is not None:
        yield SchemaChange(place, f"{_text(refused)} is refused now", breaks_writers=True)
    if (accepted := outside(after, before)) is not None:
        yield SchemaChange(place, f"{_text(accepted)} is accepted now", breaks_readers=True)


def _language(node: JSON) -> Language:
    forbidden = node.get("not", {}).get("pattern")
    return Language(node.get("pattern"), forbidden, node.get("minLength", 0), node.get("maxLength"))


def _text(example: str) -> str:
    if len(example) > _SHOWN:
        return f"a text of {len(example)} characters"
    return f"a text such as {_shown(example)}"


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _limits(place: str, unit: str, old: JSON, new: JSON, keys: tuple[str, str]) -> Iterator[SchemaChange]:
    """The differences between two ranges of numbers, or of the number of items."""
    least, most = keys
    low, high = float("-inf"), float("inf")
    if (was := old.get(least, low)) != (now := new.get(least, low)):
        what = f"the least{unit} is {now} now, and was {was}"
        yield SchemaChange(place, what, now > was, now < was)
    if (was := old.get(most, high)) != (now := new.get(most, high)):
        what = f"the most{unit} is {now} now, and was {was}"
        yield SchemaChange(place, what, now < was, now > was)


def _fields_of(condition: JSON) -> str:
    """The names of the fields that a condition reads."""
    names: dict[str, None] = {}
    pending: list[Any] = [condition]
    for node in pending:
        if isinstance(node, dict):
            names.update(dict.fromkeys(node.get("properties", ())))
            pending += node.values()
    return " and ".join(f"`{name}`" for name in names) or "fields"


def _references(node: Any) -> Iterator[str]:
    """The names of the definitions that a condition refers to."""
    if isinstance(node, Mapping):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"].rpartition("/")[2]
        for inner in node.values():
            yield from _references(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _references(inner)
