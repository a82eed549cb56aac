"""Estimates from the words of a claim's evidence how certain the claim is, whether it is denied, and whose it is.

A cue is a word or phrase from the lexicon of a language, such as "might", "not" or "critics say". Cues inside the cited
words count, and so do cues elsewhere in the sentence that govern those words. Each cue has a reach, which commas,
subordinate clauses and conjunctions limit. This is the method of NegEx (Chapman and others 2001) and ConText (Harkema
and others 2009). It does not parse the sentence and makes mistakes; `tests/cues` measures how many.
"""

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from nsatu_data.model.vocabulary import Certainty, Polarity
from nsatu_data.text.canonical_text import Slice
from nsatu_data.text.lexicon import Hit, Lexicon, hits, lexicon

LIMIT: Final = 4000
"""The longest sentence that is searched for cues, in code points."""

_UP_TO_TWO_WORDS: Final = re.compile(r"(?: [^\s,;:.?!()\"\u2014]+){0,2} ")
"""A space, or up to two words with a space before, between and after them, such as `" is still "`."""
_PLAIN_MARKS: Final = str.maketrans("\u2018\u2019\u201c\u201d\u2013", "''\"\"\u2014")
"""Replaces curly quotation marks and en dashes with the characters of the lexicon, so that offsets stay valid."""


class Mode(Enum):
    """How the cited words express a claim."""

    SAID = "said"
    """The words state the claim."""
    ACTED = "acted"
    """The words report an act, a reaction or a motive. The content of reported speech or fear is not the claim."""
    PRESUPPOSED = "presupposed"
    """The words presuppose or entail the claim. Modals, questions and negation do not affect it (Karttunen 1973)."""


class Analysis(NamedTuple):
    """What the words suggest for the fields of a claim.

    `polarities` has both values if the words affirm one thing and deny another. `cues` maps the name of a field to the
    cues for a value other than the default: certain, affirmed, the source's own voice.
    """

    certainty: Certainty = Certainty.CERTAIN
    polarities: frozenset[Polarity] = frozenset({Polarity.AFFIRMED})
    is_attributed: bool = False
    cues: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@lru_cache(4096)
def analyse(language: str, sentence: str, words: Slice, mode: Mode, others: tuple[Slice, ...] = ()) -> Analysis:
    """Analyse the cited words of a sentence; `words` is their slice of the sentence.

    `others` are slices of the sentence that the same claim also cites. Raises KeyError if the language has no lexicon.
    """
    known = lexicon(language)
    if known is None:
        raise KeyError(language)
    plain = sentence.translate(_PLAIN_MARKS)
    return _Analyser(plain, words, mode, known, others).analyse(hits(language, plain))


def after_attitude(language: str, sentence: str, words: Slice) -> Slice:
    """The cited words after a cue of attitude: "a brave step" in "hail it as a brave step".

    Words without such a cue are returned unchanged. Raises KeyError if the language has no lexicon.
    """
    if lexicon(language) is None:
        raise KeyError(language)
    ends = (
        hit.end + 1
        for hit in hits(language, sentence.translate(_PLAIN_MARKS))
        if hit.cue.kind == "attitude" and words.start <= hit.start and hit.end + 1 < words.end
    )
    return Slice(next(ends, words.start), words.end)


