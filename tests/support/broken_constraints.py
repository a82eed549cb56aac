"""Finds, for each constraint of a schema file, a document that breaks only this constraint.

The documents are made from the valid cases. A constraint that can be broken alone is known to have an effect. `REASONS`
says why some constraints cannot.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple

import jsonschema_rs
from jsonschema import Draft202012Validator

from nsatu_data.model.record_models import RECORDS
from nsatu_data.model.string_forms import FORMS
from nsatu_data.model.vocabulary import Certainty, Occurrence
from tests.support import case_files

SITES = 24
"""The number of places in the documents at which a constraint is tried."""
Path_ = tuple[str | int, ...]


class Constraint(NamedTuple):
    """A keyword at a place in a schema file. `required` gives one constraint for each field it names."""

    place: Path_
    name: str = ""

    def __str__(self) -> str:
        return "/".join(map(str, self.place)) + (f" {self.name}" if self.name else "")


class Site(NamedTuple):
    """A document, and a place in it where a schema applies."""

    document: Any
    path: Path_
    value: Any


def constraints(node: Any, place: Path_) -> Iterator[tuple[Constraint, dict[str, Any]]]:
    """Yield every constraint with the schema that holds it.

    Skips the constraints in `if` and `not`, because they refuse nothing by themselves.
    """
    for keyword, value in node.items():
        here = (*place, keyword)
        if keyword in ("properties", "$defs"):
            for name, child in value.items():
                yield from constraints(child, (*here, name))
        elif keyword in ("items", "then", "else"):
            yield from constraints(value, here)
        elif keyword == "allOf":
            for index, child in enumerate(value):
                yield from constraints(child, (*here, index))
        elif keyword == "required":
            yield from ((Constraint(here, name), node) for name in value)
        elif keyword not in ("$schema", "$id", "$ref", "title", "description", "if"):
            yield Constraint(here), node


def _sites(whole: Any, node: Any, place: Path_, site: Site) -> Iterator[tuple[Path_, Site]]:
    """Yield every place in a document, with the place in the schema that applies to it."""
    yield place, site
    document, path, value = site
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        yield from _sites(whole, whole["$defs"][name], ("$defs", name), site)
    for name, child in node.get("properties", {}).items():
        if isinstance(value, dict) and name in value:
            yield from _sites(whole, child, (*place, "properties", name), Site(document, (*path, name), value[name]))
    if "items" in node and isinstance(value, list):
        for index, item in enumerate(value):
            yield from _sites(whole, node["items"], (*place, "items"), Site(document, (*path, index), item))
    for index, child in enumerate(node.get("allOf", ())):
        yield from _sites(whole, child, (*place, "allOf", index), site)
    if "if" in node:
        branch = "then" if Draft202012Validator(node["if"]).is_valid(value) else "else"
        if branch in node:
            yield from _sites(whole, node[branch], (*place, branch), site)


def _with(document: Any, path: Path_, value: Any) -> Any:
    """Return the document with another value at `path`. Everything else is shared with the original."""
    if not path:
        return value
    copy: Any = dict(document) if isinstance(document, dict) else list(document)
    copy[path[0]] = _with(document[path[0]], path[1:], value)
    return copy


def _refused(value: Any, barred: Any) -> Iterator[Any]:
    """Yield strings with forbidden characters or words, or an object with its forbidden field."""
    if isinstance(value, str):
        yield from (f"{value}\x01", f"{value.partition('/')[0]}/con", f"{value}\n")
    if isinstance(value, dict):
        yield {**value, barred["required"][0]: "place/lorn"}


def _crowd(value: Any, size: int) -> list[Any]:
    """Return a list of `size` items. They are distinct if they are strings."""
    first = value[0]
    return [f"{first.partition('/')[0]}/a{n}" if isinstance(first, str) else first for n in range(size)]


BREAKING: dict[str, Callable[[Any, Any, str], Iterable[Any]]] = {
    "type": lambda *_: (None, True, 0.5, "no-such-term", 7, [], {}),
    "const": lambda *_: ("no-such-term",),
    "enum": lambda *_: ("no-such-term", Occurrence.HYPOTHETICAL, Certainty.OPEN),
    "minimum": lambda _, limit, __: (limit - 1,),
    "maximum": lambda _, limit, __: (limit + 1,),
    "minLength": lambda *_: ("",),
    "maxLength": lambda _, limit, __: ("a" * (limit + 1), f"http://{'a' * limit}", f"x{'-a' * limit}"),
    "pattern": lambda *_: ("", " a", "x", "9", "01", "04", "190", "0871", "Q", "A"),
    "not": lambda value, barred, _: _refused(value, barred),
    "minItems": lambda *_: ([],),
    "maxItems": lambda value, limit, _: (_crowd(value, limit + 1),),
    "uniqueItems": lambda value, *_: ([*value, value[0]],),
    "required": lambda value, _, name: ({field: item for field, item in value.items() if field != name},),
    "additionalProperties": lambda value, *_: ({**value, "no_such_field": 1},),
}
"""Functions that return values which break a keyword. The values may break other keywords too.

