"""The grammar of ids: `kind/slug`, where the slug is also the stem of the record's file.

A slug is lower-case ASCII words of letters and digits joined by single hyphens, at most 64 characters, and none of
the names that Windows keeps for devices, so that every file system can hold the file. Patterns keep to what all
regular expression engines read alike: since some let `$` match before a final line feed, each pattern has a partner
that must not be found anywhere in the string. No pattern repeats a group: checkers of patterns refuse a repetition
within a repetition, and Java's engine runs out of stack where an alternative is repeated some thousand times.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

from nsatu_data.model.vocabulary import Kind

SLUG_LENGTH = 64
SLUG: Final = "[a-z0-9]+(?:-[a-z0-9]+)*"
"""The grammar of a slug, as a regular expression; its length and the names of devices are another matter.

`id_pattern` says the same without a repetition within a repetition.
"""
_JOINT = re.compile("[^a-z0-9/]+")
_DEVICES = "con|prn|aux|nul|com[1-9]|lpt[1-9]"
_STRANGE = re.compile("[^a-z0-9\\-]")


class Pattern(NamedTuple):
    """A constraint on a string, said portably.

    `maximum` counts code points. `found` must match the whole string, `forbidden` nowhere in it.
    """

    maximum: int
    found: str
    forbidden: str


def id_pattern(kinds: Iterable[Kind]) -> Pattern:
    """The constraint on an id of one of `kinds`."""
    names = sorted(kinds)
    prefix = names[0] if len(names) == 1 else f"(?:{'|'.join(names)})"
    return Pattern(
        maximum=max(map(len, names)) + 1 + SLUG_LENGTH,
        found=f"^{prefix}/[a-z0-9][a-z0-9\\-]*$",
        forbidden=f"[^a-z0-9/\\-]|-(?:-|$)|/(?:(?:{_DEVICES})$|[a-z0-9\\-]{{{SLUG_LENGTH + 1}}})",
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
    """The rule of slugs that `slug` breaks, the first of them, in words; None where it breaks none."""
    if strange := _STRANGE.search(slug):
        character = strange.group()
        if character.isascii() and character.isupper():
            return f"{character} is a capital letter, and slugs are in lower case"
        import json

        return f"{json.dumps(character, ensure_ascii=False)} is neither a letter from a to z, nor a digit, nor a hyphen"
    rules = (
        ("it is empty", not slug),
        ("a hyphen stands only between two words, and alone", slug[:1] == "-" or slug[-1:] == "-" or "--" in slug),
        (f"it has {len(slug)} characters, where at most {SLUG_LENGTH} are allowed", len(slug) > SLUG_LENGTH),
        ("Windows keeps this name for a device, and no file can have it there", re.fullmatch(_DEVICES, slug)),
    )
    return next((rule for rule, is_broken in rules if is_broken), None)


def kind_of(identifier: str) -> str:
    """The part of an id before the slash, whether or not it is a kind."""
    return identifier.partition("/")[0]


def path_of(identifier: str) -> str:
    """Where the record of this id lies, relative to the dataset's folder, in POSIX form."""
    return f"{identifier}.yaml"


def id_at(path: str) -> str:
    """The id that a record at this POSIX path, relative to the dataset's folder, must have."""
    return path.removesuffix(".yaml")


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The one of `known` that `word` may have been meant for, in whatever case and joined by whatever, or None."""
    from difflib import get_close_matches

    plain = {_plain(one): one for one in reversed(known)}
    found = next(iter(get_close_matches(_plain(word[:100]), plain, 1, 0.7)), None)
    return None if found is None else plain[found]


def _plain(word: str) -> str:
    """A word without what is easily mistaken."""
    return _JOINT.sub("-", word.lower()).strip("-")
