"""Texts made of what goes wrong: marks, joiners, emoji, scripts of every direction, signs inside words, line breaks."""

# ruff: noqa: RUF001 (the texts are made of characters that are easily confused)

from collections.abc import Iterator
from random import Random
from typing import Final

_HARD: Final = [
    *"aAnNtT.''’-_,:;!?()1234 ٣٤٫٬·‧״",
    *(" ", "  ", "\t", "\u00a0", "\u202f", "\u3000", "\u200b", "\u00ad", "\u200d", "\u2060", "\ufeff"),
    *("\n", "\r\n", "\r", "\u2028", "\x85", "\x0b", "\n\n"),
    *("é", "e\u0301", "ọ\u0301", "a\u0328\u0302", "Å", "\u212b", "ß", "ǆ", "ﬁ", "Σ", "ς", "İ", "ı"),
    *(
        "日本",
        "東京都",
        "かな",
        "ｶﾅ",
        "ไทย",
        "မြန်မာ",
        "한국",
        "שלום",
        "مرحبا",
        "हिन्दी",
        "क्षि",
        "𠮷",
        "𝔹",
        "🚢",
        "👩‍👩‍👧",
        "🇯🇵",
    ),
    *("No. 5", "U.S.", "can't", "won’t", "l'OTAN", "3,000.5", "no_one", "x\u0333\u0333"),
]


def hard_texts(seed: int, number: int, longest: int) -> Iterator[str]:
    random = Random(seed)  # noqa: S311 - the same in every run
    for _ in range(number):
        yield "".join(random.choice(_HARD) for _ in range(random.randint(0, longest)))
