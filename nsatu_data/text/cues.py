"""What the words under a claim's evidence speak for: how sure, affirmed or denied, whose.

The words are those pointed at, and what governs them in their sentence. It is the way of NegEx (Chapman and others
2001) and ConText (Harkema and others 2009): cues from a lexicon, each with a reach that commas, subordinate clauses and
conjunctions end. There is no grammar in it, and it errs; `tests/cues` says how often.

Of a language that has no lexicon nothing is said.
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
"""The longest sentence, in code points, whose cues are looked for."""

_UP_TO_TWO_WORDS: Final = re.compile(r"(?: [^\s,;:.?!()\"\u2014]+){0,2} ")
_PLAIN_MARKS: Final = str.maketrans("\u2018\u2019\u201c\u201d\u2013", "''\"\"\u2014")
"""Quotation marks and dashes as the lexicon and the patterns below write them, one for one."""


class Manner(Enum):
    """How a claim is carried by words."""

    SAID = "said"
    """They say it."""
    ACTED = "acted"
    """They tell of an act, a reaction or a motive: what is said, asked or feared in it is not the claim."""
    PRESUPPOSED = "presupposed"
    """They presuppose or entail it: no modal, question or negation around it touches it (Karttunen 1973)."""


class Heard(NamedTuple):
    """What words speak for.

    `polarities` has both where the words hold what is affirmed beside what is denied. `cues` are the words of the
    sentence that speak for something else than a plain assertion, by the field that they speak about.
    """

    certainty: Certainty = Certainty.CERTAIN
    polarities: frozenset[Polarity] = frozenset({Polarity.AFFIRMED})
    is_attributed: bool = False
    cues: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@lru_cache(4096)
def heard(language: str, sentence: str, words: Slice, manner: Manner, others: tuple[Slice, ...] = ()) -> Heard:
    """What words of a sentence speak for, `words` being offsets into it.

    `others` are words of the same sentence that carry the same claim. Raises KeyError without a lexicon.
    """
    found = lexicon(language)
    if found is None:
        raise KeyError(language)
    plain = sentence.translate(_PLAIN_MARKS)
    return _Listener(plain, words, manner, found, others).heard(hits(language, plain))


def behind(language: str, sentence: str, words: Slice) -> Slice:
    """The words behind the attitude that they begin with: "a brave step" in "hail it as a brave step".

    They are the same words where they hold no attitude. Raises KeyError without a lexicon.
    """
    found = lexicon(language)
    if found is None:
        raise KeyError(language)
    ends = (
        hit.end + 1
        for hit in hits(language, sentence.translate(_PLAIN_MARKS))
        if hit.cue.kind == "attitude" and words.start <= hit.start and hit.end + 1 < words.end
    )
    return Slice(next(ends, words.start), words.end)


class _Listener:
    """A sentence that is listened to, for the words from `start` to `end`."""

    def __init__(
        self, sentence: str, words: Slice, manner: Manner, lexicon: Lexicon, others: tuple[Slice, ...]
    ) -> None:
        self.sentence = sentence
        self.start, self.end = words
        self.manner = manner
        self.lexicon = lexicon
        self.others = others
        self.closing = ("report", "attitude", "question") if manner is Manner.ACTED else ("attitude",)
        self.asides = [
            Slice(*aside.span())
            for pattern in (lexicon.first, lexicon.later)
            for aside in pattern.finditer(sentence)
            if not self._lies_in(aside)
        ]

    def heard(self, hits: Iterable[Hit]) -> Heard:
        hits = [hit for hit in hits if not self._is_aside(hit)]
        inside = [hit for hit in hits if self.start <= hit.start < self.end and self._counts(hit)]
        if self.manner is Manner.PRESUPPOSED:
            return self._sum([hit for hit in inside if hit.cue.is_attributive])
        until, inside = self._until(inside)
        if self.manner is Manner.SAID:
            inside = [hit for hit in inside if hit.cue.reach != "next"]
        mixed = [hit for hit in inside if self._is_contrast(hit)]
        if mixed:
            inside = [hit for hit in inside if hit.end <= mixed[0].start]
        governing = [hit for hit in hits if self._governs(hit)]
        predicate = self._predicate(hits) if until == self.end else []
        telling = [*governing, *inside, *predicate]
        if any(hit.cue.is_past for hit in telling):
            # Reported, "will" has become "would".
            telling = [hit for hit in telling if hit.cue.form != "would"]
        return self._sum(telling, is_mixed=bool(mixed), is_asked=self._is_asked(), is_quoted=self._is_quoted())

    def _lies_in(self, aside: re.Match[str]) -> bool:
        """Whether the words pointed at lie in this subordinate clause, so that it is the one to be listened to."""
        return aside.start() <= self.start + 1 and self.end <= aside.end() + 1

    def _is_aside(self, hit: Hit) -> bool:
        return any(aside.start <= hit.start and hit.end <= aside.end for aside in self.asides)

    def _until(self, inside: list[Hit]) -> tuple[int, list[Hit]]:
        """Where what the claim itself says comes to an end, and the cues before it: not in what others say or feel."""
        for hit in inside:
            if hit.cue.kind in self.closing:
                return hit.start, [other for other in inside if other.end <= hit.start]
        return self.end, [hit for hit in inside if hit.end <= self.end]

    def _counts(self, hit: Hit) -> bool:
        """Whether a cue among the words weakens what they say, and not only what a part of them presupposes."""
        if not hit.cue.is_attributive or self.manner is Manner.PRESUPPOSED:
            return True
        return not self.lexicon.preposition.search(self._before(hit))

    def _is_contrast(self, hit: Hit) -> bool:
        if hit.start == self.start:
            return False
        return hit.cue.kind == "contrast" or (hit.cue.kind == "negation" and self._before(hit).endswith(", "))

    def _before(self, hit: Hit) -> str:
        return self.sentence[self.start : hit.start]

    def _governs(self, hit: Hit) -> bool:
        cue = hit.cue
        if cue.kind in self.closing and any(other.start <= hit.start < other.end for other in self.others):
            return False
        if hit.start < self.start < hit.end:
            return True
        return self._governs_onwards(hit) if hit.end <= self.start else self._governs_back(hit)

    def _governs_onwards(self, hit: Hit) -> bool:
        cue = hit.cue
        if cue.reach == "next":
            return hit.end + 1 == self.start
        wide = cue.reach == "sentence" and not (self.manner is Manner.ACTED and cue.is_attributed)
        ends = self.lexicon.ends_sentence if wide else self.lexicon.ends_clause
        return not ends.search(self.sentence[hit.end : self.start])

    def _governs_back(self, hit: Hit) -> bool:
        cue = hit.cue
        if hit.start < self.end or cue.reach == "clause":
            return False
        between, behind = self.sentence[self.end : hit.start], self.sentence[hit.end :]
        if cue.kind == "report":
            goes_on = self.lexicon.goes_on.search(self.sentence[hit.start : hit.end])
            return goes_on is None and self.lexicon.follows.fullmatch(between) is not None
        return cue.kind == "hedge" and between in (", ", '," ', '", ') and not re.match(r" ?[\w(]", behind)

    def _predicate(self, hits: list[Hit]) -> list[Hit]:
        """The cues in what is said of the words pointed at, where they are its subject."""
        predicate = self.lexicon.predicate.match(self.sentence, self.end)
        kinds = ("hedge", "question", "negation")
        return [
            hit
            for hit in hits
            if predicate and hit.cue.kind in kinds and _UP_TO_TWO_WORDS.fullmatch(self.sentence[self.end : hit.start])
        ]

    def _is_asked(self) -> bool:
        """Whether a question mark ends the clause that the words stand in."""
        before = 0
        for mark in re.finditer(r"\?", self.sentence):
            asks = [start.end() for start in self.lexicon.asks.finditer(self.sentence, before, mark.start())]
            begin = asks[-1] if asks else before
            if begin - 1 <= self.start < mark.end():
                return True
            before = mark.end()
        return False

    def _is_quoted(self) -> bool:
        """Whether the words lie in a quotation of more than three words; fewer are a way of speaking."""
        quotations = re.finditer(r'"([^"]*)("|$)', self.sentence)
        return any(
            quotation.start() <= self.start and self.end <= quotation.end() and quotation[1].count(" ") > 2
            for quotation in quotations
        )

    def _sum(
        self, hits: list[Hit], *, is_mixed: bool = False, is_asked: bool = False, is_quoted: bool = False
    ) -> Heard:
        """What cues speak for together: the weakest certainty, any denial, any other voice."""
        certainty = Certainty.OPEN if is_asked else _weakest(hit.cue.certainty for hit in hits)
        by_field = {
            "certainty": [hit for hit in hits if hit.cue.certainty is certainty],
            "polarity": [hit for hit in hits if hit.cue.polarity is Polarity.DENIED],
            "voice": [hit for hit in hits if hit.cue.is_attributed],
        }
        words = {field: [self.sentence[hit.start : hit.end] for hit in telling] for field, telling in by_field.items()}
        words["certainty"] += ["?"] * is_asked
        words["voice"] += ['"'] * is_quoted
        polarity = Polarity.DENIED if words["polarity"] else Polarity.AFFIRMED
        return Heard(
            certainty,
            frozenset(Polarity) if is_mixed else frozenset({polarity}),
            bool(words["voice"]),
            MappingProxyType({field: tuple(telling) for field, telling in words.items()}),
        )


def _weakest(certainties: Iterable[Certainty | None]) -> Certainty:
    # The vocabulary goes from the surest to the least sure.
    return max((one for one in certainties if one), key=list(Certainty).index, default=Certainty.CERTAIN)
