"""The published JSON Schema, its reference pages and the generated modules, all derived from the models.

`validator` is public. It returns a validator of the library `jsonschema` for records of a kind.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nsatu_data.schema.json_schema import validator

__all__ = ["validator"]

if not TYPE_CHECKING:
    # The public names in version 1.1, in which `nsatu_data.schema` was a single module.
    _OLD = ("DIALECT", "JSON", "file_name", "names", "schema", "text")

    def __getattr__(name: str) -> Any:
        if name != "validator" and name not in _OLD:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        # Imported on first use, because it imports the models and pydantic.
        from nsatu_data.schema import json_schema

        if name == "validator":
            return json_schema.validator
        from nsatu_data.moved import attribute

        return attribute(__name__, name, json_schema)


def __dir__() -> list[str]:
    return __all__
