"""What is derived from the models: the published JSON Schema, its reference pages, and generated modules.

`validator` is public: a validator for records of a kind, as the published schema says.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nsatu_data.schema.json_schema import validator

__all__ = ["validator"]

if not TYPE_CHECKING:
    # Names of version 1.1, when this was a module.
    _OLD = ("DIALECT", "JSON", "file_name", "names", "schema", "text")

    def __getattr__(name: str) -> Any:
        if name != "validator" and name not in _OLD:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        # The modules of this room need the models, which a plain import of one of them may not.
        from nsatu_data.schema import json_schema

        if name == "validator":
            return json_schema.validator
        from nsatu_data.moved import attribute

        return attribute(__name__, name, json_schema)


def __dir__() -> list[str]:
    return __all__
