"""Checks across records, one a module; a module's docstring is the manual of its code."""

from types import ModuleType
from typing import Final

from nsatu_data.rules import (
    agent_reacts,
    certainty_against_words,
    conflicting_digest,
    copied_words,
    cyclic_reference,
    digest_mismatch,
    evidence_outside_sentence,
    main_event,
    motive_of_bystander,
    needless_exception,
    offsets_mismatch,
    polarity_against_words,
    redundant_mention,
    repeated_evidence,
    retired_id,
    stale_evidence,
    text_mismatch,
    uncited_sentence,
    unresolved_reference,
    unused_entity,
    voice_against_words,
    voice_not_cited,
)

RULES: Final[tuple[ModuleType, ...]] = (
    retired_id,
    unresolved_reference,
    cyclic_reference,
    evidence_outside_sentence,
    repeated_evidence,
    conflicting_digest,
    text_mismatch,
    stale_evidence,
    digest_mismatch,
    offsets_mismatch,
    uncited_sentence,
    main_event,
    voice_not_cited,
    agent_reacts,
    motive_of_bystander,
    redundant_mention,
    unused_entity,
    certainty_against_words,
    polarity_against_words,
    voice_against_words,
    needless_exception,
    copied_words,
)
"""Every rule. Which comes first does not matter: findings are sorted by their place."""