Arguments: the value in the document, the keyword's value, and the required name (empty for other keywords).
"""


def _broken_by(judge: jsonschema_rs.Draft202012Validator, document: Any) -> list[Constraint]:
    return [
        Constraint(
            tuple(error.schema_path), getattr(error.kind, "property", "") if error.schema_path[-1] == "required" else ""
        )
        for error in judge.iter_errors(document)
    ]


def _broken_in_python(whole: Any, document: Any) -> list[Constraint]:
    """The constraints that `jsonschema` finds broken.

    In this validator `$` also matches before a final line feed. The schema excludes that line feed with `not`.
    """
    found = []
    for error in Draft202012Validator(whole).iter_errors(document):
        place: Path_ = ()
        node = whole
        # Some versions of the validator include `if` and `$ref` in the path, some do not.
        for step in (step for step in error.absolute_schema_path if step not in ("if", "$ref")):
            if step not in node and "$ref" in node:
                place = ("$defs", node["$ref"].rpartition("/")[2])
                node = whole["$defs"][place[1]]
            place, node = (*place, step), node[step]
        found.append(Constraint(place))
    return found


class Judges:
    """The validators for one schema file."""

    def __init__(self, whole: Any) -> None:
        self.whole = whole
        self.quick = jsonschema_rs.Draft202012Validator(whole)

    def break_alone(self, constraint: Constraint, node: dict[str, Any], sites: list[Site]) -> list[Any]:
        """Return up to one document that breaks this constraint and no other."""
        keyword = str(constraint.place[-1])
        for site in sites:
            for value in BREAKING[keyword](site.value, node[keyword], constraint.name):
                document = _with(site.document, site.path, value)
                if _broken_by(self.quick, document) == [constraint]:
                    return [document]
                guards = keyword == "not" and isinstance(site.value, str) and value.endswith("\n")
                if guards and _broken_in_python(self.whole, document) == [constraint]:
                    return [document]
        return []


class Context(NamedTuple):
    """A constraint with its surroundings: the keyword, the place that holds it, its schema, and the file's title."""

    constraint: Constraint
    node: dict[str, Any]
    title: str

    @property
    def keyword(self) -> str:
        return str(self.constraint.place[-1])

    @property
    def holder(self) -> Path_:
        return self.constraint.place[:-1]

    @property
    def field(self) -> str | int:
        return self.constraint.place[-2] if self.holder else ""

    @property
    def is_conditional(self) -> bool:
        return bool({"allOf", "then", "else"} & set(self.holder))

    @property
    def is_kind(self) -> bool:
        return self.keyword == "type" and "kind" in self.node.get("properties", {})

    @property
    def is_bounded(self) -> bool:
        pattern = self.node["pattern"].replace("\\+", "")
        is_endless = bool({"+", "*"} & set(pattern)) or not pattern.endswith("$")
        return not is_endless or "{65}" in self.node["not"]["pattern"]


_OF_ONE_LENGTH: Final = [FORMS[name].pattern.found for name in ("Sha256", "Iso3166", "Day")]
REASONS: dict[str, Callable[[Context], bool]] = {
    "a value of another type is no term either": lambda context: (
        context.keyword == "type" and bool({"const", "enum"} & context.node.keys())
    ),
    "the field or the object that the condition is of has this type anyway": lambda context: (
        context.keyword == "type" and context.is_conditional and context.field != "name"
    ),
    "the condition on the field asks for one of its types": lambda context: (
        context.keyword == "type"
        and not context.is_conditional
        and context.field == "name"
        and "null" in context.node["type"]
    ),
    "the condition on the field asks for one of fewer terms": lambda context: (
        context.keyword == "enum" and context.title == "Reaction" and context.field == "Certainty"
    ),
    "each condition asks for an object too": lambda context: (
        context.keyword == "type" and "allOf" in context.node and context.title != "Record"
    ),
    "only what has this kind comes here": lambda context: (
        context.title == "Record"
        and context.holder[:1] == ("$defs",)
        and (context.is_kind or context.field == "kind" or context.constraint.name == "kind")
    ),
    "the pattern asks for a character": lambda context: context.keyword == "minLength" and "pattern" in context.node,
    "the patterns leave no room for more": lambda context: context.keyword == "maxLength" and context.is_bounded,
    "one character more is too long already": lambda context: (
        context.keyword == "not" and context.node.get("pattern") in _OF_ONE_LENGTH
    ),
    "there are fewer terms": lambda context: (
        context.keyword == "maxItems" and context.node["items"].get("$ref") == "#/$defs/Theme"
    ),
}
"""Reasons why a constraint cannot be broken alone, each with a test for whether it applies."""


def reasons(context: Context) -> list[str]:
    """The reasons why a constraint cannot be broken alone; empty if it can."""
    return [reason for reason, holds in REASONS.items() if holds(context)]


class Breach(NamedTuple):
    """A constraint of a schema file, and a document that breaks it alone, or none."""

    context: Context
    documents: list[Any]


def documents(name: str) -> Iterator[Any]:
    """Every document of the valid cases for a schema. Bundles are cut down to one record each, to keep them small."""
    if name != "bundle":
        yield from case_files.documents_for(name)
        return
    manifest = next(case_files.documents_for("dataset"))
    for record in case_files.documents_for("record"):
        yield {"dataset": manifest} | {f"{kind}s": [record] if kind == record["kind"] else [] for kind in RECORDS}


def breaches(name: str, whole: Any) -> Iterator[Breach]:
    """Every constraint of the schema `name`, whose content is `whole`, with the first small document that breaks it."""
    judges = Judges(whole)
    sites: dict[Path_, list[Site]] = defaultdict(list)
    # Sorting is stable: of documents with the same length, the first is used, so results are reproducible.
    for document in sorted(documents(name), key=lambda document: len(json.dumps(document))):
        assert judges.quick.is_valid(document)
        for place, site in _sites(whole, whole, (), Site(document, (), document)):
            if len(sites[place]) < SITES:
                sites[place].append(site)
    for constraint, node in constraints(whole, ()):
        context = Context(constraint, node, whole["title"])
        yield Breach(context, judges.break_alone(constraint, node, sites[context.holder]))