class _Analyser:
    """Analyses the words from `start` to `end` of a sentence."""

    def __init__(self, sentence: str, words: Slice, mode: Mode, lexicon: Lexicon, others: tuple[Slice, ...]) -> None:
        self.sentence = sentence
        self.start, self.end = words
        self.mode = mode
        self.lexicon = lexicon
        self.others = others
        self.end_kinds = ("report", "attitude", "question") if mode is Mode.ACTED else ("attitude",)
        self.asides = [
            Slice(*aside.span())
            for pattern in (lexicon.first, lexicon.later)
            for aside in pattern.finditer(sentence)
            if not self._is_cited_from(aside)
        ]

    def analyse(self, hits: Iterable[Hit]) -> Analysis:
        hits = [hit for hit in hits if not self._is_aside(hit)]
        inside = [hit for hit in hits if self.start <= hit.start < self.end and self._counts(hit)]
        if self.mode is Mode.PRESUPPOSED:
            return self._combined([hit for hit in inside if hit.cue.is_attributive])
        claim_end, inside = self._claim_end(inside)
        if self.mode is Mode.SAID:
            inside = [hit for hit in inside if hit.cue.reach != "next"]
        mixed = [hit for hit in inside if self._is_contrast(hit)]
        if mixed:
            inside = [hit for hit in inside if hit.end <= mixed[0].start]
        governing = [hit for hit in hits if self._governs(hit)]
        predicate = self._predicate(hits) if claim_end == self.end else []
        relevant = [*governing, *inside, *predicate]
        if any(hit.cue.is_past for hit in relevant):
            # In past reported speech, "will" becomes "would". So "would" does not count as a hedge here.
            relevant = [hit for hit in relevant if hit.cue.form != "would"]
        return self._combined(relevant, is_mixed=bool(mixed), is_asked=self._is_asked(), is_quoted=self._is_quoted())

    def _is_cited_from(self, aside: re.Match[str]) -> bool:
        """Whether the cited words are inside this subordinate clause. If so, the cues in the clause count."""
        return aside.start() <= self.start + 1 and self.end <= aside.end() + 1

    def _is_aside(self, hit: Hit) -> bool:
        return any(aside.start <= hit.start and hit.end <= aside.end for aside in self.asides)

    def _claim_end(self, inside: list[Hit]) -> tuple[int, list[Hit]]:
        """The offset where the claim ends, and the cues before that offset.

        The claim ends at the first cue whose kind is in `end_kinds`, or else at the end of the words.
        """
        for hit in inside:
            if hit.cue.kind in self.end_kinds:
                return hit.start, [other for other in inside if other.end <= hit.start]
        return self.end, [hit for hit in inside if hit.end <= self.end]

    def _counts(self, hit: Hit) -> bool:
        """Whether a cue inside the words weakens the whole claim, not only a noun phrase in it."""
        if not hit.cue.is_attributive or self.mode is Mode.PRESUPPOSED:
            return True
        return not self.lexicon.preposition.search(self._before(hit))

    def _is_contrast(self, hit: Hit) -> bool:
        if hit.start == self.start:
            return False
        return hit.cue.kind == "contrast" or (hit.cue.kind == "negation" and self._before(hit).endswith(", "))

    def _before(self, hit: Hit) -> str:
        return self.sentence[self.start : hit.start]

    def _governs(self, hit: Hit) -> bool:
        """Whether a cue that starts outside the words applies to them."""
        cue = hit.cue
        if cue.kind in self.end_kinds and any(other.start <= hit.start < other.end for other in self.others):
            return False
        if hit.start < self.start < hit.end:
            return True
        return self._governs_later_words(hit) if hit.end <= self.start else self._governs_earlier_words(hit)

    def _governs_later_words(self, hit: Hit) -> bool:
        cue = hit.cue
        if cue.reach == "next":
            return hit.end + 1 == self.start
        wide = cue.reach == "sentence" and not (self.mode is Mode.ACTED and cue.is_attributed)
        ends = self.lexicon.ends_sentence if wide else self.lexicon.ends_clause
        return not ends.search(self.sentence[hit.end : self.start])

    def _governs_earlier_words(self, hit: Hit) -> bool:
        cue = hit.cue
        if hit.start < self.end or cue.reach == "clause":
            return False
        between, after = self.sentence[self.end : hit.start], self.sentence[hit.end :]
        if cue.kind == "report":
            goes_on = self.lexicon.goes_on.search(self.sentence[hit.start : hit.end])
            return goes_on is None and self.lexicon.follows.fullmatch(between) is not None
        return cue.kind == "hedge" and between in (", ", '," ', '", ') and not re.match(r" ?[\w(]", after)

    def _predicate(self, hits: list[Hit]) -> list[Hit]:
        """The cues in the predicate, if the cited words are the subject of that predicate.

        If a claim cites only "the mill" in "the mill might close", the cue is "might".
        """
        predicate = self.lexicon.predicate.match(self.sentence, self.end)
        kinds = ("hedge", "question", "negation")
        return [
            hit
            for hit in hits
            if predicate and hit.cue.kind in kinds and _UP_TO_TWO_WORDS.fullmatch(self.sentence[self.end : hit.start])
        ]

    def _is_asked(self) -> bool:
        """Whether the words are in a clause that ends with a question mark."""
        before = 0
        for mark in re.finditer(r"\?", self.sentence):
            asks = [start.end() for start in self.lexicon.asks.finditer(self.sentence, before, mark.start())]
            begin = asks[-1] if asks else before
            if begin - 1 <= self.start < mark.end():
                return True
            before = mark.end()
        return False

    def _is_quoted(self) -> bool:
        """Whether the words are in a quotation of more than three words. Shorter quotations are often scare quotes."""
        quotations = re.finditer(r'"([^"]*)("|$)', self.sentence)
        return any(
            quotation.start() <= self.start and self.end <= quotation.end() and quotation[1].count(" ") > 2
            for quotation in quotations
        )

    def _combined(
        self, hits: list[Hit], *, is_mixed: bool = False, is_asked: bool = False, is_quoted: bool = False
    ) -> Analysis:
        """Combine the cues: the weakest certainty, any denial, any other voice."""
        certainty = Certainty.OPEN if is_asked else _weakest(hit.cue.certainty for hit in hits)
        by_field = {
            "certainty": [hit for hit in hits if hit.cue.certainty is certainty],
            "polarity": [hit for hit in hits if hit.cue.polarity is Polarity.DENIED],
            "voice": [hit for hit in hits if hit.cue.is_attributed],
        }
        words = {field: [self.sentence[hit.start : hit.end] for hit in hits] for field, hits in by_field.items()}
        words["certainty"] += ["?"] * is_asked
        words["voice"] += ['"'] * is_quoted
        polarity = Polarity.DENIED if words["polarity"] else Polarity.AFFIRMED
        return Analysis(
            certainty,
            frozenset(Polarity) if is_mixed else frozenset({polarity}),
            bool(words["voice"]),
            MappingProxyType({field: tuple(cues) for field, cues in words.items()}),
        )


def _weakest(certainties: Iterable[Certainty | None]) -> Certainty:
    # The terms of the vocabulary are in order, from certain to open.
    return max((one for one in certainties if one), key=list(Certainty).index, default=Certainty.CERTAIN)
