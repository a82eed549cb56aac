"""The records' fields and terms: models, vocabularies, the forms of strings, derived tables, and records in short.

The names here are public: the models of records and of their parts, the types of ids, and the vocabularies.
Derived from the modules in this folder by `make derived`; not to be edited.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nsatu_data.model.record_models import (
        Actor,
        ActorId,
        AgainstWords,
        AnyClaim,
        AnyRecord,
        Bundle,
        Claim,
        Context,
        ContextId,
        Creator,
        Event,
        EventId,
        Evidence,
        Identifiers,
        Implication,
        ImplicationId,
        Licences,
        Manifest,
        Motive,
        MotiveId,
        Offsets,
        Place,
        PlaceId,
        Reaction,
        ReactionId,
        Record,
        Risk,
        RiskId,
        SentenceSpan,
        Source,
        SourceId,
        Text,
    )
    from nsatu_data.model.scalars import (
        ClaimId,
        ConductId,
        DatasetId,
        EntityId,
        RecordId,
        VoiceId,
    )
    from nsatu_data.model.vocabulary import (
        ActorType,
        Basis,
        Certainty,
        EventType,
        Genre,
        ImplicationForm,
        Kind,
        MotiveForm,
        Naming,
        Occurrence,
        PlaceType,
        Polarity,
        Prominence,
        Stance,
        Term,
        TextForm,
        Theme,
        Trend,
    )

__all__ = [
    "Actor",
    "ActorId",
    "ActorType",
    "AgainstWords",
    "AnyClaim",
    "AnyRecord",
    "Basis",
    "Bundle",
    "Certainty",
    "Claim",
    "ClaimId",
    "ConductId",
    "Context",
    "ContextId",
    "Creator",
    "DatasetId",
    "EntityId",
    "Event",
    "EventId",
    "EventType",
    "Evidence",
    "Genre",
    "Identifiers",
    "Implication",
    "ImplicationForm",
    "ImplicationId",
    "Kind",
    "Licences",
    "Manifest",
    "Motive",
    "MotiveForm",
    "MotiveId",
    "Naming",
    "Occurrence",
    "Offsets",
    "Place",
    "PlaceId",
    "PlaceType",
    "Polarity",
    "Prominence",
    "Reaction",
    "ReactionId",
    "Record",
    "RecordId",
    "Risk",
    "RiskId",
    "SentenceSpan",
    "Source",
    "SourceId",
    "Stance",
    "Term",
    "Text",
    "TextForm",
    "Theme",
    "Trend",
    "VoiceId",
]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from nsatu_data.model import vocabulary

        if hasattr(vocabulary, name):
            return getattr(vocabulary, name)
        # The models import pydantic, which vocabularies do not need.
        from nsatu_data.model import record_models

        return getattr(record_models, name)


def __dir__() -> list[str]:
    return __all__
