"""The forms that strings have: each a pattern and its meaning, said once for models, for JSON Schema and for findings.

Patterns keep to the subset of regular expressions that all engines read alike; each is paired with one that must be
found nowhere, which closes the engines' differences about `$`. Digests are FIPS 180-4, dates EDTF level 1
(ISO 8601-2:2019), languages BCP 47, licences SPDX identifiers.
"""

import re
from functools import cache
from typing import Final, NamedTuple

from nsatu_data.model import characters
from nsatu_data.model.characters import TextFault
from nsatu_data.model.identifiers import Pattern, id_pattern, is_id, kind_of
from nsatu_data.model.vocabulary import Kind

OFFSET_LIMIT: Final = 100_000_000
"""The largest offset or length, in code points or bytes: far above any text, far below what a double holds exactly."""


class Form(NamedTuple):
    """What a string must be, told by `meaning`; of an id, `kinds` are those that it may be of."""

    meaning: str
    pattern: Pattern
    kinds: frozenset[Kind] = frozenset()

    def matches(self, text: str) -> bool:
        """Whether a string has this form."""
        if self.kinds:
            # One expression for ids of every kind is compiled instead of one for each.
            return kind_of(text) in self.kinds and is_id(text)
        found, forbidden = _compiled(self.pattern)
        return len(text) <= self.pattern.maximum and found.search(text) is not None and forbidden.search(text) is None


@cache
def _compiled(pattern: Pattern) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(pattern.found), re.compile(pattern.forbidden)


def _id(meaning: str, *kinds: Kind) -> Form:
    return Form(meaning, id_pattern(kinds), frozenset(kinds))


# No repetition stands within another: what may be missing is an alternative that is empty.
# Of level 1's unspecified digits there may be one or two at the end of a year, or a month and a day, or a day.
_MONTH = "(?:0[1-9]|1[0-2])"
_DAY = "(?:XX|0[1-9]|[12][0-9]|3[01])"
_DATE = f"-?[0-9]{{2}}(?:[0-9X]X|[0-9]{{2}}(?:-(?:2[1-4]|XX(?:-XX|)|{_MONTH}(?:-{_DAY}|))|))[?~%]?"
# A subset of RFC 5646, in the case that its section 2.1.1 recommends. Left out are languages of four letters or more,
# of which none is registered while `english` is a likely slip; extensions (`en-u-ca-gregory`); the irregular tags that
# it keeps from older registries (`i-klingon`); and a fourth variant.
_LANGUAGE = "[a-z]{2,3}(?:-[a-z]{3}|)(?:-[A-Z][a-z]{3}|)(?:-[A-Z]{2}|-[0-9]{3}|)"
_VARIANT = "(?:-[a-z0-9]{5,8}|-[0-9][a-z0-9]{3}|)"
_PRIVATE = r"x-[a-z0-9][a-z0-9\-]*"
_NUMBER = "(?:0|[1-9][0-9]{0,5})"

_CLAIMS: Final = [kind for kind in Kind if kind not in (Kind.SOURCE, Kind.ACTOR, Kind.PLACE)]


def _one(kind: Kind) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


FORMS: Final[dict[str, Form]] = {
    "RecordId": _id("the id of any record", *Kind),
    **{f"{kind.capitalize()}Id": _id(f"the id of {_one(kind)}", kind) for kind in Kind},
    "ClaimId": _id(f"the id of a claim: {', '.join(map(_one, _CLAIMS[:-1]))} or {_one(_CLAIMS[-1])}", *_CLAIMS),
    "ConductId": _id("the id of an act or of a lasting conduct: an event or a context", Kind.EVENT, Kind.CONTEXT),
    "VoiceId": _id("the id of whoever can speak: a source or an actor", Kind.SOURCE, Kind.ACTOR),
    "EntityId": _id("the id of an actor or of a place", Kind.ACTOR, Kind.PLACE),
    "Sha256": Form("a SHA-256 digest: 64 hexadecimal digits in lower case", Pattern(64, "^[0-9a-f]{64}$", "[^0-9a-f]")),
    "Edtf": Form(
        'a date, month, season, year or interval in EDTF level 1: "2024", "2024-07", "2024-07?", "2024-07-09", '
        '"2023/.."',
        Pattern(32, rf"^(?:{_DATE}(?:/(?:{_DATE}|\.\.|)|)|(?:\.\.|)/{_DATE})$", r"[^0-9X.?~%/\-]"),
    ),
    "Language": Form(
        "a language tag (BCP 47): en, pt-BR, zh-Hant, de-CH-1996, x-klingon",
        Pattern(
            35,
            f"^(?:{_LANGUAGE}{_VARIANT * 3}(?:-{_PRIVATE}|)|{_PRIVATE})$",
            r"[^A-Za-z0-9\-]|-(?:-|$)|[A-Za-z0-9]{9}",
        ),
    ),
    "Url": Form("an address that begins with http:// or https://", Pattern(500, "^https?://[!-~]+$", "[^!-~]")),
    "Cameo": Form(
        'a CAMEO code of two to four digits, 01 to 20 first: "0312"',
        Pattern(4, "^(?:0[1-9]|1[0-9]|20)[0-9]{0,2}$", "[^0-9]"),
    ),
    "Wikidata": Form("a Wikidata item: Q17", Pattern(11, "^Q[1-9][0-9]{0,9}$", "[^Q0-9]")),
    "Iso3166": Form("an ISO 3166-1 alpha-2 code: JP", Pattern(2, "^[A-Z]{2}$", "[^A-Z]")),
    "GeoNames": Form('a GeoNames number, as a string: "1861060"', Pattern(10, "^[1-9][0-9]{0,9}$", "[^0-9]")),
    "Spdx": Form("an SPDX licence identifier: CC-BY-4.0", Pattern(64, r"^[A-Za-z0-9.+\-]+$", r"[^A-Za-z0-9.+\-]")),
    "Version": Form(
        'a version of three numbers: "1.2.0"', Pattern(20, rf"^{_NUMBER}\.{_NUMBER}\.{_NUMBER}$", "[^0-9.]")
    ),
    "SchemaVersion": Form(
        'a schema version, major and minor: "1.0"', Pattern(13, rf"^{_NUMBER}\.{_NUMBER}$", "[^0-9.]")
    ),
}
"""The forms, by the names that the schema has for them."""


def untidy(text: str) -> TextFault | None:
    """What is wrong with text that is to be one line with single spaces between words, or None."""
    wrong = characters.text_fault(text)
    if wrong is None and "\n" in text:
        wrong = TextFault("untidy-text", text.index("\n"), "the text has a line break", "write it on one line")
    if wrong is None and (text[:1] == " " or text[-1:] == " " or "  " in text):
        wrong = TextFault(
            "untidy-text",
            0,
            "the text has spaces at an end or several in a row",
            "write single spaces, between words only",
        )
    return wrong
