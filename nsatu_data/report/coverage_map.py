"""Writes a map of the sentences of a source for people: one line for each sentence, with the share that is covered.

The ids of the records that cite a sentence are below its line if they are wanted. If the source's text is given, so are
the words, with brackets around those that evidence covers.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from nsatu_data.model.identifiers import kind_of
from nsatu_data.model.numbers import counted, percent
from nsatu_data.model.record_models import AnyRecord
from nsatu_data.printable import inert, visible
from nsatu_data.report.colour import Style
from nsatu_data.report.screen import PARAGRAPH, PLAIN, Screen
from nsatu_data.report.wrapping import columns, wrapped
from nsatu_data.text.canonical_text import Canonical
from nsatu_data.text.coverage import Covered

_BAR: Final = 10
"""The length of the bar that shows how much of a sentence is covered, in characters."""
_WITH_BAR: Final = 100
"""A narrower screen has no bars, so that a line has room for the kinds of its records."""
_MARGIN: Final = " " * 6
_CUT: Final = ", …"
"""Stands for the kinds that a line has no room for."""
_HINT: Final = "--records shows which records cite each sentence, and --sentence N which cite one."


class View(NamedTuple):
    """How to show the coverage.

    `shows_records` adds the ids of the records that cite a sentence. `sentences` are the numbers of the sentences to
    show, or None for all.
    """

    screen: Screen = PLAIN
    shows_records: bool = False
    sentences: frozenset[int] | None = None


def coverage_map(
    records: Sequence[AnyRecord], rows: Sequence[Covered], texts: Mapping[str, Canonical], view: View
) -> str:
    """The map of the sentences in `rows`. `records` have the labels of their sources."""
    labels = {record.id: record.label for record in records}
    lines = _Map(rows, texts, view).lines(labels)
    return "".join(f"{inert(line)}\n" for line in lines)


class _Map(NamedTuple):
    rows: Sequence[Covered]
    texts: Mapping[str, Canonical]
    view: View

    def lines(self, labels: Mapping[str, str]) -> Iterator[str]:
        screen = self.view.screen
        names_records = self.view.shows_records or self.view.sentences is not None
        widest = max((len(_count(row)) for row in self.rows), default=0)
        for source, its in groupby(self.rows, key=lambda row: row.source):
            yield from self._heading(source, visible(labels[source]))
            for row in its:
                yield from self._skipped(row) if row.sentence.skip is not None else [self._line(row, widest)]
                if source in self.texts:
                    text = _marked(row, self.texts[source].text)
                    yield from wrapped(text, screen.paragraph, _MARGIN, _MARGIN)
                if names_records:
                    yield from self._citing(row.records)
        if self.view.sentences is None:
            for total in _totals(self.rows):
                yield from wrapped(total, screen.paragraph)
        if not names_records:
            yield from (screen.paint(line, Style.FAINT) for line in wrapped(_HINT, screen.paragraph))

    def _heading(self, source: str, label: str) -> Iterator[str]:
        """The label of a source, and its id."""
        screen = self.view.screen
        identifier = screen.paint(source, Style.ID)
        if screen.width is None or columns(label) + 2 + len(source) <= screen.width:
            yield f"{screen.paint(label, Style.HEADING)}  {identifier}"
            return
        yield from (screen.paint(line, Style.HEADING) for line in wrapped(label, screen.paragraph))
        yield f"  {identifier}"

    def _skipped(self, row: Covered) -> Iterator[str]:
        screen = self.view.screen
        reason = visible(f"skipped: {row.sentence.skip}")
        for line in wrapped(reason, screen.paragraph, f"{row.sentence.number:>5} ", _MARGIN):
            yield screen.paint(line, Style.FAINT)

    def _line(self, row: Covered, widest: int) -> str:
        """The number of a sentence, its share as a bar and in words, and how many records of which kinds cite it.

        `widest` is the width of the column of numbers of records.
        """
        screen = self.view.screen
        number = f"{row.sentence.number:>5}"
        full = int(row.share * _BAR)
        has_bar = screen.width is None or screen.width >= _WITH_BAR
        bar = f" {'#' * full}{screen.paint('.' * (_BAR - full), Style.FAINT)}" if has_bar else ""
        head = f"{screen.paint(number, Style.HEADING)}{bar} {percent(row.share):>4}  "
        if not row.records:
            return head + screen.paint("no record", Style.YELLOW)
        count = _count(row)
        used = len(number) + (1 + _BAR if has_bar else 0) + 1 + 4 + 2 + widest + 2
        kinds = _kinds(row.records, None if screen.width is None else screen.width - used)
        return head + (f"{count:<{widest}}  {kinds}" if kinds else count)

    def _citing(self, records: Sequence[str]) -> Iterator[str]:
        """The ids of the records that cite a sentence. Those of each kind begin on a new line."""
        screen = self.view.screen
        for _, of_kind in groupby(records, key=kind_of):
            for line in wrapped(", ".join(of_kind), (screen.width or PARAGRAPH) - len(_MARGIN), keeps_words=True):
                yield _MARGIN + screen.paint(line, Style.ID)


def _count(row: Covered) -> str:
    return counted(len(row.records), "record")


def _kinds(records: Sequence[str], room: int | None) -> str:
    """The number of records of each kind: `2 actors, 1 place`. If there is no room for all, the last ones are cut."""
    counts = [counted(len([*of_kind]), kind) for kind, of_kind in groupby(records, key=kind_of)]
    for number in range(len(counts), 0, -1):
        text = ", ".join(counts[:number]) + ("" if number == len(counts) else _CUT)
        if room is None or len(text) <= room:
            return text
    return ""


def _marked(row: Covered, text: str) -> str:
    """The sentence, with brackets around the spans that evidence covers."""
    parts = []
    here = row.sentence.start
    for start, end in row.stretches:
        parts += [text[here:start], "[", text[start:end], "]"]
        here = end
    return visible("".join([*parts, text[here : row.sentence.end]]))


def _totals(rows: Sequence[Covered]) -> Iterator[str]:
    cited = sum(bool(row.records) for row in rows)
    skipped = sum(row.sentence.skip is not None for row in rows)
    neither = len(rows) - cited - skipped
    characters = sum(row.sentence.end - row.sentence.start for row in rows)
    covered = sum(end - start for row in rows for start, end in row.stretches)
    yield f"{counted(len(rows), 'sentence')}: {cited:,} cited, {skipped:,} skipped, {neither:,} neither"
    if characters:
        whole = f"Records cite {percent(covered / characters)} of the characters of the sentences"
        yield f"{whole}; each line has the share of its own sentence."
