"""The strings and numbers that fields are made of, each with the constraint that pydantic and JSON Schema share.

Patterns keep to the subset of regular expressions that all engines read alike; each is paired with one that must be
found nowhere, which closes the engines' differences about `$`. Digests are FIPS 180-4, dates EDTF level 1
(ISO 8601-2:2019), languages BCP 47, licences SPDX identifiers.
"""

import re
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema
from typing_extensions import TypeAliasType

from nsatu_data import characters, edtf
from nsatu_data.identifiers import Pattern, id_pattern, is_id, kind_of
from nsatu_data.vocabulary import Kind

OFFSET_LIMIT = 100_000_000
"""The largest offset or length, in code points or bytes: far above any text, far below what a double holds exactly."""


class Constrained:
    """Annotates `str` with a `Pattern`; what breaks it is the fault `code`, told by `meaning`."""

    def __init__(self, pattern: Pattern, meaning: str, code: str = "malformed-value") -> None:
        self.pattern = pattern
        self.meaning = meaning
        self.code = code

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, core_schema.str_schema(strict=True))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {
            "type": "string",
            "description": f"{self.meaning[0].upper()}{self.meaning[1:]}.",
            "maxLength": self.pattern.maximum,
            "pattern": self.pattern.found,
            "not": {"type": "string", "pattern": self.pattern.forbidden},
        }

    def _check(self, text: str) -> str:
        if len(text) > self.pattern.maximum or not self._holds(text):
            raise PydanticCustomError(self.code, "{expected}", {"expected": self.meaning})
        return text

    def _holds(self, text: str) -> bool:
        found, forbidden = _compiled(self.pattern)
        return found.search(text) is not None and forbidden.search(text) is None


@cache
def _compiled(pattern: Pattern) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(pattern.found), re.compile(pattern.forbidden)


class _Identifier(Constrained):
    """Annotates `str` as the id of a record of certain kinds."""

    def __init__(self, meaning: str, *kinds: Kind) -> None:
        super().__init__(id_pattern(kinds), meaning, "malformed-reference")
        self._kinds = frozenset(kinds)

    def _holds(self, text: str) -> bool:
        # One expression for ids of every kind is compiled instead of one for each.
        return kind_of(text) in self._kinds and is_id(text)


RecordId = TypeAliasType("RecordId", Annotated[str, _Identifier("the id of any record", *Kind)])
SourceId = TypeAliasType("SourceId", Annotated[str, _Identifier("the id of a source", Kind.SOURCE)])
ActorId = TypeAliasType("ActorId", Annotated[str, _Identifier("the id of an actor", Kind.ACTOR)])
PlaceId = TypeAliasType("PlaceId", Annotated[str, _Identifier("the id of a place", Kind.PLACE)])
EventId = TypeAliasType("EventId", Annotated[str, _Identifier("the id of an event", Kind.EVENT)])
ContextId = TypeAliasType("ContextId", Annotated[str, _Identifier("the id of a context", Kind.CONTEXT)])
MotiveId = TypeAliasType("MotiveId", Annotated[str, _Identifier("the id of a motive", Kind.MOTIVE)])
RiskId = TypeAliasType("RiskId", Annotated[str, _Identifier("the id of a risk", Kind.RISK)])
ReactionId = TypeAliasType("ReactionId", Annotated[str, _Identifier("the id of a reaction", Kind.REACTION)])
ImplicationId = TypeAliasType(
    "ImplicationId", Annotated[str, _Identifier("the id of an implication", Kind.IMPLICATION)]
)
ClaimId = TypeAliasType(
    "ClaimId",
    Annotated[
        str,
        _Identifier(
            "the id of a claim: an event, a context, a motive, a risk, a reaction or an implication",
            Kind.EVENT,
            Kind.CONTEXT,
            Kind.MOTIVE,
            Kind.RISK,
            Kind.REACTION,
            Kind.IMPLICATION,
        ),
    ],
)
ConductId = TypeAliasType(
    "ConductId",
    Annotated[
        str, _Identifier("the id of an act or of a lasting conduct: an event or a context", Kind.EVENT, Kind.CONTEXT)
    ],
)
VoiceId = TypeAliasType(
    "VoiceId", Annotated[str, _Identifier("the id of whoever can speak: a source or an actor", Kind.SOURCE, Kind.ACTOR)]
)
EntityId = TypeAliasType(
    "EntityId", Annotated[str, _Identifier("the id of an actor or of a place", Kind.ACTOR, Kind.PLACE)]
)

Sha256 = TypeAliasType(
    "Sha256",
    Annotated[
        str,
        Constrained(
            Pattern(64, "^[0-9a-f]{64}$", "[^0-9a-f]"), "a SHA-256 digest: 64 hexadecimal digits in lower case"
        ),
    ],
)

# Of level 1's unspecified digits there may be one or two at the end of a year, or a month and a day, or a day.
_MONTH = "(?:0[1-9]|1[0-2])"
_DAY = "(?:XX|0[1-9]|[12][0-9]|3[01])"
_DATE = f"-?(?:[0-9]{{4}}(?:-(?:2[1-4]|XX(?:-XX)?|{_MONTH}(?:-{_DAY})?))?|[0-9]{{3}}X|[0-9]{{2}}XX)[?~%]?"


