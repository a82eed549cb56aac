"""Compares two JSON Schemas by the documents that they accept.

A change breaks *writers* if a document that was accepted is refused now. It breaks *readers* if a document is accepted
now that was refused before: a program for the old schema may meet it. An optional field breaks readers only, because
the objects of our schemas are closed.

The schemas have no `fault` of `comparable_schemas`. Values are compared exactly, and the example of a change is a value
that only one of the schemas accepts. Conditions between fields are not followed: a condition that is new counts as
breaking writers, and one that is gone as breaking readers.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from nsatu_data.comparison import accepted_values, value_differences
from nsatu_data.comparison.accepted_values import JSON, name_of, resolved
from nsatu_data.comparison.comparable_schemas import ANNOTATIONS, parts
from nsatu_data.comparison.pattern_automata import TooLargeError
from nsatu_data.diagnostics import CannotRun

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
    """Find the differences between two schemas. Raises CannotRun if their patterns are too large to compare."""
    walk = _Walk(old, new)
    root = str(new.get("title", "the schema"))
    changes = dict.fromkeys(walk.definition(root, old, new))
    done = set[str]()
    while walk.pending:
        name, pair = walk.pending.popitem()
        if name not in done:
            done.add(name)
            changes.update(dict.fromkeys(walk.definition(name, *pair)))
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
        self._renamed: dict[tuple[str | None, str | None], tuple[SchemaChange, ...]] = {}
        """The differences between definitions of different names, each with its place within the definition."""

    def definition(self, place: str, old: JSON, new: JSON) -> Iterator[SchemaChange]:
        """The differences between two definitions of the same name."""
        if old.get("description") != new.get("description"):
            yield SchemaChange(place, REWORDED)
        yield from self.values(place, old, new)

    def values(self, place: str, old: JSON, new: JSON) -> Iterator[SchemaChange]:
        """The differences between the values that two schemas accept at a place."""
        names = _name(old), _name(new)
        if names[0] == names[1] == "":
            return
        if names[0] is not None and names[0] == names[1]:
            self._refer(names[0])
            return
        if names[0] is None or names[1] is None:
            yield from self._resolved(place, resolved(old, self.old), resolved(new, self.new))
            return
        if names not in self._renamed:
            # The definitions may refer to themselves.
            self._renamed[names] = ()
            found = self._resolved("", resolved(old, self.old), resolved(new, self.new))
            self._renamed[names] = tuple(found)
        yield from (one._replace(place=f"{place}{one.place}") for one in self._renamed[names])

    def _refer(self, name: str) -> None:
        self.pending[name] = (self.old[name], self.new[name])

    def _resolved(self, place: str, old: JSON, new: JSON) -> Iterator[SchemaChange]:
        try:
            differences = list(value_differences.of_values(old, new))
            both = accepted_values.types(old) & accepted_values.types(new)
            if "an array" in both:
                items = (resolved(old.get("items", {}), self.old), resolved(new.get("items", {}), self.new))
                terms = (accepted_values.terms(items[0]), accepted_values.terms(items[1]))
                differences += value_differences.of_lists(old, new, terms)
        except TooLargeError:
            raise CannotRun(f"the patterns of {place or 'a definition'} are too large to compare") from None
        yield from (SchemaChange(place, *one) for one in differences)
        if "an object" in both:
            yield from self._objects(place, old, new)
        if "an array" in both and old.get("maxItems") != 0 and new.get("maxItems") != 0:
            yield from self.values(f"{place}[]", old.get("items", {}), new.get("items", {}))
        yield from self._conditions(place, old.get("allOf", ()), new.get("allOf", ()))

    def _objects(self, place: str, old: JSON, new: JSON) -> Iterator[SchemaChange]:
        before, after = old.get("properties", {}), new.get("properties", {})
        needed, needs = old.get("required", ()), new.get("required", ())
        for name in dict.fromkeys((*before, *after, *needed, *needs)):
            where = f"{place}.{name}"
            if (name in before) != (name in after):
                field = _new_field if name in after else _gone_field
                yield field(where, name, old, new)
                continue
            if name in needs and name not in needed:
                yield SchemaChange(where, "is required now, and was optional", breaks_writers=True)
            if name in needed and name not in needs:
                yield SchemaChange(where, "is optional now, and was required", breaks_readers=True)
            if name in before:
                yield from self.definition(where, before[name], after[name])
        if _is_closed(old) != _is_closed(new):
            what = f"other fields are {'refused' if _is_closed(new) else 'accepted'} now"
            yield SchemaChange(place, what, breaks_writers=_is_closed(new), breaks_readers=_is_closed(old))

    def _conditions(self, place: str, before: Sequence[JSON], after: Sequence[JSON]) -> Iterator[SchemaChange]:
        for condition in before:
            if condition not in after:
                yield SchemaChange(place, f"a condition on {_fields_of(condition)} is gone", breaks_readers=True)
                continue
            for name in _references(condition):
                self._refer(name)
        for condition in after:
            if condition not in before:
                yield SchemaChange(place, f"a condition on {_fields_of(condition)} is new", breaks_writers=True)


def _name(node: JSON) -> str | None:
    """The name of the definition that a schema refers to; empty if it accepts every value; None for other schemas."""
    return name_of(node["$ref"]) if "$ref" in node else None if _is_limited(node) else ""


def _is_closed(node: JSON) -> bool:
    return node.get("additionalProperties", True) is False


def _new_field(where: str, name: str, old: JSON, new: JSON) -> SchemaChange:
    was_needed, is_needed = name in old.get("required", ()), name in new.get("required", ())
    what = f"is a new {'required' if is_needed else 'optional'} field"
    if _is_closed(old):
        return SchemaChange(where, what, is_needed, breaks_readers=True, is_addition=not is_needed)
    # An open object accepted any value of the field.
    is_narrower = is_needed and not was_needed
    return SchemaChange(where, what, is_narrower or _is_limited(new["properties"][name]), was_needed and not is_needed)


def _gone_field(where: str, name: str, old: JSON, new: JSON) -> SchemaChange:
    was_needed, is_needed = name in old.get("required", ()), name in new.get("required", ())
    what = f"was {'a required' if was_needed else 'an optional'} field, and is gone"
    if _is_closed(new):
        return SchemaChange(where, what, breaks_writers=True, breaks_readers=was_needed)
    # An open object accepts any value of the field.
    is_wider = was_needed and not is_needed
    return SchemaChange(where, what, is_needed and not was_needed, is_wider or _is_limited(old["properties"][name]))


def _is_limited(node: JSON) -> bool:
    """Whether a schema refuses any value."""
    return not set(node) <= ANNOTATIONS


def _fields_of(condition: JSON) -> str:
    """The names of the fields that a condition reads."""
    names = dict.fromkeys(name for node in _schemas_in(condition) for name in node.get("properties", ()))
    return " and ".join(f"`{name}`" for name in names) or "fields"


def _references(condition: JSON) -> Iterator[str]:
    """The names of the definitions that a condition refers to."""
    return (name_of(node["$ref"]) for node in _schemas_in(condition) if "$ref" in node)


def _schemas_in(condition: JSON) -> Iterator[JSON]:
    yield condition
    for _, inner, _ in parts(condition):
        yield from _schemas_in(inner)
