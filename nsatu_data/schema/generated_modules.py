"""The contents of the committed files that are derived from the models.

`nsatu-data schema` writes the files under `schema/`; `make derived` writes the generated modules too.
"""

import json
from collections.abc import Iterator

from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.record_models import RECORDS, WHOLES, Model
from nsatu_data.schema import findings_page, json_schema, reference_page
from nsatu_data.schema.model_fields import fields, name_of, parts_of


def schema_files() -> dict[str, str]:
    """The contents of the files under `schema/`, by file name."""
    files = {json_schema.file_name(name): json_schema.text(name) for name in json_schema.names()}
    files["README.md"] = reference_page.text()
    files["FINDINGS.md"] = findings_page.text()
    return files


def kinds_module() -> str:
    """The module `nsatu_data.dataset.kind_collections`: a collection for each kind, with typed keywords."""
    return "".join(f"{line}\n" for line in _kinds_module())


def _kinds_module() -> Iterator[str]:
    yield '"""Collections of records, one class for each kind, with typed keywords for `where`.'
    yield ""
    yield "Derived from `nsatu_data.model.record_models` by `make derived`. Do not edit."
    yield '"""'
    yield ""
    yield "from collections.abc import Mapping"
    yield "from functools import cached_property"
    yield "from typing import TYPE_CHECKING, Any"
    yield ""
    yield "from nsatu_data.dataset.collection import Records"
    yield "from nsatu_data.model.record_models import ("
    yield from (f"    {name}," for name in sorted(["AnyRecord", *(model.__name__ for model in RECORDS.values())]))
    yield ")"
    yield ""
    # The keyword types are for type checkers. Building them at run time takes longer than loading a small dataset.
    yield "if TYPE_CHECKING:"
    for line in _keyword_types():
        yield f"    {line}" if line else ""
    for model in RECORDS.values():
        name, plural = model.__name__, f"{model.__name__}s"
        yield from ("", "", f"class {plural}(Records[{name}]):")
        yield f'    """The {plural.lower()} of a dataset, in order of their ids."""'
        yield ""
        yield f"    model = {name}"
        yield ""
        yield f'    def where(self, **fields: "Unpack[{name}Fields]") -> "{plural}":'
        yield '        """Select records by the values of fields. A list field must contain the value.'
        yield ""
        yield "        None selects records where the field is null or left out; a list may be left out too. Raises"
        yield "        TypeError for an unknown field, and ValueError for an unknown term or id."
        yield '        """'
        yield "        return self._select(fields)"
    yield from ("", "", "class Collections:")
    yield '    """The collections of a dataset, one for each kind."""'
    yield ""
    yield "    _kinds: Mapping[str, list[Any]]"
    yield "    _by_id: Mapping[str, AnyRecord]"
    for kind, model in RECORDS.items():
        yield ""
        yield "    @cached_property"
        yield f"    def {kind}s(self) -> {model.__name__}s:"
        yield f'        """The {kind}s of the dataset."""'
        yield f'        return {model.__name__}s(self._kinds["{kind}"], self._by_id)'


def _keyword_types() -> Iterator[str]:
    vocabularies = {field.vocabulary for model in RECORDS.values() for field in _selectable(model) if field.vocabulary}
    yield "from typing import Literal, TypedDict, Unpack"
    yield ""
    yield "from nsatu_data.model import vocabulary"
    yield ""
    for terms in sorted(vocabularies, key=lambda vocabulary: vocabulary.__name__):
        yield f"{terms.__name__} = ("
        yield f"    vocabulary.{terms.__name__}"
        yield "    | Literal["
        yield from (f'        "{term}",' for term in terms)
        yield "    ]"
        yield ")"
    for model in RECORDS.values():
        yield ""
        yield f"class {model.__name__}Fields(TypedDict, total=False):"
        yield '    """Keywords of `where`: the value of a field, or an item of a list."""'
        yield ""
        yield from map(_keyword, _selectable(model))


def _selectable(model: type[Model]) -> list[FieldShape]:
    return [field for field in fields(model).values() if field.part is None]


def _keyword(field: FieldShape) -> str:
    may_be_none = field.nullable or not field.required
    return f"    {field.name}: {(field.vocabulary or field.leaf).__name__}{' | None' if may_be_none else ''}"


def parts_module() -> str:
    """The module `nsatu_data.model.field_table`: the fields and conditions of all models, as plain tables."""
    return "".join(f"{line}\n" for line in _parts_module())


def _parts_module() -> Iterator[str]:
    models = list(_parts())
    vocabularies = {field.leaf.__name__ for model in models for field in fields(model).values() if field.vocabulary}
    yield '"""Tables of the fields and conditions of all models, for code that must not import pydantic.'
    yield ""
    yield "Derived from `nsatu_data.model.record_models` by `make derived`. Do not edit."
    yield '"""'
    yield ""
    # One long line for each field is easier to read than thousands of short ones.
    yield "# fmt: off"
    yield "# ruff: noqa: E501"
    yield ""
    yield "from collections.abc import Mapping"
    yield "from typing import Final"
    yield ""
    yield "from nsatu_data.model.field_shape import FieldShape"
    yield "from nsatu_data.model.vocabulary import ("
    yield from (f"    {name}," for name in sorted(vocabularies))
    yield ")"
    yield ""
    yield "FIELDS: Final[Mapping[str, Mapping[str, FieldShape]]] = {"
    for model in models:
        yield f"    {json.dumps(name_of(model))}: {{"
        yield from (f"        {json.dumps(name)}: {_row(field)}," for name, field in fields(model).items())
        yield "    },"
    yield "}"
    yield '"""The fields of each model, by name. A key is the name of a schema, or of a definition in the schemas."""'
    yield ""
    yield "CONDITIONS: Final[Mapping[str, tuple[str, ...]]] = {"
    for model in models:
        codes = tuple(dict.fromkeys(condition.code for condition in model.conditions))
        if codes:
            listed = ", ".join(map(json.dumps, codes)) + ("," if len(codes) == 1 else "")
            yield f"    {json.dumps(name_of(model))}: ({listed}),"
    yield "}"
    yield '"""For each model that has conditions, their codes."""'


def _parts() -> list[type[Model]]:
    """The models of whole files, followed by the models of their parts."""
    return list(dict.fromkeys([*WHOLES.values(), *(part for model in WHOLES.values() for part in parts_of(model))]))


def _row(field: FieldShape) -> str:
    arguments = [json.dumps(field.name), json.dumps(field.description, ensure_ascii=False), field.leaf.__name__]
    for name, default in FieldShape._field_defaults.items():
        value = getattr(field, name)
        if value != default:
            arguments.append(f"{name}={json.dumps(value) if isinstance(value, str) else value}")
    return f"FieldShape({', '.join(arguments)})"
