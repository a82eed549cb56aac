"""`make interop`: builds every program, lets it read and judge the dataset, and prints the comparison.

Exit status: 0 if all agree, 1 if there is a disagreement. A language without its tools is left out, with a line that
says so; if NSATU_REQUIRE_INTEROP is 1, this counts as a disagreement.
"""

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.interop import comparing, exchange
from tests.interop.comparing import Row, Step
from tests.interop.consumers import ALL, Broken, Consumer

SHOWN = 20
"""The largest number of disagreements shown for a language."""
HEAD = ("language", "parser", "validator", "types", "documents read", "verdicts compared", "disagreements")


def run(folder: Path, consumers: Iterable[Consumer], steps: tuple[Step, ...] = comparing.STEPS) -> list[Row]:
    """Run programs that are already built on the exchange folder, and return their rows."""
    return [comparing.row(consumer, folder, steps) for consumer in consumers]


def made(folder: Path, consumers: Iterable[Consumer] = ALL) -> tuple[list[Consumer], list[Row], list[str]]:
    """Build the programs. Returns those that can run, rows for those that failed, and lines about those left out."""
    ready: list[Consumer] = []
    rows: list[Row] = []
    left_out: list[str] = []
    for consumer in consumers:
        if consumer.lacking is None:
            try:
                consumer.build(folder / "types" / "bundle.schema.json")
            except Broken as error:
                rows.append(comparing.failed(consumer, str(error)))
            else:
                ready.append(consumer)
        elif os.environ.get("NSATU_REQUIRE_INTEROP") == "1":
            rows.append(comparing.failed(consumer, f"{consumer.language}: {consumer.lacking}"))
        else:
            left_out.append(f"{consumer.language} is left out: {consumer.lacking}")
    return ready, rows, left_out


def report(rows: Iterable[Row], left_out: Iterable[str] = ()) -> tuple[int, str]:
    """The exit status, and the table followed by the disagreements."""
    rows = list(rows)
    lines = list(left_out)
    for row in rows:
        lines += row.tally.disagreements[:SHOWN]
        more = len(row.tally.disagreements) - SHOWN
        lines += [f"{row.language}: {more} more"] if more > 0 else []
    status = 1 if any(row.tally.disagreements for row in rows) else 0
    return status, "".join(f"{line}\n" for line in (*_table(rows), *(["", *lines] if lines else [])))


def _table(rows: Iterable[Row]) -> Iterable[str]:
    cells = [HEAD]
    for language, parsers, validator, types, (documents, verdicts, disagreements) in rows:
        counts = str(documents), str(verdicts), str(len(disagreements))
        cells.append((language, parsers, validator, types, *counts))
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for line in cells:
        numbers = [text.rjust(width) for text, width in zip(line[4:], widths[4:], strict=True)]
        yield "  ".join([*map(str.ljust, line[:4], widths), *numbers]).rstrip()


def main() -> int:
    with tempfile.TemporaryDirectory() as temporary:
        folder = exchange.make(Path(temporary))
        exchange.add_documents(folder)
        ready, broken, left_out = made(folder)
        rows = [comparing.own(folder), *comparing.others_in_python(folder), *run(folder, ready), *broken]
    status, text = report(rows, left_out)
    sys.stdout.write(text)
    return status


if __name__ == "__main__":
    sys.exit(main())
