"""Types of strings and numbers for pydantic models, with the constraints of `nsatu_data.model.string_forms`."""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema
from typing_extensions import TypeAliasType

from nsatu_data.model import characters, edtf, string_forms
from nsatu_data.model.string_forms import FORMS, OFFSET_LIMIT, Form


class Constrained:
    """An annotation that makes pydantic and JSON Schema check that a `str` has `form`."""

    def __init__(self, form: Form) -> None:
        self._form = form

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, core_schema.str_schema(strict=True))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {
            "type": "string",
            "description": f"{self._form.meaning[0].upper()}{self._form.meaning[1:]}.",
            "maxLength": self._form.pattern.maximum,
            "pattern": self._form.pattern.found,
            "not": {"type": "string", "pattern": self._form.pattern.forbidden},
        }

    def _check(self, text: str) -> str:
        if not self._form.matches(text):
            raise PydanticCustomError("malformed-value", "{expected}", {"expected": self._form.meaning})
        return text


def _days_exist(written: str) -> str:
    day = edtf.invalid_day(written)
    if day is not None:
        raise PydanticCustomError("no-such-day", "{day}", {"day": day})
    return written


RecordId = TypeAliasType("RecordId", Annotated[str, Constrained(FORMS["RecordId"])])
ClaimId = TypeAliasType("ClaimId", Annotated[str, Constrained(FORMS["ClaimId"])])
ConductId = TypeAliasType("ConductId", Annotated[str, Constrained(FORMS["ConductId"])])
VoiceId = TypeAliasType("VoiceId", Annotated[str, Constrained(FORMS["VoiceId"])])
EntityId = TypeAliasType("EntityId", Annotated[str, Constrained(FORMS["EntityId"])])
DatasetId = TypeAliasType("DatasetId", Annotated[str, Constrained(FORMS["DatasetId"])])
Sha256 = TypeAliasType("Sha256", Annotated[str, Constrained(FORMS["Sha256"])])
Edtf = TypeAliasType("Edtf", Annotated[str, Constrained(FORMS["Edtf"]), AfterValidator(_days_exist)])
Day = TypeAliasType("Day", Annotated[str, Constrained(FORMS["Day"]), AfterValidator(_days_exist)])
Language = TypeAliasType("Language", Annotated[str, Constrained(FORMS["Language"])])
Url = TypeAliasType("Url", Annotated[str, Constrained(FORMS["Url"])])
Cameo = TypeAliasType("Cameo", Annotated[str, Constrained(FORMS["Cameo"])])
Wikidata = TypeAliasType("Wikidata", Annotated[str, Constrained(FORMS["Wikidata"])])
Iso3166 = TypeAliasType("Iso3166", Annotated[str, Constrained(FORMS["Iso3166"])])
GeoNames = TypeAliasType("GeoNames", Annotated[str, Constrained(FORMS["GeoNames"])])
Spdx = TypeAliasType("Spdx", Annotated[str, Constrained(FORMS["Spdx"])])
Version = TypeAliasType("Version", Annotated[str, Constrained(FORMS["Version"])])
SchemaVersion = TypeAliasType("SchemaVersion", Annotated[str, Constrained(FORMS["SchemaVersion"])])


def _tidy(text: str) -> str:
    fault = string_forms.untidy(text)
    if fault:
        raise PydanticCustomError(fault.code, "{message}", {"message": fault.message})
    return text


def one_line(maximum: int) -> tuple[Any, ...]:
    """Annotations for a `str` of one line, with single spaces between words and at most `maximum` code points."""
    portable: dict[str, Any] = {
        "pattern": "^[^ ]",
        "not": {"type": "string", "pattern": f"[{characters.ASCII_CONTROLS}]|  | $"},
    }
    return (Field(min_length=1, max_length=maximum, json_schema_extra=portable), AfterValidator(_tidy))


def _integral(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


Label = Annotated[str, *one_line(80)]
Name = Annotated[str, *one_line(160)]
Sentence = Annotated[str, *one_line(500)]
Passage = Annotated[str, *one_line(2000)]
# In JSON Schema 1.0 is an integer; in strict pydantic it is not. The limits come first, or pydantic would leave them
# out of the derived schema.
Natural = Annotated[int, Field(ge=0, le=OFFSET_LIMIT), BeforeValidator(_integral)]
Ordinal = Annotated[int, Field(ge=1, le=OFFSET_LIMIT), BeforeValidator(_integral)]
