"""The contents of the committed files that are derived from the models.

`nsatu-data schema` writes the files under `schema/`; `make derived` writes the generated modules too.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Final

from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.record_models import RECORDS, WHOLES, Claim, Model
from nsatu_data.model.string_forms import FORMS
from nsatu_data.model.vocabulary import Kind, Term
from nsatu_data.rdf import json_ld, shapes, turtle, vocabulary_nodes
from nsatu_data.schema import findings_page, json_schema, reference_page
from nsatu_data.schema.model_fields import fields, name_of, parts_of


def schema_files() -> dict[str, str]:
    """The contents of the files under `schema/`, by file name."""
    files = {json_schema.file_name(name): json_schema.text(name) for name in json_schema.names()}
    files["README.md"] = reference_page.text()
    files["FINDINGS.md"] = findings_page.text()
    return files | linked_data_files()


def linked_data_files() -> dict[str, str]:
    """The contents of the files under `schema/` that describe linked data, by file name."""
    return {
        "context.jsonld": json_ld.context_file(),
        "terms.ttl": turtle.write(vocabulary_nodes.ontology()),
        "shapes.ttl": turtle.write(shapes.shapes()),
    }


def kinds_module() -> str:
    """The module `nsatu_data.dataset.kind_collections`: a collection for each kind, with typed keywords."""
    return "".join(f"{line}\n" for line in _kinds_module())


def _kinds_module() -> Iterator[str]:
    yield '"""Collections of records: a class for each kind, one for claims, and one for records of any kind.'
    yield ""
    yield "Derived from `nsatu_data.model.record_models` by `make derived`. Do not edit."
    yield '"""'
    yield ""
    yield "from collections.abc import Mapping"
    yield "from functools import cached_property"
    yield "from typing import TYPE_CHECKING, Any, Self"
    yield ""
    yield "from nsatu_data.dataset.collection import Records"
    yield "from nsatu_data.dataset.former_tuple import FormerTuple"
    yield "from nsatu_data.model.record_models import ("
    yield from (f"    {name}," for name in sorted([*_MIXED, *(model.__name__ for model in RECORDS.values())]))
    yield ")"
    yield ""
    # The keyword types are for type checkers. Building them at run time takes longer than loading a small dataset.
    yield "if TYPE_CHECKING:"
    for line in _keyword_types():
        yield f"    {line}" if line else ""
    for kind, model in RECORDS.items():
        yield from _collection(
            f"{model.__name__}s", model.__name__, f"The {kind}s of a dataset, in order of their ids.", [kind]
        )
    yield from _collection("Claims", "AnyClaim", "Claims of any kind, in order of kinds and ids.", _MIXED["AnyClaim"])
    yield from _collection(
        "MixedRecords", "AnyRecord", "Records of any kind, such as search finds.", _MIXED["AnyRecord"]
    )
    yield from ("", "", "class Collections:")
    yield '    """The collections of a dataset: one for each kind, and one of all claims."""'
    yield ""
    yield "    _kinds: Mapping[str, list[Any]]"
    yield "    _by_id: Mapping[str, AnyRecord]"
    for kind, model in RECORDS.items():
        yield ""
        yield "    @cached_property"
        yield f"    def {kind}s(self) -> {model.__name__}s:"
        yield f'        """The {kind}s of the dataset."""'
        yield f'        return {model.__name__}s(self._kinds["{kind}"], self._by_id)'
    yield ""
    yield "    @cached_property"
    yield "    def claims(self) -> Claims:"
    yield '        """All records that make a claim."""'
    yield "        return Claims((record for kind in Claims.kinds for record in self._kinds[kind]), self._by_id)"


def _collection(name: str, of: str, documentation: str, kinds: Sequence[str]) -> Iterator[str]:
    """The class of a collection. `of` is the type of its records, and also begins the name of their keywords."""
    bases = f"FormerTuple, Records[{of}]" if name == "Claims" else f"Records[{of}]"
    noun = _noun(of)
    yield from ("", "", f"class {name}({bases}):")
    yield f'    """{documentation}"""'
    yield ""
    if len(kinds) == 1:
        yield f"    model = {of}"
        yield f'    kinds = ("{kinds[0]}",)'
    else:
        yield "    kinds = ("
        yield from (f'        "{kind}",' for kind in kinds)
        yield "    )"
    yield f'    _noun = "{noun.lower()}"'
    yield ""
    keywords = f'*predicates: "Callable[[{of}], object]", **fields: "Unpack[{noun}Fields]"'
    yield f"    def where(self, {keywords}) -> Self:"
    yield '        """Select the records that meet all conditions.'
    yield ""
    yield "        A keyword names a field. Its value is one that the field must have, or several, one of which the"
    yield "        field must have, or a function of the field's value. A list must contain the value. None means that"
    yield "        the field is null or left out. A record means its id. A function without a keyword is given the"
    yield "        record. Raises TypeError for an unknown field, and ValueError for an unknown term or id."
    yield ""
    names = dict.fromkeys(field for kind in kinds for field in _selectable(RECORDS[kind]))
    yield from wrap(f"The fields are {', '.join(names)}.", 120, initial_indent=" " * 8, subsequent_indent=" " * 8)
    yield '        """'
    yield "        return self._select(fields, predicates)"


