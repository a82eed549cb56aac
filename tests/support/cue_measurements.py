"""Measures what `nsatu_data.text.cues` finds in the sentences that `tests/cues/README.md` describes.

`make expected` writes the tables with which the tests compare.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from nsatu_data.model.vocabulary import Polarity
from nsatu_data.text import cues
from nsatu_data.text.canonical_text import Slice
from nsatu_data.text.cues import Mode
from tests.support.folders import ROOT

SENTENCES: Final = ROOT / "tests" / "cues" / "en.tsv"
SETS: Final = ("development", "held-out")
_MODES: Final = {"implication": Mode.SAID}
_FIELDS: Final = {
    "certainty": ("possible", "probable", "open", "certain"),
    "polarity": ("denied", "affirmed"),
    "voice": ("other", "own"),
}
_PLAIN: Final = ("certain", "affirmed", "own")
"""The values that need no cue."""


class Row(NamedTuple):
    """A sentence with marked words between guillemets, and the values that a coder should assign."""

    set: str
    phenomenon: str
    kind: str
    certainty: str
    polarity: str
    voice: str
    sentence: str


class Counts(NamedTuple):
    """How often a value was found correctly, found wrongly, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> str:
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> str:
        return _share(self.right, self.right + self.missed)


def rows() -> list[Row]:
    """Every sentence, in the order of the file."""
    head, *lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    assert tuple(head.split("\t")) == Row._fields
    return [Row(*line.split("\t")) for line in lines]


def found_values(row: Row) -> dict[str, str]:
    """The values found in a sentence, by field. The polarity is `either` if the words allow both."""
    start, end = row.sentence.index("«"), row.sentence.index("»") - 1
    sentence = row.sentence.replace("«", "").replace("»", "")
    found = cues.analyse("en", sentence, Slice(start, end), _MODES.get(row.kind, Mode.ACTED))
    polarity = "either" if found.polarities == set(Polarity) else str(next(iter(found.polarities)))
    voice = "other" if found.is_attributed else "own"
    return {"certainty": str(found.certainty), "polarity": polarity, "voice": voice}


def tables() -> str:
    """Tables for each set of sentences: counts, precision and recall of each value, and the sentences with errors."""
    return "".join(f"{line}\n" for of in SETS for line in (of, *_table([row for row in rows() if row.set == of]), ""))


def _table(of: list[Row]) -> Iterator[str]:
    results = [found_values(row) for row in of]
    total = Counts(0, 0, 0)
    yield f"{len(of)} sentences"
    yield f"{'':20}{'right':>6}{'wrong':>6}{'missed':>7}{'precision':>10}{'recall':>7}"
    for field, values in _FIELDS.items():
        for value in values:
            pairs = [
                (getattr(row, field) == value, result[field] == value) for row, result in zip(of, results, strict=True)
            ]
            found = Counts(pairs.count((True, True)), pairs.count((False, True)), pairs.count((True, False)))
            total = total if value in _PLAIN else Counts(*map(sum, zip(total, found, strict=True)))
            yield _line(f"{field} {value}", found)
    yield _line("all that need a cue", total)
    for row, result in zip(of, results, strict=True):
        for field in _FIELDS:
            if result[field] not in (getattr(row, field), "either"):
                yield f"{field}: {result[field]}, not {getattr(row, field)}: {row.sentence}"


def _line(name: str, found: Counts) -> str:
    return f"{name:20}{found.right:6}{found.wrong:6}{found.missed:7}{found.precision:>10}{found.recall:>7}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"
