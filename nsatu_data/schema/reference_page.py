"""The schema reference in Markdown: all kinds, fields, conditions and terms, with an example of each kind."""

from collections.abc import Iterator
from typing import Any

from nsatu_data.model.conditions import OTHERS_NOT_IN_SCHEMA
from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.glossary import vocabularies
from nsatu_data.model.record_models import RECORDS, WHOLES, Manifest, Model
from nsatu_data.model.schema_version import BASE, SCHEMA_VERSION
from nsatu_data.model.vocabulary import Term
from nsatu_data.schema import examples
from nsatu_data.schema.json_schema import file_name, names, schema
from nsatu_data.schema.model_fields import fields, parts_of


def text() -> str:
    """The text of the page."""
    return "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    yield "# Schema reference"
    yield ""
    yield "`nsatu-data schema` derives this page from the models. Do not edit it."
    yield ""
    yield f"JSON Schema 2020-12, version {SCHEMA_VERSION}. The schemas' `$id`s begin with `{BASE}`."
    yield "No program of this project fetches them. Licence: CC BY 4.0."
    yield ""
    yield "| file | what it describes |"
    yield "|---|---|"
    for name in names():
        yield f"| [`{file_name(name)}`]({file_name(name)}) | {schema(name)['description'].splitlines()[0]} |"
    yield ""
    yield "A field is required, nullable or optional. A nullable field must be present; `null` means that the source"
    yield "does not say. An optional field is left out if it does not apply. A list is never empty. Text is one line in"
    yield "Unicode form C."
    for kind, model in RECORDS.items():
        yield from _model(kind, model)
        yield from _example(examples.record(kind))
    yield from _model("dataset", Manifest)
    yield from _example(examples.manifest())
    for part in _parts():
        yield from _model(part.__name__, part)
    yield from _strings()
    yield from _not_in_schema()
    for vocabulary in vocabularies().values():
        yield from _vocabulary(vocabulary)


def _example(text: str | None) -> Iterator[str]:
    if text is not None:
        yield from ("", "```yaml", *text.splitlines(), "```")


def _model(title: str, model: type[Model]) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""
    yield from (model.__doc__ or "").replace("\n    ", "\n").strip().splitlines()
    yield ""
    definition = schema("dataset") if model is Manifest else schema("bundle")["$defs"][model.__name__]
    yield "| field | | type | meaning |"
    yield "|---|---|---|---|"
    for field in fields(model).values():
        presence = "nullable" if field.nullable else "required" if field.required else "optional"
        limits = _limits(definition["properties"][field.name])
        yield f"| `{field.name}` | {presence} | {_type(field)}{limits} | {field.description} |"
    in_schema = [condition for condition in model.conditions if condition.not_in_schema is None]
    if in_schema:
        yield ""
        requirements = dict.fromkeys(condition.requirement for condition in in_schema)
        yield from (f"- {text[0].upper()}{text[1:]}." for text in requirements)


def _type(field: FieldShape) -> str:
    if field.constant is not None:
        name = f"`{field.constant}`"
    elif field.alias is not None:
        name = f"[{field.alias}](#strings)"
    elif field.vocabulary or field.part:
        named = field.part or field.leaf.__name__
        name = f"[{named}](#{named.lower()})"
    else:
        name = {"str": "text", "int": "whole number"}[field.leaf.__name__]
    return f"list of {name}" if field.many else name


def _limits(definition: dict[str, Any]) -> str:
    """The limits of a text or a number, such as `, at most 80 characters`. The page shows them after the type."""
    limits = definition.get("items", definition)
    if "maxLength" in limits and "pattern" in limits and "minLength" in limits:
        return f", at most {limits['maxLength']} characters"
    if "minimum" in limits:
        return f" from {limits['minimum']} to {limits['maximum']}"
    return ""


def _parts() -> list[type[Model]]:
    """The models of parts of files, such as `Evidence`."""
    parts = {part for model in WHOLES.values() for part in parts_of(model)} - {*WHOLES.values()}
    return sorted(parts, key=lambda model: model.__name__)


def _strings() -> Iterator[str]:
    yield ""
    yield "## Strings"
    yield ""
    yield "A string must match `pattern` and must not match `not` anywhere. `at most` counts code points."
    yield ""
    yield "| type | meaning | at most | pattern | not |"
    yield "|---|---|---|---|---|"
    definitions = schema("bundle")["$defs"]
    for name, definition in definitions.items():
        if "pattern" in definition:
            pattern, barred = (_code(words) for words in (definition["pattern"], definition["not"]["pattern"]))
            yield f"| {name} | {definition['description']} | {definition['maxLength']} | {pattern} | {barred} |"


def _code(pattern: str) -> str:
    return "`" + pattern.replace("|", "\\|") + "`"


def _not_in_schema() -> Iterator[str]:
    yield ""
    yield "## What the schema cannot say"
    yield ""
    yield "`nsatu-data validate` checks these requirements too. A JSON Schema validator does not."
    yield ""
    yield "| requirement | of | why JSON Schema cannot express it |"
    yield "|---|---|---|"
    for model in (*_parts(), *RECORDS.values()):
        for condition in model.conditions:
            if condition.not_in_schema:
                yield f"| {condition.requirement} | {model.__name__} | {condition.not_in_schema} |"
    yield from (f"| {requirement} | {of} | {reason} |" for requirement, of, reason in OTHERS_NOT_IN_SCHEMA)


def _vocabulary(terms: type[Term]) -> Iterator[str]:
    yield ""
    yield f"## {terms.__name__}"
    yield ""
    yield from (terms.__doc__ or "").strip().splitlines()
    yield ""
    yield "| term | definition | standard |"
    yield "|---|---|---|"
    for term in terms:
        yield f"| `{term}` | {term.definition} | {term.standard or ''} |"
