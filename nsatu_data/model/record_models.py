"""The models of records: frozen, strict pydantic models that forbid unknown fields.

They are the authority: the JSON Schema, the schema reference and the types for other languages are derived from them.

A field is required, nullable (required, but may be `null`), or optional. `null` means that the source does not say.
A field that does not apply is left out; in Python it is then `None`, or `()` for a list.

Models are built from JSON text (`Model.model_validate_json`). In strict mode, pydantic then agrees with JSON Schema on
every value. Only the number `1.0` is converted, to 1.

The description of a model in the schema is assigned to `__doc__`, because Python removes docstrings under `-OO`.

A reference to a record is a string. Its type, such as `ActorId`, tells the kind of record; `nsatu_data.dataset.dataset`
looks the record up. Conditions between the fields of a record are defined in `nsatu_data.model.conditions`; a model
lists its own in `conditions`.
"""

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Literal, Self, get_args

from pydantic import AfterValidator, BaseModel, Field, GetCoreSchemaHandler, model_validator
from pydantic_core import CoreSchema, PydanticCustomError
from typing_extensions import TypeAliasType

from nsatu_data.model import conditions, summaries
from nsatu_data.model.conditions import Condition
from nsatu_data.model.scalars import (
    Cameo,
    ClaimId,
    ConductId,
    Constrained,
    DatasetId,
    Day,
    Edtf,
    EntityId,
    GeoNames,
    Iso3166,
    Label,
    Language,
    Name,
    Natural,
    Ordinal,
    Passage,
    RecordId,
    SchemaVersion,
    Sentence,
    Sha256,
    Spdx,
    Url,
    Version,
    VoiceId,
    Wikidata,
)
from nsatu_data.model.string_forms import FORMS
from nsatu_data.model.vocabulary import (
    ActorType,
    Basis,
    Certainty,
    EventType,
    Genre,
    ImplicationForm,
    MotiveForm,
    Naming,
    Occurrence,
    PlaceType,
    Polarity,
    Prominence,
    Stance,
    TextForm,
    Theme,
    Trend,
)

SourceId = TypeAliasType("SourceId", Annotated[str, Constrained(FORMS["SourceId"])])
ActorId = TypeAliasType("ActorId", Annotated[str, Constrained(FORMS["ActorId"])])
PlaceId = TypeAliasType("PlaceId", Annotated[str, Constrained(FORMS["PlaceId"])])
EventId = TypeAliasType("EventId", Annotated[str, Constrained(FORMS["EventId"])])
ContextId = TypeAliasType("ContextId", Annotated[str, Constrained(FORMS["ContextId"])])
MotiveId = TypeAliasType("MotiveId", Annotated[str, Constrained(FORMS["MotiveId"])])
RiskId = TypeAliasType("RiskId", Annotated[str, Constrained(FORMS["RiskId"])])
ReactionId = TypeAliasType("ReactionId", Annotated[str, Constrained(FORMS["ReactionId"])])
ImplicationId = TypeAliasType("ImplicationId", Annotated[str, Constrained(FORMS["ImplicationId"])])


