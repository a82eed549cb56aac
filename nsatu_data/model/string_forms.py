"""The forms of strings, such as ids, dates and digests. Models, JSON Schema and messages all use these definitions.

A form is a pattern and its meaning in words. `nsatu_data.model.identifiers` explains the restrictions on patterns.
Digests follow FIPS 180-4, dates EDTF level 1 (ISO 8601-2:2019), languages BCP 47; licences are SPDX identifiers.
"""

import re
from functools import cache
from typing import Final, NamedTuple

from nsatu_data.model import characters
from nsatu_data.model.characters import TextFault
from nsatu_data.model.identifiers import Pattern, id_pattern, is_id, kind_of, slug_pattern
from nsatu_data.model.vocabulary import Kind

OFFSET_LIMIT: Final = 100_000_000
"""The largest offset or length. It is far above the size of any text, and a double holds it exactly."""


class Form(NamedTuple):
    """The form of a string.

    `meaning` completes "must be", as in "must be the id of an actor". `kinds` are the allowed kinds if the string is an
    id.
    """

    meaning: str
    pattern: Pattern
    kinds: frozenset[Kind] = frozenset()

    def matches(self, text: str) -> bool:
        """Whether `text` has this form."""
        if self.kinds:
            # One pattern for ids of all kinds is compiled, instead of one for each combination of kinds.
            return kind_of(text) in self.kinds and is_id(text)
        found, forbidden = _compiled(self.pattern)
        return len(text) <= self.pattern.maximum and found.search(text) is not None and forbidden.search(text) is None


@cache
def _compiled(pattern: Pattern) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(pattern.found), re.compile(pattern.forbidden)


def _id(meaning: str, *kinds: Kind) -> Form:
    return Form(meaning, id_pattern(kinds), frozenset(kinds))


# To avoid nested repetition, an optional part is an alternative to the empty string: `(?:-[A-Z]{2}|)`.
# EDTF level 1 allows X for unspecified digits: `201X`, `20XX`, `2024-XX`, `2024-XX-XX` or `2024-07-XX`.
_MONTH = "(?:0[1-9]|1[0-2])"
_DAY = "(?:XX|0[1-9]|[12][0-9]|3[01])"
_DATE = f"-?[0-9]{{2}}(?:[0-9X]X|[0-9]{{2}}(?:-(?:2[1-4]|XX(?:-XX|)|{_MONTH}(?:-{_DAY}|))|))[?~%]?"
# A subset of RFC 5646, in the letter case that its section 2.1.1 recommends. The subset leaves out extensions
# (`en-u-ca-gregory`), irregular tags from older registries (`i-klingon`), and a fourth variant. It also leaves out
# languages of four letters or more: no such language is registered, and `english` is a likely mistake.
_LANGUAGE = "[a-z]{2,3}(?:-[a-z]{3}|)(?:-[A-Z][a-z]{3}|)(?:-[A-Z]{2}|-[0-9]{3}|)"
_VARIANT = "(?:-[a-z0-9]{5,8}|-[0-9][a-z0-9]{3}|)"
_PRIVATE = r"x-[a-z0-9][a-z0-9\-]*"
_NUMBER = "(?:0|[1-9][0-9]{0,5})"

_CLAIMS: Final = [kind for kind in Kind if kind not in (Kind.SOURCE, Kind.ACTOR, Kind.PLACE)]


def _with_article(kind: Kind) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


FORMS: Final[dict[str, Form]] = {
    "RecordId": _id("the id of any record", *Kind),
    **{f"{kind.capitalize()}Id": _id(f"the id of {_with_article(kind)}", kind) for kind in Kind},
    "ClaimId": _id(
        f"the id of a claim: {', '.join(map(_with_article, _CLAIMS[:-1]))} or {_with_article(_CLAIMS[-1])}", *_CLAIMS
    ),
    "ConductId": _id("the id of an act or lasting conduct: an event or a context", Kind.EVENT, Kind.CONTEXT),
    "VoiceId": _id("the id of a speaker: a source or an actor", Kind.SOURCE, Kind.ACTOR),
    "EntityId": _id("the id of an actor or a place", Kind.ACTOR, Kind.PLACE),
    "DatasetId": Form(
        "the id of a dataset: words of lower-case letters and digits, joined by single hyphens", slug_pattern()
    ),
    "Sha256": Form("a SHA-256 digest: 64 hexadecimal digits in lower case", Pattern(64, "^[0-9a-f]{64}$", "[^0-9a-f]")),
    "Edtf": Form(
        'a date, month, season, year or interval in EDTF level 1: "2024", "2024-07", "2024-07?", "2024-07-09", '
        '"2023/.."',
        Pattern(32, rf"^(?:{_DATE}(?:/(?:{_DATE}|\.\.|)|)|(?:\.\.|)/{_DATE})$", r"[^0-9X.?~%/\-]"),
    ),
    "Day": Form(
        'a full date, with year, month and day: "2024-07-09"',
        Pattern(10, rf"^[1-9][0-9]{{3}}-{_MONTH}-(?:0[1-9]|[12][0-9]|3[01])$", r"[^0-9\-]"),
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
        'a CAMEO code of two to four digits that begins with 01 to 20: "0312"',
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
"""The forms, by their names in the schema."""


def untidy(text: str) -> TextFault | None:
    """The fault of a text that should be one line with single spaces between words, or None."""
    fault = characters.text_fault(text)
    if fault is None and "\n" in text:
        fault = TextFault("untidy-text", text.index("\n"), "the text has a line break", "write it on one line")
    if fault is None and (text[:1] == " " or text[-1:] == " " or "  " in text):
        fault = TextFault(
            "untidy-text",
            0,
            "the text starts or ends with a space, or has several spaces in a row",
            "write single spaces, between words only",
        )
    return fault
