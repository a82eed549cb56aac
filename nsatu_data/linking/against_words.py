"""Compares the certainty, polarity and voice of claims with what the words of their evidence speak for."""

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from nsatu_data.diagnostics import Fault, Severity, Target
from nsatu_data.linking.dataset_facts import DatasetFacts
from nsatu_data.linking.record_facts import Commitment, Facts, Pointer
from nsatu_data.linking.verified_evidence import true_pointers
from nsatu_data.model.identifiers import kind_of
from nsatu_data.model.vocabulary import Basis, Certainty, Kind, Polarity
from nsatu_data.text import cues
from nsatu_data.text.canonical_text import Slice
from nsatu_data.text.cues import Heard, Manner
from nsatu_data.text.lexicon import lexicon

_FIELDS: Final = ("certainty", "polarity", "voice")
_OTHER: Final = "another voice"
_ACTS: Final = (Kind.EVENT, Kind.MOTIVE, Kind.REACTION)


class ComparedField(NamedTuple):
    """A field of a claim, compared with the words.

    `said` is what the record says, `heard` what the words speak for; `cues` are the words that do, each with the index
    of its pointer. `is_excepted` where the record gives a reason to say otherwise.
    """

    field: str
    said: str
    heard: str
    is_borne_out: bool
    is_excepted: bool
    cues: tuple[tuple[str, int], ...] = ()


def differences(dataset: DatasetFacts, field: str, code: str) -> Iterator[Fault]:
    """A warning for each claim whose field stands against the words, and gives no reason for it."""
    for identifier, compared in compared_fields(dataset):
        if compared.field == field and not compared.is_borne_out and not compared.is_excepted:
            message = f"nothing in the evidence suggests {compared.said}"
            index = 0
            if compared.cues:
                words, index = compared.cues[0]
                message = (
                    f"{_named(words)} in the evidence suggests {compared.heard}, but the record says {compared.said}"
                )
            yield Fault(
                code,
                message,
                f"/{field}",
                f"write {compared.heard}, cite other words, or give a reason under `against_words`",
                Severity.WARNING,
                related=(Target(identifier, f"/evidence/{index}", "the evidence"),),
                record=identifier,
            )


def compared_fields(dataset: DatasetFacts) -> Iterator[tuple[str, ComparedField]]:
    """The fields of the claims of which every word is at hand, and in a language that there is a lexicon for."""
    if not dataset.texts:
        return
    found = Counter(identifier for identifier, _, pointer in true_pointers(dataset) if _is_known(dataset, pointer))
    for identifier, count in found.items():
        claim = dataset.records[identifier]
        if claim.commitment is not None and count == len(claim.evidence):
            manner = _manner(identifier, claim.commitment)
            heards = [_heard(dataset, pointer, claim.evidence, manner) for pointer in claim.evidence]
            fields = list(_compared(claim, claim.commitment, heards))
            if manner is Manner.SAID and not all(compared.is_borne_out for compared in fields):
                # Words that take in an attitude carry the attitude, or what somebody takes the attitude to.
                heards = [_heard(dataset, pointer, (), manner, is_object=True) for pointer in claim.evidence]
                of_object = list(_compared(claim, claim.commitment, heards))
                fields = of_object if all(compared.is_borne_out for compared in of_object) else fields
            for compared in fields:
                yield identifier, compared


def _is_known(dataset: DatasetFacts, pointer: Pointer) -> bool:
    source = dataset.records[pointer.source]
    row = source.sentences[pointer.sentence - 1]
    return row.end - row.start <= cues.LIMIT and lexicon(source.language) is not None


def _heard(
    dataset: DatasetFacts, pointer: Pointer, evidence: tuple[Pointer, ...], manner: Manner, *, is_object: bool = False
) -> Heard:
    source = dataset.records[pointer.source]
    row = source.sentences[pointer.sentence - 1]
    sentence = dataset.texts[pointer.source].text[row.start : row.end]
    words = Slice(pointer.start - row.start, pointer.end - row.start)
    if is_object:
        words = cues.behind(source.language, sentence, words)
    beside = (other for other in evidence if other[:2] == pointer[:2] and other != pointer)
    others = tuple(Slice(other.start - row.start, other.end - row.start) for other in beside)
    return cues.heard(source.language, sentence, words, manner, others)


def _manner(identifier: str, commitment: Commitment) -> Manner:
    if commitment.basis == Basis.IMPLIED:
        return Manner.PRESUPPOSED
    return Manner.ACTED if kind_of(identifier) in _ACTS else Manner.SAID


def _compared(claim: Facts, commitment: Commitment, heards: list[Heard]) -> Iterator[ComparedField]:
    certainty = max((one.certainty for one in heards), key=list(Certainty).index)
    is_denied = any(one.polarities == {Polarity.DENIED} for one in heards)
    is_mixed = any(len(one.polarities) > 1 for one in heards)
    polarity = Polarity.DENIED if is_denied else Polarity.AFFIRMED
    is_attributed = any(one.is_attributed for one in heards)
    voice = next(iter(claim.references.get("voice", ())), None)
    own = claim.evidence[0].source
    is_own = any(pointer.source == voice for pointer in claim.evidence)
    borne_out = {
        "certainty": commitment.certainty == certainty,
        "polarity": is_mixed or commitment.polarity == polarity,
        "voice": is_own != is_attributed,
    }
    said = {"certainty": commitment.certainty, "polarity": commitment.polarity, "voice": voice or "null"}
    heard = {"certainty": certainty, "polarity": polarity, "voice": _OTHER if is_attributed else own}
    for field in _FIELDS:
        telling = [
            (index, one)
            for index, one in enumerate(heards)
            if field != "certainty" or one.certainty == heard["certainty"]
        ]
        told = [(words, index) for index, one in telling for words in one.cues[field]]
        # What is presupposed may be hedged, denied or asked by other words than these.
        is_unsaid = commitment.basis == Basis.IMPLIED and not told
        yield ComparedField(
            field,
            said[field],
            heard[field],
            borne_out[field] or is_unsaid,
            field in commitment.against_words,
            tuple(told),
        )


def _named(words: str) -> str:
    return "a question mark" if words == "?" else "a quotation" if words == '"' else f'"{words}"'