class _NotNull:
    """Annotation of an optional field of type `X | None`: the field may be left out, but must not be `null`."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        if schema["type"] != "nullable":
            raise TypeError(f"{source} is not `X | None`")
        inner: CoreSchema = schema["schema"]
        return inner


def _distinct(items: tuple[str, ...]) -> tuple[str, ...]:
    seen: set[str] = set()
    for index, item in enumerate(items):
        if item in seen:
            raise PydanticCustomError("repeated-item", "{item}", {"item": str(item), "index": index})
        seen.add(item)
    return items


_OPTIONAL = _NotNull()
_SOME = Field(min_length=1, max_length=200)
_SET = Field(min_length=1, max_length=200, json_schema_extra={"uniqueItems": True})
_DISTINCT = AfterValidator(_distinct)


# `defer_build` builds a model's validator on first use, so that a program builds only the validators that it uses.
class Model(BaseModel, strict=True, frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True):
    """Base class of records and their parts.

    Each class repeats `frozen`, because type checkers know a record to be read-only and hashable only by that.
    """

    conditions: ClassVar[tuple[Condition, ...]] = ()

    @model_validator(mode="after")
    def _check_conditions(self) -> Self:
        value = conditions.reader(self)
        for condition in self.conditions:
            for fault in condition.faults(value):
                raise PydanticCustomError("condition", "{message}", {"message": fault.message})
        return self

    def __repr__(self) -> str:
        return summaries.shown(self) or super().__repr__()

    def __str__(self) -> str:
        return repr(self)


class Offsets(Model, frozen=True):
    __doc__ = "The same span as the one next to it, counted in units other than code points."

    start: Natural = Field(description="Offset of the first character in the canonical text, from 0.")
    end: Ordinal = Field(description="Offset just after the last character.")


Counted = Annotated[Offsets | None, _OPTIONAL]
_UTF16: Final = "The same span in UTF-16 code units, as JavaScript, Java and C# count. Exports add it."
_UTF8: Final = "The same span in UTF-8 bytes, as Go and Rust count. Exports add it."


class Evidence(Model, frozen=True):
    __doc__ = "A pointer to the words of a source that carry a record. Anyone who has the text can verify it."

    source: SourceId = Field(description="The source of the words.")
    sentence: Ordinal = Field(description="Number of the sentence, from 1, as in the source record.")
    start: Natural = Field(
        description="Offset of the first character in the canonical text, in Unicode code points from 0 "
        "(W3C text position selector)."
    )
    end: Ordinal = Field(description="Offset just after the last character, in Unicode code points.")
    sha256: Sha256 = Field(description="Digest of the UTF-8 bytes of the characters from start to end.")
    utf16: Counted = Field(default=None, description=_UTF16)
    utf8: Counted = Field(default=None, description=_UTF8)

    conditions = (conditions.SPAN_RUNS_FORWARD,)


Pointers = Annotated[tuple[Evidence, ...], _SOME]
ActorIds = Annotated[tuple[ActorId, ...], _SET, _DISTINCT]
Themes = Annotated[tuple[Theme, ...], _SET, _DISTINCT]


class Record(Model, frozen=True):
    """The fields of every record."""

    id: RecordId = Field(description="The record's id, `kind/slug`. The record's file is `kind/slug.yaml`.")
    kind: str = Field(description="What the record is.")
    label: Label = Field(description="A name for lists and graphs.")

    def _repr_html_(self) -> str:
        """The record as a table, for notebooks."""
        from nsatu_data.model import html_tables

        return html_tables.record(self)


class Text(Model, frozen=True):
    __doc__ = "The lengths and the digest of a source's canonical text."

    form: TextForm = Field(description="The canonical form that offsets and digests refer to.")
    code_points: Natural = Field(description="Length of the canonical text in Unicode code points.")
    utf8_bytes: Natural = Field(description="Length of the canonical text in UTF-8 bytes.")
    sha256: Sha256 = Field(description="Digest of the UTF-8 bytes of the canonical text.")


class SentenceSpan(Model, frozen=True):
    __doc__ = "One sentence of a source: its position and, if it has nothing to encode, the reason."

    number: Ordinal = Field(description="Number of the sentence in the source, from 1.")
    paragraph: Ordinal = Field(description="Number of its paragraph (line of the canonical text), from 1.")
    start: Natural = Field(description="Offset of its first character in the canonical text, in code points.")
    end: Ordinal = Field(description="Offset just after its last character, in code points.")
    sha256: Sha256 = Field(description="Digest of the UTF-8 bytes of the sentence.")
    skip: Annotated[Sentence | None, _OPTIONAL] = Field(
        default=None, description="Why the sentence has nothing to encode; given only for such sentences."
    )
    utf16: Counted = Field(default=None, description=_UTF16)
    utf8: Counted = Field(default=None, description=_UTF8)

    conditions = (conditions.SPAN_RUNS_FORWARD,)


class Source(Record, frozen=True):
    __doc__ = "A text that the dataset encodes. The text itself is not part of the record."

    id: SourceId = Field(description="The record's id.")
    kind: Literal["source"] = Field(description="What the record is.")
    title: Name | None = Field(description="The title as published; null if it is not known.")
    author: Name | None = Field(description="Who wrote it, as named in the publication; null if it is not known.")
    publisher: Name | None = Field(description="Who published it; null if it is not known.")
    published: Edtf | None = Field(description="When it was published; null if it is not known.")
    url: Url | None = Field(description="Where it can be read; null if it is not known.")
    language: Language = Field(description="The language of the text (BCP 47).")
    genre: Genre = Field(description="What sort of text it is.")
    rights: Sentence = Field(description="Who may do what with the text.")
    text: Text = Field(description="The lengths and the digest of the canonical text.")
    sentences: Annotated[tuple[SentenceSpan, ...], Field(min_length=1)] = Field(
        description="Every sentence of the text once, in order."
    )

    conditions = (conditions.SENTENCES_IN_ORDER, conditions.SENTENCES_WITHIN_TEXT)


class Identifiers(Model, frozen=True):
    __doc__ = "Identifiers in other databases: the only facts that do not come from the source."

    wikidata: Annotated[Wikidata | None, _OPTIONAL] = Field(default=None, description="The item in Wikidata.")
    iso3166: Annotated[Iso3166 | None, _OPTIONAL] = Field(
        default=None, description="The ISO 3166-1 alpha-2 code; it implies no position on recognition."
    )
    geonames: Annotated[GeoNames | None, _OPTIONAL] = Field(default=None, description="The number in GeoNames.")


class Actor(Record, frozen=True):
    __doc__ = "Someone who acts, speaks, is addressed or is spoken of."

    id: ActorId = Field(description="The record's id.")
    kind: Literal["actor"] = Field(description="What the record is.")
    name: Name | None = Field(description="What the source calls the actor; null if the actor is unnamed.")
    type: ActorType = Field(description="What sort of actor it is.")
    naming: Naming = Field(description="How the source refers to the actor.")
    aliases: Annotated[tuple[Name, ...], _SET, _DISTINCT] = Field(
        default=(), description="Other names, as the source writes them."
    )
    role: Annotated[Name | None, _OPTIONAL] = Field(
        default=None, description="The office or function the source gives it."
    )
    part_of: Annotated[ActorId | None, _OPTIONAL] = Field(default=None, description="The actor that it belongs to.")
    headquarters: Annotated[PlaceId | None, _OPTIONAL] = Field(
        default=None, description="Where it has its headquarters."
    )
    identifiers: Annotated[Identifiers | None, _OPTIONAL] = Field(
        default=None, description="Identifiers in other databases."
    )
    evidence: Pointers = Field(description="Where the source speaks of it.")

    conditions = (conditions.UNNAMED_HAS_NO_NAME, conditions.ONLY_BODIES_HAVE_HEADQUARTERS)


class Place(Record, frozen=True):
    __doc__ = "Somewhere that something is located."

    id: PlaceId = Field(description="The record's id.")
    kind: Literal["place"] = Field(description="What the record is.")
    name: Name = Field(description="The name as the source writes it.")
    type: PlaceType = Field(description="What sort of place it is.")
    within: Annotated[PlaceId | None, _OPTIONAL] = Field(default=None, description="The place that it is a part of.")
    identifiers: Annotated[Identifiers | None, _OPTIONAL] = Field(
        default=None, description="Identifiers in other databases."
    )
    evidence: Pointers = Field(description="Where the source speaks of it.")


class AgainstWords(Model, frozen=True):
    __doc__ = (
        "Why a field disagrees with the words of the evidence, as `validate --text` reads them. Every such field needs "
        "a reason."
    )

    certainty: Annotated[Sentence | None, _OPTIONAL] = Field(
        default=None, description="Why the claim is more certain, or less certain, than the words suggest."
    )
    polarity: Annotated[Sentence | None, _OPTIONAL] = Field(
        default=None,
        description="Why the claim is denied although the words suggest that it is affirmed, or the other way round.",
    )
    voice: Annotated[Sentence | None, _OPTIONAL] = Field(
        default=None, description="Why the claim is in another voice than the words suggest."
    )


class Claim(Record, frozen=True):
    """The fields of every claim: one proposition, who commits to it, on what basis and how surely.

    Fields such as `certainty` classify the statement as it is worded. So the statement of a denied claim contains the
    "not", as in "The ships did not sail".
    """

    statement: Sentence = Field(
        description="One proposition in the coder's own words. It is true to the source when read alone, so it keeps "
        "its hedge, its condition and its negation."
    )
    voice: VoiceId | None = Field(
        description="Who commits to the statement as worded: the source if it speaks for itself, an actor, or null for "
        "a view that the source attributes to nobody."
    )
    basis: Basis = Field(description="How the voice comes to the statement.")
    certainty: Certainty = Field(description="How sure the voice is of the statement.")
    polarity: Polarity = Field(description="Whether the source asserts the clause or negates it.")
    themes: Themes = Field(description="What the claim is about in general terms.")
    mentions: Annotated[tuple[EntityId, ...], _SET, _DISTINCT] = Field(
        default=(), description="Actors and places that the statement names but no other field of the record does."
    )
    against_words: Annotated[AgainstWords | None, _OPTIONAL] = Field(
        default=None,
        description="The reason if certainty, polarity or voice contradicts a hedge, a question, a negation or an "
        "attribution in the words, or would need one that the words do not have.",
    )

    if TYPE_CHECKING:
        evidence: Pointers


class Event(Claim, frozen=True):
    __doc__ = "A single act, including speech."

    id: EventId = Field(description="The record's id.")
    kind: Literal["event"] = Field(description="What the record is.")
    about: Annotated[tuple[EventId, ...], _SET, _DISTINCT] = Field(
        default=(), description="The event that this one is part of."
    )
    occurrence: Occurrence = Field(description="Whether the act took place, according to the source.")
    prominence: Prominence = Field(description="What part the event plays in its source.")
    type: Annotated[EventType | None, _OPTIONAL] = Field(default=None, description="The PLOVER type, if one fits.")
    cameo: Annotated[Cameo | None, _OPTIONAL] = Field(default=None, description="The CAMEO code, if one fits.")
    agents: ActorIds = Field(default=(), description="Who acts.")
    recipients: ActorIds = Field(
        default=(),
        description="The other party to the act, the target in CAMEO: who is to be joined, helped or attacked. "
        "Recipients need not have been addressed.",
    )
    place: Annotated[PlaceId | None, _OPTIONAL] = Field(default=None, description="Where the act takes place.")
    when: Edtf | None = Field(description="When the act takes place; null if the source does not say.")
    evidence: Pointers = Field(description="The words that carry the statement.")

    conditions = (conditions.MAIN_EVENT_IS_NOT_HYPOTHETICAL, *conditions.CAMEO_AGREES_WITH_TYPE)


class Context(Claim, frozen=True):
    __doc__ = "A lasting state, conduct or trend."

    id: ContextId = Field(description="The record's id.")
    kind: Literal["context"] = Field(description="What the record is.")
    about: Annotated[tuple[ClaimId, ...], _SET, _DISTINCT] = Field(
        default=(), description="The claims for which this is background."
    )
    actors: ActorIds = Field(default=(), description="Whose state, conduct or trend it is, if the source says.")
    trend: Annotated[Trend | None, _OPTIONAL] = Field(
        default=None, description="Where the state is heading, if the source says."
    )
    evidence: Pointers = Field(description="The words that carry the statement.")


class Motive(Claim, frozen=True):
    __doc__ = (
        "What an actor wants, fears or is committed to, if the source presents it as lying behind the actor's own act, "
        "or as shown by that act."
    )

    id: MotiveId = Field(description="The record's id.")
    kind: Literal["motive"] = Field(description="What the record is.")
    about: Annotated[tuple[ConductId, ...], _SET, _DISTINCT] = Field(
        description="The act or lasting conduct that the motive explains."
    )
    actor: ActorId = Field(description="Whose motive it is.")
    form: MotiveForm = Field(description="How the motive moves its actor.")
    trend: Annotated[Trend | None, _OPTIONAL] = Field(
        default=None, description="Where the want, fear or commitment is heading, if the source says."
    )
    evidence: Pointers = Field(description="The words that carry the statement.")


class Risk(Claim, frozen=True):
    __doc__ = (
        "A danger or bad effect that has not come about, or a cost, constraint or requirement that an act imposes "
        "on someone.\n\nIf it is about an event that is not actual, it holds only if that event comes about."
    )

    id: RiskId = Field(description="The record's id.")
    kind: Literal["risk"] = Field(description="What the record is.")
    about: Annotated[tuple[ClaimId, ...], _SET, _DISTINCT] = Field(
        description="What the risk would come from; if the source does not say, the claim whose words name the risk."
    )
    bearers: ActorIds = Field(
        default=(), description="Who would suffer it: those whom the source names, or who are plain from it."
    )
    evidence: Pointers = Field(description="The words that carry the statement.")


class Reaction(Claim, frozen=True):
    __doc__ = "How someone who is neither the author nor the agent takes an event."

    id: ReactionId = Field(description="The record's id.")
    kind: Literal["reaction"] = Field(description="What the record is.")
    about: Annotated[tuple[EventId, ...], _SET, _DISTINCT] = Field(description="The event to which the actor reacts.")
    actor: ActorId | None = Field(description="Who reacts; null if the source does not say.")
    stance: Stance = Field(description="The attitude toward what `about` names.")
    evidence: Pointers = Field(description="The words that carry the statement.")

    conditions = (conditions.REACTION_IS_NOT_OPEN,)


class Implication(Claim, frozen=True):
    __doc__ = """An evaluation, a conclusion, an expected effect or a question.

    If it is about an event that is not actual, it holds only if that event comes about.
    """

    id: ImplicationId = Field(description="The record's id.")
    kind: Literal["implication"] = Field(description="What the record is.")
    about: Annotated[tuple[ClaimId, ...], _SET, _DISTINCT] = Field(description="What it is drawn from.")
    form: ImplicationForm = Field(description="What sort of implication it is.")
    evidence: Pointers = Field(description="The words that carry the statement.")


class Licences(Model, frozen=True):
    __doc__ = "The terms under which the dataset may be used."

    data: Spdx = Field(description="Licence of the records and the schema (SPDX).")
    code: Annotated[Spdx | None, _OPTIONAL] = Field(
        default=None, description="Licence of the code published with them (SPDX)."
    )


class Creator(Model, frozen=True):
    __doc__ = "Someone who made the dataset."

    name: Name = Field(description="The name to cite.")
    url: Annotated[Url | None, _OPTIONAL] = Field(default=None, description="Where to find them.")


class Manifest(Model, frozen=True):
    __doc__ = "The file `dataset.yaml`: what the dataset is as a whole. It is not a record."

    id: Annotated[DatasetId | None, _OPTIONAL] = Field(
        default=None,
        description="Identifies the dataset in a corpus, a collection of datasets. A corpus has each id only once.",
    )
    title: Name = Field(description="The dataset's title.")
    description: Passage = Field(description="What the dataset contains.")
    method: Annotated[Passage | None, _OPTIONAL] = Field(
        default=None,
        description="How the records were made, how far coders agreed, and what that does not show. For readers who "
        "must decide how far to trust the dataset.",
    )
    version: Version = Field(description="Version of the data.")
    released: Annotated[Day | None, _OPTIONAL] = Field(
        default=None, description="The day on which this version was released. Left out as long as it is not."
    )
    schema_version: SchemaVersion = Field(description="Version of the schema that the records are written for.")
    licences: Licences = Field(description="The terms under which it may be used.")
    creators: Annotated[tuple[Creator, ...], _SOME] = Field(description="Who made it.")
    retired: Annotated[tuple[RecordId, ...], _SET, _DISTINCT] = Field(
        default=(), description="Ids of removed records, which must not be used again."
    )


class Bundle(Model, frozen=True):
    __doc__ = (
        "The whole dataset as one JSON object. Every key is present; arrays are sorted by id, in code point order."
    )

    dataset: Manifest = Field(description="The manifest.")
    sources: tuple[Source, ...] = Field(description="Every source.")
    actors: tuple[Actor, ...] = Field(description="Every actor.")
    places: tuple[Place, ...] = Field(description="Every place.")
    events: tuple[Event, ...] = Field(description="Every event.")
    contexts: tuple[Context, ...] = Field(description="Every context.")
    motives: tuple[Motive, ...] = Field(description="Every motive.")
    risks: tuple[Risk, ...] = Field(description="Every risk.")
    reactions: tuple[Reaction, ...] = Field(description="Every reaction.")
    implications: tuple[Implication, ...] = Field(description="Every implication.")


AnyClaim = Event | Context | Motive | Risk | Reaction | Implication
AnyRecord = Source | Actor | Place | AnyClaim

RECORDS: Final[dict[str, type[AnyRecord]]] = {model.__name__.lower(): model for model in get_args(AnyRecord)}
"""The model of each kind, in the order of kinds."""

WHOLES: Final[dict[str, type[Model]]] = {**RECORDS, "dataset": Manifest, "bundle": Bundle}
"""The models of whole files, by the names of their schemas."""
