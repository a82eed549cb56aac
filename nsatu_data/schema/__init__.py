"""What is derived from the models: the published JSON Schema, its reference pages, and generated modules.

`validator` is public: a validator for records of a kind, as the published schema says.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nsatu_data.schema.json_schema import validator

__all__ = ["validator"]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        # The modules of this room need the models, which a plain import of one of them may not.
        if name != "validator":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from nsatu_data.schema.json_schema import validator

        return validator
