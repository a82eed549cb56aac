"""Reads lexicons of cues: words and phrases that suggest a claim's certainty, polarity or voice.

The lexicon of a language is the file `lexicons/<language>.yaml`. The comment at its head explains its fields and forms;
a form is the pattern of one cue, such as `may|might|could well`.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from nsatu_data.model.vocabulary import Certainty, Polarity
from nsatu_data.storage import package_data
from nsatu_data.syntax import yaml_reader

LEXICONS: Final = package_data.path_of("text/lexicons")

_WORD: Final = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+")
_PLACEHOLDERS: Final = {"n't": r"[a-z]+n't", "#": "[0-9]+"}
"""The parts of a form that match many words: `n't` matches "isn't", and `#` matches "17"."""
_CERTAINTIES: Final = {str(term): term for term in Certainty}
_POLARITIES: Final = {str(term): term for term in Polarity}


class Cue(NamedTuple):
    """One form of a lexicon entry. The head of the lexicon explains the fields."""

    form: str
    kind: str
    certainty: Certainty | None = None
    polarity: Polarity | None = None
    is_attributed: bool = False
    reach: str | None = None
    is_attributive: bool = False
    is_past: bool = False
    is_cased: bool = False


class Hit(NamedTuple):
    """An occurrence of a cue in a sentence."""

    start: int
    end: int
    cue: Cue


class Lexicon(NamedTuple):
    """The cues of a language by the first word of their form, and the patterns that find clauses."""

    cues: Mapping[str, tuple[Cue, ...]]
    first: re.Pattern[str]
    later: re.Pattern[str]
    ends_clause: re.Pattern[str]
    ends_sentence: re.Pattern[str]
    asks: re.Pattern[str]
    predicate: re.Pattern[str]
    preposition: re.Pattern[str]
    follows: re.Pattern[str]
    goes_on: re.Pattern[str]


def lexicon(language: str) -> Lexicon | None:
    """The lexicon for a BCP 47 language tag, or None."""
    return _lexicon(language.partition("-")[0].lower())


@lru_cache(4096)
def hits(language: str, sentence: str) -> tuple[Hit, ...]:
    """The cues of a sentence, in order. The sentence must have straight quotation marks.

    For a language without a lexicon, the result is empty.
    """
    known = lexicon(language)
    return tuple(_each_hit(sentence, known)) if known else ()


def _each_hit(sentence: str, known: Lexicon) -> Iterator[Hit]:
    """At each word, find the longest form that begins there, then continue after it."""
    next_start = 0
    for word in _WORD.finditer(sentence):
        if word.start() < next_start:
            continue
        lower = word[0].lower()
        keys = (lower, "n't") if lower.endswith("n't") else (lower,)
        best: tuple[int, Cue] | None = None
        for cue in (cue for key in keys for cue in known.cues.get(key, ())):
            match = _pattern(cue.form).match(sentence, word.start())
            if match and not (cue.is_cased and not match[0].islower()) and (best is None or match.end() > best[0]):
                best = match.end(), cue
        if best is not None:
            next_start = best[0]
            yield Hit(word.start(), next_start, best[1])


@lru_cache(64)
def _lexicon(language: str) -> Lexicon | None:
    data = package_data.find(f"text/lexicons/{language}.yaml") if language.isalpha() else None
    if data is None:
        # This raises an error if the package lacks all its lexicons. Without it, the rules would silently find nothing.
        package_data.read("text/lexicons/en.yaml")
        return None
    values: dict[str, Any] = yaml_reader.read(data).values
    cues: dict[str, list[Cue]] = {}
    for entry in values["cues"]:
        for form in entry["forms"]:
            for word in form.partition(" ")[0].split("|"):
                cues.setdefault(word.rstrip("."), []).append(_cue(form, entry))
    grammar = {key: "|".join(words) for key, words in values["grammar"].items()}
    turns, tight = grammar["turns"], grammar["tight_subordinators"]
    return Lexicon(
        cues={word: tuple(entries) for word, entries in cues.items()},
        first=_compiled(rf'^"?(?:{grammar["subordinators"]})\b[^,;]*,(?= )'),
        later=_compiled(rf"(?:, (?:{grammar['subordinators']}|{grammar['relatives']})|(?<=\w) (?:{tight}))\b[^,;.?!]*"),
        ends_clause=_compiled(rf"[,;:()\u2014]| (?:but|yet|{tight}) "),
        ends_sentence=_compiled(rf"[;\u2014]|[.?!][\"']? |, (?:{turns}|{grammar['relatives']}) | (?:but|yet) "),
        asks=_compiled(rf"(?:[;:\u2014(\"] ?|, (?:(?:{turns}) )?|^(?:{turns}) )(?=(?:{grammar['openers']})\b)"),
        predicate=_compiled(rf" (?:{grammar['predicates']}|\w+n't)\b"),
        preposition=_compiled(rf"\b(?:{grammar['prepositions']})(?: [\w']+)? $"),
        follows=_compiled(rf"(?:,[\"']?|[.?!]?[\"'],?) (?:(?!(?:{turns}|{grammar['relatives']}|as)\b)[^\s,]+ ){{0,4}}"),
        goes_on=_compiled(rf" (?:{grammar['complementisers']})$"),
    )


def _cue(form: str, entry: Mapping[str, Any]) -> Cue:
    return Cue(
        form,
        entry["class"],
        _CERTAINTIES.get(entry.get("certainty", "")),
        _POLARITIES.get(entry.get("polarity", "")),
        "voice" in entry,
        entry.get("reach"),
        entry.get("attributive", False),
        entry.get("past", False),
        entry.get("cased", False),
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """Compile a form as the head of the lexicon describes it."""
    pieces = []
    for word in form.split(" "):
        choices = "|".join(_PLACEHOLDERS.get(one) or re.escape(one) for one in word.rstrip("?").split("|"))
        piece = r"(?: [^\s,;:.?!()\"\u2014]+){0,4}?" if word == "*" else f" (?:{choices})"
        pieces.append(f"(?:{piece})?" if word.endswith("?") else piece)
    return _compiled("".join(pieces).removeprefix(" ") + r"(?![\w'-])")
