"""Collections of records: a class for each kind, one for claims, and one for records of any kind.

Derived from `nsatu_data.model.record_models` by `make derived`. Do not edit.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from nsatu_data.dataset.collection import Records
from nsatu_data.dataset.former_tuple import FormerTuple
from nsatu_data.model.record_models import (
    Actor,
    AnyClaim,
    AnyRecord,
    Context,
    Event,
    Implication,
    Motive,
    Place,
    Reaction,
    Risk,
    Source,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal, TypedDict, Unpack

    from nsatu_data.dataset.matching import Wanted
    from nsatu_data.model import vocabulary
    from nsatu_data.model.record_models import Evidence

    ActorType = (
        vocabulary.ActorType
        | Literal[
            "polity",
            "organisation",
            "mission",
            "person",
            "group",
        ]
    )
    Basis = (
        vocabulary.Basis
        | Literal[
            "inferred",
            "implied",
            "stated",
        ]
    )
    Certainty = (
        vocabulary.Certainty
        | Literal[
            "certain",
            "probable",
            "possible",
            "open",
        ]
    )
    EventType = (
        vocabulary.EventType
        | Literal[
            "AGREE",
            "CONSULT",
            "SUPPORT",
            "CONCEDE",
            "COOPERATE",
            "AID",
            "RETREAT",
            "REQUEST",
            "ACCUSE",
            "REJECT",
            "THREATEN",
            "PROTEST",
            "MOBILIZE",
            "SANCTION",
            "COERCE",
            "ASSAULT",
        ]
    )
    Genre = (
        vocabulary.Genre
        | Literal[
            "news",
            "analysis",
            "opinion",
            "interview",
            "document",
        ]
    )
    ImplicationForm = (
        vocabulary.ImplicationForm
        | Literal[
            "significance",
            "consequence",
        ]
    )
    Kind = (
        vocabulary.Kind
        | Literal[
            "source",
            "actor",
            "place",
            "event",
            "context",
            "motive",
            "risk",
            "reaction",
            "implication",
        ]
    )
    MotiveForm = (
        vocabulary.MotiveForm
        | Literal[
            "goal",
            "reason",
        ]
    )
    Naming = (
        vocabulary.Naming
        | Literal[
            "named",
            "described",
            "unnamed",
        ]
    )
    Occurrence = (
        vocabulary.Occurrence
        | Literal[
            "actual",
            "prospective",
            "hypothetical",
        ]
    )
    PlaceType = (
        vocabulary.PlaceType
        | Literal[
            "city",
            "country",
            "region",
        ]
    )
    Polarity = (
        vocabulary.Polarity
        | Literal[
            "affirmed",
            "denied",
        ]
    )
    Prominence = (
        vocabulary.Prominence
        | Literal[
            "main",
            "other",
        ]
    )
    Stance = (
        vocabulary.Stance
        | Literal[
            "supportive",
            "neutral",
            "mixed",
            "concerned",
            "sceptical",
            "opposed",
        ]
    )
    Theme = (
        vocabulary.Theme
        | Literal[
            "military",
            "intelligence",
            "executive",
            "legislative",
            "election",
            "political_institutions",
            "pro_democracy",
            "pro_autocracy",
            "economic",
            "legal",
            "human_rights",
            "rights_freedoms",
            "repression",
            "human_security",
            "lgbt",
            "religion_ethnicity",
            "inequality",
            "diplomatic",
            "territory",
            "health",
            "asylum",
            "migration",
            "disasters",
            "natural_resource",
            "environment",
            "technology",
            "terrorism",
            "cbrn",
            "cyber",
            "misinformation",
            "crime",
            "corruption",
            "illegal_drugs",
            "trafficking",
            "collective_security",
            "armed_conflict",
            "foreign_policy",
            "international_order",
        ]
    )
    Trend = (
        vocabulary.Trend
        | Literal[
            "growing",
            "steady",
            "dormant",
        ]
    )
    ActorReference = str | Actor
    ClaimReference = str | Event | Context | Motive | Risk | Reaction | Implication
    ConductReference = str | Event | Context
    ContextReference = str | Context
    EntityReference = str | Actor | Place
    EventReference = str | Event
    ImplicationReference = str | Implication
    MotiveReference = str | Motive
    PlaceReference = str | Place
    ReactionReference = str | Reaction
    RecordReference = str | Source | Actor | Place | Event | Context | Motive | Risk | Reaction | Implication
    RiskReference = str | Risk
    SourceReference = str | Source
    VoiceReference = str | Source | Actor

    class SourceFields(TypedDict, total=False):
        """Keywords of `where`."""

        id: Wanted[SourceReference, str]
        kind: Wanted[Kind, str]
        label: Wanted[str, str]
        title: Wanted[str | None, str | None]
        author: Wanted[str | None, str | None]
        publisher: Wanted[str | None, str | None]
        published: Wanted[str | None, str | None]
        url: Wanted[str | None, str | None]
        language: Wanted[str, str]
        genre: Wanted[Genre, vocabulary.Genre]
        rights: Wanted[str, str]

    class ActorFields(TypedDict, total=False):
        """Keywords of `where`."""

        id: Wanted[ActorReference, str]
        kind: Wanted[Kind, str]
        label: Wanted[str, str]
        name: Wanted[str | None, str | None]
        type: Wanted[ActorType, vocabulary.ActorType]
        naming: Wanted[Naming, vocabulary.Naming]
        aliases: Wanted[str | None, tuple[str, ...]]
        role: Wanted[str | None, str | None]
        part_of: Wanted[ActorReference | None, str | None]
        headquarters: Wanted[PlaceReference | None, str | None]
        evidence: Wanted[SourceReference | Evidence, tuple[Evidence, ...]]

    class PlaceFields(TypedDict, total=False):
        """Keywords of `where`."""

        id: Wanted[PlaceReference, str]
        kind: Wanted[Kind, str]
        label: Wanted[str, str]
        name: Wanted[str, str]
        type: Wanted[PlaceType, vocabulary.PlaceType]
        within: Wanted[PlaceReference | None, str | None]
        evidence: Wanted[SourceReference | Evidence, tuple[Evidence, ...]]

    class EventFields(TypedDict, total=False):
        """Keywords of `where`."""

        id: Wanted[EventReference, str]
        kind: Wanted[Kind, str]
        label: Wanted[str, str]
        statement: Wanted[str, str]
        voice: Wanted[VoiceReference | None, str | None]
        basis: Wanted[Basis, vocabulary.Basis]
        certainty: Wanted[Certainty, vocabulary.Certainty]
        polarity: Wanted[Polarity, vocabulary.Polarity]
        themes: Wanted[Theme, tuple[vocabulary.Theme, ...]]
        mentions: Wanted[EntityReference | None, tuple[str, ...]]
        about: Wanted[EventReference | None, tuple[str, ...]]
        occurrence: Wanted[Occurrence, vocabulary.Occurrence]
        prominence: Wanted[Prominence, vocabulary.Prominence]
        type: Wanted[EventType | None, vocabulary.EventType | None]
        cameo: Wanted[str | None, str | None]
        agents: Wanted[ActorReference | None, tuple[str, ...]]
        recipients: Wanted[ActorReference | None, tuple[str, ...]]
        place: Wanted[PlaceReference | None, str | None]
        when: Wanted[str | None, str | None]
        evidence: Wanted[SourceReference | Evidence, tuple[Evidence, ...]]

    class ContextFields(TypedDict, total=False):
        """Keywords of `where`."""

        id: Wanted[ContextReference, str]
        kind: Wanted[Kind, str]
        label: Wanted[str, str]
        statement: Wanted[str, str]
        voice: Wanted[VoiceReference | None, str | None]
        basis: Wanted[Basis, vocabulary.Basis]
        certainty: Wanted[Certainty, vocabulary.Certainty]
        polarity: Wanted[Polarity, vocabulary.Polarity]
        themes: Wanted[Theme, tuple[vocabulary.Theme, ...]]
        mentions: Wanted[EntityReference | None, tuple[str, ...]]
        about: Wanted[ClaimReference | None, tuple[str, ...]]
        actors: Wanted[ActorReference | None, tuple[str, ...]]
        trend: Wanted[Trend | None, vocabulary.Trend | None]
        evidence: Wanted[SourceReference | Evidence, tuple[Evidence, ...]]

    class MotiveFields(TypedDict, total=False):
        """Keywords of `where`."""

        id: Wanted[MotiveReference, str]
        kind: Wanted[Kind, str]
        label: Wanted[str, str]
        statement: Wanted[str, str]
        voice: Wanted[VoiceReference | None, str | None]
        basis: Wanted[Basis, vocabulary.Basis]
        certainty: Wanted[Certainty, vocabulary.Certainty]
        polarity: Wanted[Polarity, vocabulary.Polarity]
        themes: Wanted[Theme, tuple[vocabulary.Theme, ...]]
        mentions: Wanted[EntityReference | None, tuple[str, ...]]
        about: Wanted[ConductReference, tuple[str, ...]]
        actor: Wanted[ActorReference, str]
        form: Wanted[MotiveForm, vocabulary.MotiveForm]
        trend: Wanted[Trend | None, vocabulary.Trend | None]
        evidence: Wanted[SourceReference | Evidence, tuple[Evidence, ...]]

    class RiskFields(TypedDict, total=False):
        """Keywords of `where`."""

        id: Wanted[RiskReference, str]
        kind: Wanted[Kind, str]
        label: Wanted[str, str]
        statement: Wanted[str, str]
        voice: Wanted[VoiceReference | None, str | None]
        basis: Wanted[Basis, vocabulary.Basis]
        certainty: Wanted[Certainty, vocabulary.Certainty]
        polarity: Wanted[Polarity, vocabulary.Polarity]
        themes: Wanted[Theme, tuple[vocabulary.Theme, ...]]
        mentions: Wanted[EntityReference | None, tuple[str, ...]]
        about: Wanted[ClaimReference, tuple[str, ...]]
        bearers: Wanted[ActorReference | None, tuple[str, ...]]
        evidence: Wanted[SourceReference | Evidence, tuple[Evidence, ...]]

    class ReactionFields(TypedDict, total=False):
        """Keywords of `where`."""

        id: Wanted[ReactionReference, str]
        kind: Wanted[Kind, str]
        label: Wanted[str, str]
        statement: Wanted[str, str]
        voice: Wanted[VoiceReference | None, str | None]
        basis: Wanted[Basis, vocabulary.Basis]
        certainty: Wanted[Certainty, vocabulary.Certainty]
        polarity: Wanted[Polarity, vocabulary.Polarity]
        themes: Wanted[Theme, tuple[vocabulary.Theme, ...]]
        mentions: Wanted[EntityReference | None, tuple[str, ...]]
        about: Wanted[EventReference, tuple[str, ...]]
        actor: Wanted[ActorReference | None, str | None]
        stance: Wanted[Stance, vocabulary.Stance]
        evidence: Wanted[SourceReference | Evidence, tuple[Evidence, ...]]

    class ImplicationFields(TypedDict, total=False):
        """Keywords of `where`."""

        id: Wanted[ImplicationReference, str]
        kind: Wanted[Kind, str]
        label: Wanted[str, str]
        statement: Wanted[str, str]
        voice: Wanted[VoiceReference | None, str | None]
        basis: Wanted[Basis, vocabulary.Basis]
        certainty: Wanted[Certainty, vocabulary.Certainty]
        polarity: Wanted[Polarity, vocabulary.Polarity]
        themes: Wanted[Theme, tuple[vocabulary.Theme, ...]]
        mentions: Wanted[EntityReference | None, tuple[str, ...]]
        about: Wanted[ClaimReference, tuple[str, ...]]
        form: Wanted[ImplicationForm, vocabulary.ImplicationForm]
        evidence: Wanted[SourceReference | Evidence, tuple[Evidence, ...]]

    class ClaimFields(TypedDict, total=False):
        """Keywords of `where`."""

        id: Wanted[ClaimReference, str]
        kind: Wanted[Kind, str]
        label: Wanted[str, str]
        statement: Wanted[str, str]
        voice: Wanted[VoiceReference | None, str | None]
        basis: Wanted[Basis, vocabulary.Basis]
        certainty: Wanted[Certainty, vocabulary.Certainty]
        polarity: Wanted[Polarity, vocabulary.Polarity]
        themes: Wanted[Theme, tuple[vocabulary.Theme, ...]]
        mentions: Wanted[EntityReference | None, tuple[str, ...]]
        about: Wanted[EventReference | ClaimReference | ConductReference | None, tuple[str, ...]]
        occurrence: Wanted[Occurrence, vocabulary.Occurrence]
        prominence: Wanted[Prominence, vocabulary.Prominence]
        type: Wanted[EventType | None, vocabulary.EventType | None]
        cameo: Wanted[str | None, str | None]
        agents: Wanted[ActorReference | None, tuple[str, ...]]
        recipients: Wanted[ActorReference | None, tuple[str, ...]]
        place: Wanted[PlaceReference | None, str | None]
        when: Wanted[str | None, str | None]
        evidence: Wanted[SourceReference | Evidence, tuple[Evidence, ...]]
        actors: Wanted[ActorReference | None, tuple[str, ...]]
        trend: Wanted[Trend | None, vocabulary.Trend | None]
        actor: Wanted[ActorReference | None, str | None]
        form: Wanted[MotiveForm | ImplicationForm, vocabulary.MotiveForm | vocabulary.ImplicationForm]
        bearers: Wanted[ActorReference | None, tuple[str, ...]]
        stance: Wanted[Stance, vocabulary.Stance]

    class RecordFields(TypedDict, total=False):
        """Keywords of `where`."""

        id: Wanted[RecordReference, str]
        kind: Wanted[Kind, str]
        label: Wanted[str, str]
        title: Wanted[str | None, str | None]
        author: Wanted[str | None, str | None]
        publisher: Wanted[str | None, str | None]
        published: Wanted[str | None, str | None]
        url: Wanted[str | None, str | None]
        language: Wanted[str, str]
        genre: Wanted[Genre, vocabulary.Genre]
        rights: Wanted[str, str]
        name: Wanted[str | None, str | None]
        type: Wanted[
            ActorType | PlaceType | EventType | None,
            vocabulary.ActorType | vocabulary.PlaceType | vocabulary.EventType | None,
        ]
        naming: Wanted[Naming, vocabulary.Naming]
        aliases: Wanted[str | None, tuple[str, ...]]
        role: Wanted[str | None, str | None]
        part_of: Wanted[ActorReference | None, str | None]
        headquarters: Wanted[PlaceReference | None, str | None]
        evidence: Wanted[SourceReference | Evidence, tuple[Evidence, ...]]
        within: Wanted[PlaceReference | None, str | None]
        statement: Wanted[str, str]
        voice: Wanted[VoiceReference | None, str | None]
        basis: Wanted[Basis, vocabulary.Basis]
        certainty: Wanted[Certainty, vocabulary.Certainty]
        polarity: Wanted[Polarity, vocabulary.Polarity]
        themes: Wanted[Theme, tuple[vocabulary.Theme, ...]]
        mentions: Wanted[EntityReference | None, tuple[str, ...]]
        about: Wanted[EventReference | ClaimReference | ConductReference | None, tuple[str, ...]]
        occurrence: Wanted[Occurrence, vocabulary.Occurrence]
        prominence: Wanted[Prominence, vocabulary.Prominence]
        cameo: Wanted[str | None, str | None]
        agents: Wanted[ActorReference | None, tuple[str, ...]]
        recipients: Wanted[ActorReference | None, tuple[str, ...]]
        place: Wanted[PlaceReference | None, str | None]
        when: Wanted[str | None, str | None]
        actors: Wanted[ActorReference | None, tuple[str, ...]]
        trend: Wanted[Trend | None, vocabulary.Trend | None]
        actor: Wanted[ActorReference | None, str | None]
        form: Wanted[MotiveForm | ImplicationForm, vocabulary.MotiveForm | vocabulary.ImplicationForm]
        bearers: Wanted[ActorReference | None, tuple[str, ...]]
        stance: Wanted[Stance, vocabulary.Stance]


class Sources(Records[Source]):
    """The sources of a dataset, in order of their ids."""

    model = Source
    kinds = ("source",)
    _noun = "source"

    def where(self, *predicates: "Callable[[Source], object]", **fields: "Unpack[SourceFields]") -> Self:
        """Select the records that meet all conditions.

        A keyword names a field. Its value is one that the field must have, or several, one of which the
        field must have, or a function of the field's value. A list must contain the value. None means that
        the field is null or left out. A record means its id. A function without a keyword is given the
        record. Raises TypeError for an unknown field, and ValueError for an unknown term or id.

        The fields are id, kind, label, title, author, publisher, published, url, language, genre, rights.
        """
        return self._select(fields, predicates)


class Actors(Records[Actor]):
    """The actors of a dataset, in order of their ids."""

    model = Actor
    kinds = ("actor",)
    _noun = "actor"

    def where(self, *predicates: "Callable[[Actor], object]", **fields: "Unpack[ActorFields]") -> Self:
        """Select the records that meet all conditions.

        A keyword names a field. Its value is one that the field must have, or several, one of which the
        field must have, or a function of the field's value. A list must contain the value. None means that
        the field is null or left out. A record means its id. A function without a keyword is given the
        record. Raises TypeError for an unknown field, and ValueError for an unknown term or id.

        The fields are id, kind, label, name, type, naming, aliases, role, part_of, headquarters, evidence.
        """
        return self._select(fields, predicates)


class Places(Records[Place]):
    """The places of a dataset, in order of their ids."""

    model = Place
    kinds = ("place",)
    _noun = "place"

    def where(self, *predicates: "Callable[[Place], object]", **fields: "Unpack[PlaceFields]") -> Self:
        """Select the records that meet all conditions.

        A keyword names a field. Its value is one that the field must have, or several, one of which the
        field must have, or a function of the field's value. A list must contain the value. None means that
        the field is null or left out. A record means its id. A function without a keyword is given the
        record. Raises TypeError for an unknown field, and ValueError for an unknown term or id.

        The fields are id, kind, label, name, type, within, evidence.
        """
        return self._select(fields, predicates)


class Events(Records[Event]):
    """The events of a dataset, in order of their ids."""

    model = Event
    kinds = ("event",)
    _noun = "event"

    def where(self, *predicates: "Callable[[Event], object]", **fields: "Unpack[EventFields]") -> Self:
        """Select the records that meet all conditions.

        A keyword names a field. Its value is one that the field must have, or several, one of which the
        field must have, or a function of the field's value. A list must contain the value. None means that
        the field is null or left out. A record means its id. A function without a keyword is given the
        record. Raises TypeError for an unknown field, and ValueError for an unknown term or id.

        The fields are id, kind, label, statement, voice, basis, certainty, polarity, themes, mentions, about,
        occurrence, prominence, type, cameo, agents, recipients, place, when, evidence.
        """
        return self._select(fields, predicates)


class Contexts(Records[Context]):
    """The contexts of a dataset, in order of their ids."""

    model = Context
    kinds = ("context",)
    _noun = "context"

    def where(self, *predicates: "Callable[[Context], object]", **fields: "Unpack[ContextFields]") -> Self:
        """Select the records that meet all conditions.

        A keyword names a field. Its value is one that the field must have, or several, one of which the
        field must have, or a function of the field's value. A list must contain the value. None means that
        the field is null or left out. A record means its id. A function without a keyword is given the
        record. Raises TypeError for an unknown field, and ValueError for an unknown term or id.

        The fields are id, kind, label, statement, voice, basis, certainty, polarity, themes, mentions, about, actors,
        trend, evidence.
        """
        return self._select(fields, predicates)


class Motives(Records[Motive]):
    """The motives of a dataset, in order of their ids."""

    model = Motive
    kinds = ("motive",)
    _noun = "motive"

    def where(self, *predicates: "Callable[[Motive], object]", **fields: "Unpack[MotiveFields]") -> Self:
        """Select the records that meet all conditions.

        A keyword names a field. Its value is one that the field must have, or several, one of which the
        field must have, or a function of the field's value. A list must contain the value. None means that
        the field is null or left out. A record means its id. A function without a keyword is given the
        record. Raises TypeError for an unknown field, and ValueError for an unknown term or id.

        The fields are id, kind, label, statement, voice, basis, certainty, polarity, themes, mentions, about, actor,
        form, trend, evidence.
        """
        return self._select(fields, predicates)


class Risks(Records[Risk]):
    """The risks of a dataset, in order of their ids."""

    model = Risk
    kinds = ("risk",)
    _noun = "risk"

    def where(self, *predicates: "Callable[[Risk], object]", **fields: "Unpack[RiskFields]") -> Self:
        """Select the records that meet all conditions.

        A keyword names a field. Its value is one that the field must have, or several, one of which the
        field must have, or a function of the field's value. A list must contain the value. None means that
        the field is null or left out. A record means its id. A function without a keyword is given the
        record. Raises TypeError for an unknown field, and ValueError for an unknown term or id.

        The fields are id, kind, label, statement, voice, basis, certainty, polarity, themes, mentions, about, bearers,
        evidence.
        """
        return self._select(fields, predicates)


class Reactions(Records[Reaction]):
    """The reactions of a dataset, in order of their ids."""

    model = Reaction
    kinds = ("reaction",)
    _noun = "reaction"

    def where(self, *predicates: "Callable[[Reaction], object]", **fields: "Unpack[ReactionFields]") -> Self:
        """Select the records that meet all conditions.

        A keyword names a field. Its value is one that the field must have, or several, one of which the
        field must have, or a function of the field's value. A list must contain the value. None means that
        the field is null or left out. A record means its id. A function without a keyword is given the
        record. Raises TypeError for an unknown field, and ValueError for an unknown term or id.

        The fields are id, kind, label, statement, voice, basis, certainty, polarity, themes, mentions, about, actor,
        stance, evidence.
        """
        return self._select(fields, predicates)


class Implications(Records[Implication]):
    """The implications of a dataset, in order of their ids."""

    model = Implication
    kinds = ("implication",)
    _noun = "implication"

    def where(self, *predicates: "Callable[[Implication], object]", **fields: "Unpack[ImplicationFields]") -> Self:
        """Select the records that meet all conditions.

        A keyword names a field. Its value is one that the field must have, or several, one of which the
        field must have, or a function of the field's value. A list must contain the value. None means that
        the field is null or left out. A record means its id. A function without a keyword is given the
        record. Raises TypeError for an unknown field, and ValueError for an unknown term or id.

        The fields are id, kind, label, statement, voice, basis, certainty, polarity, themes, mentions, about, form,
        evidence.
        """
        return self._select(fields, predicates)


class Claims(FormerTuple, Records[AnyClaim]):
    """Claims of any kind, in order of kinds and ids."""

    kinds = (
        "event",
        "context",
        "motive",
        "risk",
        "reaction",
        "implication",
    )
    _noun = "claim"

    def where(self, *predicates: "Callable[[AnyClaim], object]", **fields: "Unpack[ClaimFields]") -> Self:
        """Select the records that meet all conditions.

        A keyword names a field. Its value is one that the field must have, or several, one of which the
        field must have, or a function of the field's value. A list must contain the value. None means that
        the field is null or left out. A record means its id. A function without a keyword is given the
        record. Raises TypeError for an unknown field, and ValueError for an unknown term or id.

        The fields are id, kind, label, statement, voice, basis, certainty, polarity, themes, mentions, about,
        occurrence, prominence, type, cameo, agents, recipients, place, when, evidence, actors, trend, actor, form,
        bearers, stance.
        """
        return self._select(fields, predicates)


class MixedRecords(Records[AnyRecord]):
    """Records of any kind, such as search finds."""

    kinds = (
        "source",
        "actor",
        "place",
        "event",
        "context",
        "motive",
        "risk",
        "reaction",
        "implication",
    )
    _noun = "record"

    def where(self, *predicates: "Callable[[AnyRecord], object]", **fields: "Unpack[RecordFields]") -> Self:
        """Select the records that meet all conditions.

        A keyword names a field. Its value is one that the field must have, or several, one of which the
        field must have, or a function of the field's value. A list must contain the value. None means that
        the field is null or left out. A record means its id. A function without a keyword is given the
        record. Raises TypeError for an unknown field, and ValueError for an unknown term or id.

        The fields are id, kind, label, title, author, publisher, published, url, language, genre, rights, name, type,
        naming, aliases, role, part_of, headquarters, evidence, within, statement, voice, basis, certainty, polarity,
        themes, mentions, about, occurrence, prominence, cameo, agents, recipients, place, when, actors, trend, actor,
        form, bearers, stance.
        """
        return self._select(fields, predicates)


class Collections:
    """The collections of a dataset: one for each kind, and one of all claims."""

    _kinds: Mapping[str, list[Any]]
    _by_id: Mapping[str, AnyRecord]

    @cached_property
    def sources(self) -> Sources:
        """The sources of the dataset."""
        return Sources(self._kinds["source"], self._by_id)

    @cached_property
    def actors(self) -> Actors:
        """The actors of the dataset."""
        return Actors(self._kinds["actor"], self._by_id)

    @cached_property
    def places(self) -> Places:
        """The places of the dataset."""
        return Places(self._kinds["place"], self._by_id)

    @cached_property
    def events(self) -> Events:
        """The events of the dataset."""
        return Events(self._kinds["event"], self._by_id)

    @cached_property
    def contexts(self) -> Contexts:
        """The contexts of the dataset."""
        return Contexts(self._kinds["context"], self._by_id)

    @cached_property
    def motives(self) -> Motives:
        """The motives of the dataset."""
        return Motives(self._kinds["motive"], self._by_id)

    @cached_property
    def risks(self) -> Risks:
        """The risks of the dataset."""
        return Risks(self._kinds["risk"], self._by_id)

    @cached_property
    def reactions(self) -> Reactions:
        """The reactions of the dataset."""
        return Reactions(self._kinds["reaction"], self._by_id)

    @cached_property
    def implications(self) -> Implications:
        """The implications of the dataset."""
        return Implications(self._kinds["implication"], self._by_id)

    @cached_property
    def claims(self) -> Claims:
        """All records that make a claim."""
        return Claims((record for kind in Claims.kinds for record in self._kinds[kind]), self._by_id)
