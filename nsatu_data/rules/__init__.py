"""Checks across records, one a module; the module is named by its code.

Derived from the modules in this folder by `make derived`; not to be edited.
"""

from types import ModuleType
from typing import Final

from nsatu_data.rules import (
    agent_reacts,
    certainty_against_words,
    conflicting_digest,
    copied_words,
    cyclic_reference,
    digest_mismatch,
    evidence_cuts_word,
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
    agent_reacts,
    certainty_against_words,
    conflicting_digest,
    copied_words,
    cyclic_reference,
    digest_mismatch,
    evidence_cuts_word,
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
"""Every rule. Which comes first does not matter: findings are sorted by their place."""
