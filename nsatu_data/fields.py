"""What the fields of the models are made of, read off their annotations: the ground of everything that is derived."""

from collections.abc import Iterator
from functools import cache
from types import MappingProxyType, NoneType
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

from typing_extensions import TypeAliasType

from nsatu_data.models import Model
from nsatu_data.vocabulary import Term


class FieldShape(NamedTuple):
    """One field: what its values are, and whether it may be left out or be null.

    `alias` is the name of the constrained type of strings, such as `ActorId`; `leaf` the type of a value, or of an
    item where `many`: `str`, `int`, a `Term` or a `Model`; `constant` the one value of a field that has only one.
    """

    name: str
    description: str
    leaf: type
    alias: str | None
    many: bool
    required: bool
    nullable: bool
    constant: str | None

    @property
    def is_reference(self) -> bool:
        """Whether the values are ids of records, the record's own id excepted."""
        return self.alias is not None and self.alias.endswith("Id") and self.name != "id"

    @property
    def model(self) -> type[Model] | None:
        """The model of the field's values, where they are mappings."""
        return self.leaf if issubclass(self.leaf, Model) else None

    @property
    def vocabulary(self) -> type[Term] | None:
        """The vocabulary that the field's values are terms of, where they are."""
        return self.leaf if issubclass(self.leaf, Term) else None


@cache
def fields(model: type[Model]) -> "MappingProxyType[str, FieldShape]":
    """The fields of a model by name, in their order."""
    found = {}
    for name, field in model.model_fields.items():
        parts = list(_parts(field.annotation))
        constants = [part.value for part in parts if isinstance(part, _Constant)]
        types = [part for part in parts if isinstance(part, type) and part is not NoneType]
        aliases = [part.__name__ for part in parts if isinstance(part, TypeAliasType)]
        required = field.is_required()
        found[name] = FieldShape(
            name=name,
            description=field.description or "",
            leaf=types[0] if types else str,
            alias=aliases[0] if aliases else None,
            many=any(part is Ellipsis for part in parts),
            required=required,
            nullable=required and NoneType in parts,
            constant=constants[0] if constants else None,
        )
    return MappingProxyType(found)


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
