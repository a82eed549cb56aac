"""Describe the fields of the models as `FieldShape`s, from their annotations and the derived schema.

The schema reference and the generated modules are built from these descriptions. A "whole" is the model of a file: a
record, the manifest or the bundle. A "part" is a model inside another model, such as `Evidence`.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType, NoneType
from typing import Annotated, Any, Final, Literal, NamedTuple, get_args, get_origin

from typing_extensions import TypeAliasType

from nsatu_data.model import record_models
from nsatu_data.model.field_shape import FieldShape, Limits
from nsatu_data.model.record_models import WHOLES, Bundle, Model
from nsatu_data.model.string_forms import OFFSET_LIMIT
from nsatu_data.schema import json_schema

_NAMES: Final = {model: name for name, model in WHOLES.items()}


def name_of(model: type[Model]) -> str:
    """The name of the schema of a whole, such as `risk`, or the name of the class of a part, such as `Evidence`."""
    return _NAMES.get(model, model.__name__)


def model_of(field: FieldShape) -> type[Model] | None:
    """The model of a field's values; None if they are not mappings."""
    if field.part is None:
        return None
    model: type[Model] = WHOLES.get(field.part) or getattr(record_models, field.part)
    return model


def parts_of(model: type[Model]) -> list[type[Model]]:
    """A model, followed by the models of its parts at any depth, in the order of their fields."""
    inner = (part for field in fields(model).values() if (part := model_of(field)))
    return list(dict.fromkeys([model, *(deeper for part in inner for deeper in parts_of(part))]))


@cache
def fields(model: type[Model]) -> Mapping[str, FieldShape]:
    """The fields of a model by name, in the model's order."""
    described = _definition(model)["properties"]
    shapes = {}
    for name, field in model.model_fields.items():
        parts = list(_parts(field.annotation))
        constants = [part.value for part in parts if isinstance(part, _Constant)]
        types = [part for part in parts if isinstance(part, type) and part is not NoneType]
        aliases = [part.__name__ for part in parts if isinstance(part, TypeAliasType)]
        inner = types[0] if types and issubclass(types[0], Model) else None
        many = any(part is Ellipsis for part in parts)
        required = field.is_required()
        values = described[name].get("items", described[name])
        shapes[name] = FieldShape(
            name=name,
            description=field.description or "",
            leaf=dict if inner else types[0] if types else str,
            part=name_of(inner) if inner else None,
            alias=aliases[0] if aliases else None,
            many=many,
            required=required,
            nullable=required and NoneType in parts,
            constant=constants[0] if constants else None,
            size=None
            if aliases
            else _limits(values, "minLength", "maxLength") or _limits(values, "minimum", "maximum"),
            items=_limits({"maxItems": OFFSET_LIMIT, **described[name]}, "minItems", "maxItems"),
        )
    return MappingProxyType(shapes)


def _definition(model: type[Model]) -> dict[str, Any]:
    """The definition of a model in the derived schema."""
    bundle = json_schema.schema("bundle")
    definition: dict[str, Any] = bundle if model is Bundle else bundle["$defs"][model.__name__]
    return definition


def _limits(schema: Mapping[str, Any], least: str, most: str) -> Limits | None:
    return (schema[least], schema[most]) if least in schema and most in schema else None


class _Constant(NamedTuple):
    value: str


def _parts(annotation: Any) -> Iterator[Any]:
    """All aliases, types and constants in an annotation, outermost first."""
    if isinstance(annotation, TypeAliasType):
        yield annotation
        yield from _parts(annotation.__value__)
    elif get_origin(annotation) is Annotated:
        yield from _parts(get_args(annotation)[0])
    elif get_origin(annotation) is Literal:
        yield _Constant(get_args(annotation)[0])
    elif get_args(annotation):
        for argument in get_args(annotation):
            yield from _parts(argument)
    else:
        yield annotation
