"""The grammar of ids, `kind/slug`, such as `actor/river-pact`. The record's file is `actor/river-pact.yaml`.

A slug is ASCII words of lower-case letters and digits, joined by single hyphens. It has at most 64 characters and is
not a name that Windows reserves for devices, so that every file system can store the file.

Patterns use only what all regular expression engines read alike. In some engines `$` matches before a final line feed.
So each pattern comes with a second, forbidden pattern: it finds such a line feed, and must match nowhere in the string.
No `Pattern` repeats a group, as `(?:-[a-z]+)*` does. Tools that check patterns refuse nested repetition, and Java's
engine overflows its stack on some thousand repetitions of a group such as `(?:a|b)`.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

from nsatu_data.model.vocabulary import Kind

SLUG_LENGTH = 64
SLUG: Final = "[a-z0-9]+(?:-[a-z0-9]+)*"
"""The pattern of a slug, such as `river-pact`. It does not check the length, or whether the slug is a device name.

`id_pattern` returns a pattern of whole ids that checks both, without nested repetition.
"""
_JOINT = re.compile("[^a-z0-9/]+")
_DEVICES = "con|prn|aux|nul|com[1-9]|lpt[1-9]"
_NOT_IN_SLUGS = re.compile("[^a-z0-9\\-]")


class Pattern(NamedTuple):
    """A portable constraint on a string.

    `maximum` is the greatest length of the string in code points. `found` must match the whole string; `forbidden` must
    match nowhere in it.
    """

    maximum: int
    found: str
    forbidden: str


def id_pattern(kinds: Iterable[Kind]) -> Pattern:
    """The pattern of ids of any of `kinds`."""
    names = sorted(kinds, key=str)
    prefix = names[0] if len(names) == 1 else f"(?:{'|'.join(names)})"
    return Pattern(
        maximum=max(map(len, names)) + 1 + SLUG_LENGTH,
        found=f"^{prefix}/[a-z0-9][a-z0-9\\-]*$",
        forbidden=f"[^a-z0-9/\\-]|-(?:-|$)|/(?:(?:{_DEVICES})$|[a-z0-9\\-]{{{SLUG_LENGTH + 1}}})",
    )


def slug_pattern() -> Pattern:
    """The pattern of a slug by itself, which is the id of a dataset."""
    return Pattern(
        maximum=SLUG_LENGTH,
        found="^[a-z0-9][a-z0-9\\-]*$",
        forbidden=f"[^a-z0-9\\-]|-(?:-|$)|^(?:{_DEVICES})$",
    )


@cache
def _any() -> tuple[re.Pattern[str], re.Pattern[str]]:
    pattern = id_pattern(Kind)
    return re.compile(pattern.found), re.compile(pattern.forbidden)


def is_id(text: str) -> bool:
    """Whether `text` is a well-formed id of any kind."""
    found, forbidden = _any()
    return found.search(text) is not None and forbidden.search(text) is None


def slug_fault(slug: str) -> str | None:
    """The first fault of `slug`, in words; None if it is a valid slug."""
    if match := _NOT_IN_SLUGS.search(slug):
        character = match.group()
        if character.isascii() and character.isupper():
            return f"{character} is a capital letter, but slugs are in lower case"
        import json

        return f"{json.dumps(character, ensure_ascii=False)} is not a letter from a to z, a digit or a hyphen"
    rules = (
        ("it is empty", not slug),
        ("it starts or ends with a hyphen, or has two in a row", slug[:1] == "-" or slug[-1:] == "-" or "--" in slug),
        (f"it has {len(slug)} characters, more than the {SLUG_LENGTH} allowed", len(slug) > SLUG_LENGTH),
        ("Windows reserves this name for a device", re.fullmatch(_DEVICES, slug)),
    )
    return next((rule for rule, is_broken in rules if is_broken), None)


def kind_of(identifier: str) -> str:
    """The part of an id before the slash, even if it is not a kind."""
    return identifier.partition("/")[0]


def path_of(identifier: str) -> str:
    """The POSIX path of the record with this id, relative to the dataset's folder."""
    return f"{identifier}.yaml"


def id_at(path: str) -> str:
    """The id that the record at `path` must have: the inverse of `path_of`."""
    return path.removesuffix(".yaml")


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The item of `known` most similar to `word`, ignoring case and separators; None if no item is similar."""
    from difflib import get_close_matches

    plain = {_plain(one): one for one in reversed(known)}
    closest = next(iter(get_close_matches(_plain(word[:100]), plain, 1, 0.7)), None)
    return None if closest is None else plain[closest]


def _plain(word: str) -> str:
    """`word` in lower case, with single hyphens as separators."""
    return _JOINT.sub("-", word.lower()).strip("-")
