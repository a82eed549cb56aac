"""What the fields of the models are made of, read off their annotations: the ground of everything that is derived."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType, NoneType
from typing import Annotated, Any, Final, Literal, NamedTuple, get_args, get_origin

from typing_extensions import TypeAliasType

from nsatu_data.model import record_models
from nsatu_data.model.field_shape import FieldShape, Limits
from nsatu_data.model.record_models import WHOLES, Bundle, Model
from nsatu_data.schema import json_schema

_NAMES: Final = {model: name for name, model in WHOLES.items()}


def name_of(model: type[Model]) -> str:
    """What a model is called where there are no models: a whole as its schema is, a part as in the schemas."""
    return _NAMES.get(model, model.__name__)


def model_of(field: FieldShape) -> type[Model] | None:
    """The model of a field's values, where they are mappings."""
    if field.part is None:
        return None
    model: type[Model] = WHOLES.get(field.part) or getattr(record_models, field.part)
    return model


def parts_of(model: type[Model]) -> list[type[Model]]:
    """A model, and those of its parts in the order in which it comes to them."""
    inner = (part for field in fields(model).values() if (part := model_of(field)))
    return list(dict.fromkeys([model, *(one for part in inner for one in parts_of(part))]))


@cache
def fields(model: type[Model]) -> Mapping[str, FieldShape]:
    """The fields of a model by name, in their order."""
    described = _definition(model)["properties"]
    found = {}
    for name, field in model.model_fields.items():
        parts = list(_parts(field.annotation))
        constants = [part.value for part in parts if isinstance(part, _Constant)]
        types = [part for part in parts if isinstance(part, type) and part is not NoneType]
        aliases = [part.__name__ for part in parts if isinstance(part, TypeAliasType)]
        inner = types[0] if types and issubclass(types[0], Model) else None
        many = any(part is Ellipsis for part in parts)
        required = field.is_required()
        values = described[name].get("items", described[name])
        found[name] = FieldShape(
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
            items=_limits(described[name], "minItems", "maxItems"),
        )
    return MappingProxyType(found)


def _definition(model: type[Model]) -> dict[str, Any]:
    """What the derived schema says of a model."""
    bundle = json_schema.schema("bundle")
    definition: dict[str, Any] = bundle if model is Bundle else bundle["$defs"][model.__name__]
    return definition


def _limits(said: Mapping[str, Any], least: str, most: str) -> Limits | None:
    return (said[least], said[most]) if least in said and most in said else None


class _Constant(NamedTuple):
    value: str


def _parts(annotation: Any) -> Iterator[Any]:
    """Every alias, type and constant that an annotation is made of, from the outside in."""
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
