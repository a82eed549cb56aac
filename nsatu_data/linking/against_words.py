"""Compares the certainty, polarity and voice of claims with what the words of their evidence suggest.

A cue is a word or phrase that suggests a value, such as "might" for `possible`; see `nsatu_data.text.cues`.
"""

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
from nsatu_data.text.cues import Analysis, Mode
from nsatu_data.text.lexicon import lexicon

_FIELDS: Final = ("certainty", "polarity", "voice")
_OTHER: Final = "another voice"
_ACTS: Final = (Kind.EVENT, Kind.MOTIVE, Kind.REACTION)


class ComparedField(NamedTuple):
    """A field of a claim, compared with the words of its evidence.

    `recorded` is the value in the record, and `suggested` the value that the words suggest. `is_supported` is true if
    the words do not contradict the record. `is_excepted` is true if the record gives a reason under `against_words`.
    `cues` are the cues for the suggested value, each with the index of its evidence.
    """

    field: str
    recorded: str
    suggested: str
    is_supported: bool
    is_excepted: bool
    cues: tuple[tuple[str, int], ...] = ()


def differences(dataset: DatasetFacts, field: str, code: str) -> Iterator[Fault]:
    """A warning for each claim whose field contradicts the words, unless the claim gives a reason."""
    for identifier, compared in compared_fields(dataset):
        if compared.field == field and not compared.is_supported and not compared.is_excepted:
            message = f"nothing in the evidence suggests {compared.recorded}"
            index = 0
            if compared.cues:
                words, index = compared.cues[0]
                suggestion = f"{_quoted(words)} in the evidence suggests {compared.suggested}"
                message = f"{suggestion}, but the record says {compared.recorded}"
            yield Fault(
                code,
                message,
                f"/{field}",
                f"write {compared.suggested}, cite other words, or give a reason under `against_words`",
                Severity.WARNING,
                related=(Target(identifier, f"/evidence/{index}", "the evidence"),),
                record=identifier,
            )


def compared_fields(dataset: DatasetFacts) -> Iterator[tuple[str, ComparedField]]:
    """Compare the fields of each claim whose evidence is all verified and in a language with a lexicon.

    Yields the claim's id with each field.
    """
    if not dataset.texts:
        return
    usable = Counter(identifier for identifier, _, pointer in true_pointers(dataset) if _is_usable(dataset, pointer))
    for identifier, count in usable.items():
        claim = dataset.records[identifier]
        if claim.commitment is not None and count == len(claim.evidence):
            mode = _mode(identifier, claim.commitment)
            analyses = [_analysis(dataset, pointer, claim.evidence, mode) for pointer in claim.evidence]
            fields = list(_compared(claim, claim.commitment, analyses))
            if mode is Mode.SAID and not all(compared.is_supported for compared in fields):
                # In "hail it as a brave step", the claim can be the attitude or its object. So try the object.
                analyses = [_analysis(dataset, pointer, (), mode, is_object=True) for pointer in claim.evidence]
                of_object = list(_compared(claim, claim.commitment, analyses))
                fields = of_object if all(compared.is_supported for compared in of_object) else fields
            for compared in fields:
                yield identifier, compared


def _is_usable(dataset: DatasetFacts, pointer: Pointer) -> bool:
    """Whether the sentence of this evidence is short enough and its language has a lexicon."""
    source = dataset.records[pointer.source]
    row = source.sentences[pointer.sentence - 1]
    return row.end - row.start <= cues.LIMIT and lexicon(source.language) is not None


def _analysis(
    dataset: DatasetFacts, pointer: Pointer, evidence: tuple[Pointer, ...], mode: Mode, *, is_object: bool = False
) -> Analysis:
    source = dataset.records[pointer.source]
    row = source.sentences[pointer.sentence - 1]
    sentence = dataset.texts[pointer.source].text[row.start : row.end]
    words = Slice(pointer.start - row.start, pointer.end - row.start)
    if is_object:
        words = cues.after_attitude(source.language, sentence, words)
    same_sentence = (other for other in evidence if other[:2] == pointer[:2] and other != pointer)
    others = tuple(Slice(other.start - row.start, other.end - row.start) for other in same_sentence)
    return cues.analyse(source.language, sentence, words, mode, others)


def _mode(identifier: str, commitment: Commitment) -> Mode:
    if commitment.basis == Basis.IMPLIED:
        return Mode.PRESUPPOSED
    return Mode.ACTED if kind_of(identifier) in _ACTS else Mode.SAID


def _compared(claim: Facts, commitment: Commitment, analyses: list[Analysis]) -> Iterator[ComparedField]:
    certainty = max((one.certainty for one in analyses), key=list(Certainty).index)
    is_denied = any(one.polarities == {Polarity.DENIED} for one in analyses)
    is_mixed = any(len(one.polarities) > 1 for one in analyses)
    polarity = Polarity.DENIED if is_denied else Polarity.AFFIRMED
    is_attributed = any(one.is_attributed for one in analyses)
    voice = next(iter(claim.references.get("voice", ())), None)
    own = claim.evidence[0].source
    is_own = any(pointer.source == voice for pointer in claim.evidence)
    is_supported = {
        "certainty": commitment.certainty == certainty,
        "polarity": is_mixed or commitment.polarity == polarity,
        "voice": is_own != is_attributed,
    }
    recorded = {"certainty": commitment.certainty, "polarity": commitment.polarity, "voice": voice or "null"}
    suggested = {"certainty": certainty, "polarity": polarity, "voice": _OTHER if is_attributed else own}
    for field in _FIELDS:
        relevant = [
            (index, one)
            for index, one in enumerate(analyses)
            if field != "certainty" or one.certainty == suggested["certainty"]
        ]
        found = [(words, index) for index, one in relevant for words in one.cues[field]]
        # An implied claim without a cue counts as supported: words outside the evidence may hedge or deny the claim.
        is_unmarked = commitment.basis == Basis.IMPLIED and not found
        yield ComparedField(
            field,
            recorded[field],
            suggested[field],
            is_supported[field] or is_unmarked,
            field in commitment.against_words,
            tuple(found),
        )


def _quoted(words: str) -> str:
    return "a question mark" if words == "?" else "a quotation" if words == '"' else f'"{words}"'
