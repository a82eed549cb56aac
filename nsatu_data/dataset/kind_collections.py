"""Collections of records, one class for each kind, with typed keywords for `where`.

Derived from `nsatu_data.model.record_models` by `make derived`. Do not edit.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from nsatu_data.dataset.collection import Records
from nsatu_data.model.record_models import (
    Actor,
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
    from typing import Literal, TypedDict, Unpack

    from nsatu_data.model import vocabulary

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

    class SourceFields(TypedDict, total=False):
        """Keywords of `where`: the value of a field, or an item of a list."""

        id: str
        kind: str
        label: str
        title: str | None
        author: str | None
        publisher: str | None
        published: str | None
        url: str | None
        language: str
        genre: Genre
        rights: str

    class ActorFields(TypedDict, total=False):
        """Keywords of `where`: the value of a field, or an item of a list."""

        id: str
        kind: str
        label: str
        name: str | None
        type: ActorType
        naming: Naming
        aliases: str | None
        role: str | None
        part_of: str | None
        headquarters: str | None

    class PlaceFields(TypedDict, total=False):
        """Keywords of `where`: the value of a field, or an item of a list."""

        id: str
        kind: str
        label: str
        name: str
        type: PlaceType
        within: str | None

    class EventFields(TypedDict, total=False):
        """Keywords of `where`: the value of a field, or an item of a list."""

        id: str
        kind: str
        label: str
        statement: str
        voice: str | None
        basis: Basis
        certainty: Certainty
        polarity: Polarity
        themes: Theme
        mentions: str | None
        about: str | None
        occurrence: Occurrence
        prominence: Prominence
        type: EventType | None
        cameo: str | None
        agents: str | None
        recipients: str | None
        place: str | None
        when: str | None

    class ContextFields(TypedDict, total=False):
        """Keywords of `where`: the value of a field, or an item of a list."""

        id: str
        kind: str
        label: str
        statement: str
        voice: str | None
        basis: Basis
        certainty: Certainty
        polarity: Polarity
        themes: Theme
        mentions: str | None
        about: str | None
        actors: str | None
        trend: Trend | None

    class MotiveFields(TypedDict, total=False):
        """Keywords of `where`: the value of a field, or an item of a list."""

        id: str
        kind: str
        label: str
        statement: str
        voice: str | None
        basis: Basis
        certainty: Certainty
        polarity: Polarity
        themes: Theme
        mentions: str | None
        about: str
        actor: str
        form: MotiveForm
        trend: Trend | None

    class RiskFields(TypedDict, total=False):
        """Keywords of `where`: the value of a field, or an item of a list."""

        id: str
        kind: str
        label: str
        statement: str
        voice: str | None
        basis: Basis
        certainty: Certainty
        polarity: Polarity
        themes: Theme
        mentions: str | None
        about: str
        bearers: str | None

    class ReactionFields(TypedDict, total=False):
        """Keywords of `where`: the value of a field, or an item of a list."""

        id: str
        kind: str
        label: str
        statement: str
        voice: str | None
        basis: Basis
        certainty: Certainty
        polarity: Polarity
        themes: Theme
        mentions: str | None
        about: str
        actor: str | None
        stance: Stance

    class ImplicationFields(TypedDict, total=False):
        """Keywords of `where`: the value of a field, or an item of a list."""

        id: str
        kind: str
        label: str
        statement: str
        voice: str | None
        basis: Basis
        certainty: Certainty
        polarity: Polarity
        themes: Theme
        mentions: str | None
        about: str
        form: ImplicationForm


class Sources(Records[Source]):
    """The sources of a dataset, in order of their ids."""

    model = Source

    def where(self, **fields: "Unpack[SourceFields]") -> "Sources":
        """Select records by the values of fields. A list field must contain the value.

        None selects records where the field is null or left out; a list may be left out too. Raises
        TypeError for an unknown field, and ValueError for an unknown term or id.
        """
        return self._select(fields)


class Actors(Records[Actor]):
    """The actors of a dataset, in order of their ids."""

    model = Actor

    def where(self, **fields: "Unpack[ActorFields]") -> "Actors":
        """Select records by the values of fields. A list field must contain the value.

        None selects records where the field is null or left out; a list may be left out too. Raises
        TypeError for an unknown field, and ValueError for an unknown term or id.
        """
        return self._select(fields)


class Places(Records[Place]):
    """The places of a dataset, in order of their ids."""

    model = Place

    def where(self, **fields: "Unpack[PlaceFields]") -> "Places":
        """Select records by the values of fields. A list field must contain the value.

        None selects records where the field is null or left out; a list may be left out too. Raises
        TypeError for an unknown field, and ValueError for an unknown term or id.
        """
        return self._select(fields)


class Events(Records[Event]):
    """The events of a dataset, in order of their ids."""

    model = Event

    def where(self, **fields: "Unpack[EventFields]") -> "Events":
        """Select records by the values of fields. A list field must contain the value.

        None selects records where the field is null or left out; a list may be left out too. Raises
        TypeError for an unknown field, and ValueError for an unknown term or id.
        """
        return self._select(fields)


class Contexts(Records[Context]):
    """The contexts of a dataset, in order of their ids."""

    model = Context

    def where(self, **fields: "Unpack[ContextFields]") -> "Contexts":
        """Select records by the values of fields. A list field must contain the value.

        None selects records where the field is null or left out; a list may be left out too. Raises
        TypeError for an unknown field, and ValueError for an unknown term or id.
        """
        return self._select(fields)


class Motives(Records[Motive]):
    """The motives of a dataset, in order of their ids."""

    model = Motive

    def where(self, **fields: "Unpack[MotiveFields]") -> "Motives":
        """Select records by the values of fields. A list field must contain the value.

        None selects records where the field is null or left out; a list may be left out too. Raises
        TypeError for an unknown field, and ValueError for an unknown term or id.
        """
        return self._select(fields)


class Risks(Records[Risk]):
    """The risks of a dataset, in order of their ids."""

    model = Risk

    def where(self, **fields: "Unpack[RiskFields]") -> "Risks":
        """Select records by the values of fields. A list field must contain the value.

        None selects records where the field is null or left out; a list may be left out too. Raises
        TypeError for an unknown field, and ValueError for an unknown term or id.
        """
        return self._select(fields)


class Reactions(Records[Reaction]):
    """The reactions of a dataset, in order of their ids."""

    model = Reaction

    def where(self, **fields: "Unpack[ReactionFields]") -> "Reactions":
        """Select records by the values of fields. A list field must contain the value.

        None selects records where the field is null or left out; a list may be left out too. Raises
        TypeError for an unknown field, and ValueError for an unknown term or id.
        """
        return self._select(fields)


class Implications(Records[Implication]):
    """The implications of a dataset, in order of their ids."""

    model = Implication

    def where(self, **fields: "Unpack[ImplicationFields]") -> "Implications":
        """Select records by the values of fields. A list field must contain the value.

        None selects records where the field is null or left out; a list may be left out too. Raises
        TypeError for an unknown field, and ValueError for an unknown term or id.
        """
        return self._select(fields)


class Collections:
    """The collections of a dataset, one for each kind."""

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
