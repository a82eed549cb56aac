"""The files that are derived from the models and committed, each as the text that it must have.

`nsatu-data schema` writes the schemas and their reference; the rest of a checkout's derived files are written and
compared by the same functions.
"""

from collections.abc import Iterator

from nsatu_data import reference, schema
from nsatu_data.fields import FieldShape, fields
from nsatu_data.models import RECORDS, Model


def schema_files() -> dict[str, str]:
    """The text of every file under `schema/`, by name."""
    files = {schema.file_name(name): schema.text(name) for name in schema.names()}
    files["README.md"] = reference.text()
    return files


def kinds_module() -> str:
    """The module `nsatu_data.kinds`: a collection for each kind, its keywords typed."""
    return "".join(f"{line}\n" for line in _kinds_module())


def _kinds_module() -> Iterator[str]:
    yield '"""A collection of records for each kind, with the fields that it can be selected by.'
    yield ""
    yield "Derived from `nsatu_data.models` by `make derived`; not to be edited."
    yield '"""'
    yield ""
    yield "from typing import TYPE_CHECKING"
    yield ""
    yield "from nsatu_data.collection import Records"
    yield "from nsatu_data.models import ("
    yield from (f"    {name}," for name in sorted(model.__name__ for model in RECORDS.values()))
    yield ")"
    yield ""
    # At run time nobody asks for the keywords' types, and making them takes longer than loading a small dataset.
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
        yield f'        """The {plural.lower()} whose every named field has the value given; a list has it as an item.'
        yield ""
        yield "        An optional field that is absent is None. Raises TypeError for a field that there is not."
        yield '        """'
        yield "        return self._select(fields)"


def _keyword_types() -> Iterator[str]:
    vocabularies = {field.vocabulary for model in RECORDS.values() for field in _selectable(model) if field.vocabulary}
    yield "from typing import Literal, TypedDict, Unpack"
    yield ""
    yield "from nsatu_data import vocabulary"
    yield ""
    for each in sorted(vocabularies, key=lambda vocabulary: vocabulary.__name__):
        yield f"{each.__name__} = ("
        yield f"    vocabulary.{each.__name__}"
        yield "    | Literal["
        yield from (f'        "{term}",' for term in each)
        yield "    ]"
        yield ")"
    for model in RECORDS.values():
        yield ""
        yield f"class {model.__name__}Fields(TypedDict, total=False):"
        yield f'    """What {model.__name__.lower()}s can be selected by: a scalar, or an item of a list."""'
        yield ""
        yield from map(_keyword, _selectable(model))


def _selectable(model: type[Model]) -> list[FieldShape]:
    return [field for field in fields(model).values() if field.model is None]


def _keyword(field: FieldShape) -> str:
    silent = field.nullable or not (field.required or field.many)
    return f"    {field.name}: {(field.vocabulary or field.leaf).__name__}{' | None' if silent else ''}"