_WIDTH: Final = 116
"""The length of a line of the keywords, which are indented by four more."""
_MIXED: Final = {
    "AnyClaim": [kind for kind, model in RECORDS.items() if issubclass(model, Claim)],
    "AnyRecord": list(RECORDS),
}
"""The types of records of several kinds, with these kinds."""


def _keyword_types() -> Iterator[str]:
    shapes = {kind: _selectable(model) for kind, model in RECORDS.items()}
    vocabularies = {_vocabulary(field) for of_kind in shapes.values() for field in of_kind.values()} - {None}
    references = {
        name: FORMS[_alias(field)].kinds
        for of_kind in shapes.values()
        for field in of_kind.values()
        if (name := _reference(field))
    }
    references |= {
        f"{_noun(of)}Reference": frozenset(kind for kind in Kind if kind in kinds) for of, kinds in _MIXED.items()
    }
    yield "from collections.abc import Callable"
    yield "from typing import Literal, TypedDict, Unpack"
    yield ""
    yield "from nsatu_data.dataset.matching import Wanted"
    yield "from nsatu_data.model import vocabulary"
    yield "from nsatu_data.model.record_models import Evidence"
    yield ""
    for terms in sorted(filter(None, vocabularies), key=lambda vocabulary: vocabulary.__name__):
        yield f"{terms.__name__} = ("
        yield f"    vocabulary.{terms.__name__}"
        yield "    | Literal["
        yield from (f'        "{term}",' for term in terms)
        yield "    ]"
        yield ")"
    for name, kinds in sorted(references.items()):
        yield f"{name} = str | {' | '.join(model.__name__ for kind, model in RECORDS.items() if kind in kinds)}"
    for kind, model in RECORDS.items():
        yield from _keywords(model.__name__, [shapes[kind]])
    for of, of_kinds in _MIXED.items():
        yield from _keywords(_noun(of), [shapes[kind] for kind in of_kinds])


def _keywords(name: str, shapes: Sequence[Mapping[str, FieldShape]]) -> Iterator[str]:
    """The type of the keywords of `where` for records of some kinds, whose fields are given."""
    yield ""
    yield f"class {name}Fields(TypedDict, total=False):"
    yield '    """Keywords of `where`."""'
    yield ""
    for field in dict.fromkeys(field for shape in shapes for field in shape):
        of_kinds = [shape[field] for shape in shapes if field in shape]
        wanted = _union(part for one in of_kinds for part in (_wanted(one), *_none(one)))
        if field == "id":
            wanted = f"{name}Reference"
        held = _union(part for one in of_kinds for part in (_held(one), *(() if one.many else _none(one))))
        line = f"    {field}: Wanted[{wanted}, {held}]"
        if len(line) <= _WIDTH:
            yield line
        else:
            yield from (f"    {field}: Wanted[", f"        {wanted},", f"        {held},", "    ]")


def _noun(of: str) -> str:
    """The name of one record of a type: `Claim` for `AnyClaim`."""
    return of.removeprefix("Any")


def _union(types: Iterable[str]) -> str:
    """The union of types, with None last."""
    return " | ".join(sorted(dict.fromkeys(types), key=lambda name: name == "None"))


def _none(field: FieldShape) -> tuple[str, ...]:
    return ("None",) if field.nullable or not field.required else ()


def _wanted(field: FieldShape) -> str:
    """The type of a single value of a keyword: a value of the field, or an item of a list."""
    if field.part == "Evidence":
        return f"{_reference(field)} | Evidence"
    vocabulary = _vocabulary(field)
    return vocabulary.__name__ if vocabulary else _reference(field) or field.leaf.__name__


def _held(field: FieldShape) -> str:
    """The type of what a record has in a field."""
    vocabulary = field.vocabulary
    leaf = field.part or (f"vocabulary.{vocabulary.__name__}" if vocabulary else field.leaf.__name__)
    return f"tuple[{leaf}, ...]" if field.many else leaf


def _vocabulary(field: FieldShape) -> type[Term] | None:
    return Kind if field.constant else field.vocabulary


def _reference(field: FieldShape) -> str | None:
    """The name of the type that takes an id or its record, such as `ActorReference`. None if the values are no ids."""
    alias = _alias(field)
    return f"{alias.removesuffix('Id')}Reference" if alias in FORMS and FORMS[alias].kinds else None


def _alias(field: FieldShape) -> str:
    return "SourceId" if field.part == "Evidence" else field.alias or ""


def _selectable(model: type[Model]) -> dict[str, FieldShape]:
    """The fields that `where` has keywords for: all except mappings. Evidence is selected by its source."""
    return {name: field for name, field in fields(model).items() if field.part in (None, "Evidence")}


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