def _real_days(written: str) -> str:
    unreal = edtf.unreal_day(written)
    if unreal is not None:
        raise PydanticCustomError("no-such-day", "{day}", {"day": unreal})
    return written


Edtf = TypeAliasType(
    "Edtf",
    Annotated[
        str,
        Constrained(
            Pattern(32, rf"^(?:{_DATE}(?:/(?:{_DATE}|\.\.)?)?|(?:\.\.)?/{_DATE})$", r"[^0-9X.?~%/\-]"),
            "a date, month, season, year or interval in EDTF level 1: 2024, 2024-07, 2024-07?, 2024-07-09, 2023/..",
        ),
        AfterValidator(_real_days),
    ],
)
Language = TypeAliasType(
    "Language",
    Annotated[
        str,
        Constrained(
            Pattern(16, r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?$", r"[^A-Za-z0-9\-]"),
            "a language tag (BCP 47): en, pt-BR, zh-Hant",
        ),
    ],
)
Url = TypeAliasType(
    "Url",
    Annotated[
        str, Constrained(Pattern(500, "^https?://[!-~]+$", "[^!-~]"), "an address that begins with http:// or https://")
    ],
)
Cameo = TypeAliasType(
    "Cameo",
    Annotated[
        str,
        Constrained(
            Pattern(4, "^(?:0[1-9]|1[0-9]|20)[0-9]{0,2}$", "[^0-9]"),
            "a CAMEO code of two to four digits, 01 to 20 first",
        ),
    ],
)
Wikidata = TypeAliasType(
    "Wikidata", Annotated[str, Constrained(Pattern(11, "^Q[1-9][0-9]{0,9}$", "[^Q0-9]"), "a Wikidata item: Q17")]
)
Iso3166 = TypeAliasType(
    "Iso3166", Annotated[str, Constrained(Pattern(2, "^[A-Z]{2}$", "[^A-Z]"), "an ISO 3166-1 alpha-2 code: JP")]
)
GeoNames = TypeAliasType(
    "GeoNames",
    Annotated[
        str, Constrained(Pattern(10, "^[1-9][0-9]{0,9}$", "[^0-9]"), 'a GeoNames number, as a string: "1861060"')
    ],
)
Spdx = TypeAliasType(
    "Spdx",
    Annotated[
        str,
        Constrained(Pattern(64, r"^[A-Za-z0-9.+\-]+$", r"[^A-Za-z0-9.+\-]"), "an SPDX licence identifier: CC-BY-4.0"),
    ],
)
_NUMBER = "(?:0|[1-9][0-9]{0,5})"
Version = TypeAliasType(
    "Version",
    Annotated[
        str,
        Constrained(Pattern(20, rf"^{_NUMBER}\.{_NUMBER}\.{_NUMBER}$", "[^0-9.]"), "a version of three numbers: 1.2.0"),
    ],
)
SchemaVersion = TypeAliasType(
    "SchemaVersion",
    Annotated[
        str, Constrained(Pattern(13, rf"^{_NUMBER}\.{_NUMBER}$", "[^0-9.]"), "a schema version, major and minor: 1.0")
    ],
)


def _tidy(text: str) -> str:
    wrong = characters.mischief(text)
    if wrong is None and "\n" in text:
        wrong = characters.Mischief(
            "untidy-text", text.index("\n"), "the text has a line break", "write it on one line"
        )
    if wrong is None and (text[:1] == " " or text[-1:] == " " or "  " in text):
        wrong = characters.Mischief(
            "untidy-text",
            0,
            "the text has spaces at an end or several in a row",
            "write single spaces, between words only",
        )
    if wrong:
        raise PydanticCustomError(wrong.code, "{message}", {"message": wrong.message, "help": wrong.help})
    return text


def one_line(maximum: int) -> tuple[Any, ...]:
    """What annotates `str` as text of one line with single spaces between words, at most `maximum` code points."""
    portable: dict[str, Any] = {
        "pattern": "^[^ ]+(?: [^ ]+)*$",
        "not": {"type": "string", "pattern": f"[{characters.ASCII_CONTROLS}]"},
    }
    return (Field(min_length=1, max_length=maximum, json_schema_extra=portable), AfterValidator(_tidy))


def _integral(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


Label = Annotated[str, *one_line(80)]
Name = Annotated[str, *one_line(160)]
Sentence = Annotated[str, *one_line(500)]
Passage = Annotated[str, *one_line(2000)]
# JSON Schema counts 1.0 among the integers; strict pydantic does not. The bounds stand first, or they would not reach
# the derived schema.
Natural = Annotated[int, Field(ge=0, le=OFFSET_LIMIT), BeforeValidator(_integral)]
Ordinal = Annotated[int, Field(ge=1, le=OFFSET_LIMIT), BeforeValidator(_integral)]
