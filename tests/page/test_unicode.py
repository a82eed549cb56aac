"""The page and the package agree on every character that Python knows, alone and next to others.

Python's version of Unicode is older than the browser's. What Unicode says of a character in one version, it says in
all later versions, as far as canonical form and word boundaries are concerned.
"""

import base64
import unicodedata
from collections.abc import Iterator
from random import Random
from typing import Final

from nsatu_data.text import canonical_text, word_boundaries
from nsatu_data.text.canonical_text import Canonical, canonicalise
from tests.support.page_units import run_program

_ASSIGNED: Final = [
    chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) not in ("Cn", "Co", "Cs", "Cc")
]
_MARKS: Final = [one for one in _ASSIGNED if unicodedata.category(one)[0] == "M"]
_COMBINING: Final = [one for one in _MARKS if unicodedata.combining(one)] + ["\u0f73", "\u0f75", "\u0f81"]
_LIKE_OTHERS: Final = ("CJK UNIFIED", "HANGUL SYLLABLE", "TANGUT IDEOGRAPH")


def _distinct() -> Iterator[str]:
    """The characters, with every fiftieth of the thousands that only differ by number."""
    for index, one in enumerate(_ASSIGNED):
        if index % 50 == 0 or not unicodedata.name(one, "").startswith(_LIKE_OTHERS):
            yield one


def _blocks(lines: list[str]) -> list[str]:
    return ["\n".join(lines[start : start + 5000]) for start in range(0, len(lines), 5000)]


def test_every_character_has_the_same_canonical_form() -> None:
    frames = ("{}", " {} ", "a{}b", "{}\u0301", "a\u0301{}\u0323", "a{}\u0301", "\u1100{}\u11a8", "\ufeff{}")
    texts = [frame.format(one) for one in _ASSIGNED for frame in frames]
    blocks = _blocks(texts)
    found = run_program("texts", [{"ask": "canonical", "text": block} for block in blocks])
    assert [(block, one) for block, one in zip(blocks, found, strict=True) if one != canonicalise(block).text] == []


def test_words_are_cut_at_the_same_places_around_every_character() -> None:
    frames = ("a{}b", "1{}1", "a{}1", "n't{}", "n{}t ", "日{}a", "a.{}a", "1,{}1", "a{}\u0301b", "a\u00ad{}", "can{}'t")
    texts = [frame.format(one) for one in _distinct() for frame in frames]
    blocks = _blocks(texts)
    found = run_program("texts", [{"ask": "boundaries", "text": block} for block in blocks])
    for block, places in zip(blocks, found, strict=True):
        wanted = [at for at in range(len(block) + 1) if word_boundaries.is_boundary(block, at)]
        differing = set(wanted) ^ set(places)
        assert [ascii(block[max(at - 4, 0) : at] + "|" + block[at : at + 4]) for at in sorted(differing)] == []


def test_rows_of_combining_marks_are_refused_alike() -> None:
    random = Random(6)
    rows = [f"b{one * number}" for one in _MARKS for number in (30, 31)]
    for _ in range(5000):
        few = random.choices(_COMBINING, k=random.choice((1, 2, 3, 30)))
        marks = random.choices([*few, *random.choices(_MARKS, k=random.choice((0, 0, 0, 1)))], k=random.randint(28, 40))
        # Most marks that are in order are in form C, which allows any number of them.
        rows.append(f"b{''.join(sorted(marks, key=unicodedata.combining) if random.random() < 0.5 else marks)}")
    found = run_program("texts", [{"ask": "bytes", "base64": base64.b64encode(row.encode()).decode()} for row in rows])
    wanted = [read.text if isinstance(read := canonical_text.read(row.encode()), Canonical) else None for row in rows]
    assert [ascii(row) for row, one, other in zip(rows, found, wanted, strict=True) if one != other] == []
    assert 1000 < sum(one is None for one in wanted) < len(wanted) - 1000
