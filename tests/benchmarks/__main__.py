"""`make benchmark`: runs every measurement, prints the tables, and writes them into docs/benchmarks.md."""

import re
from typing import Final

from tests.benchmarks import corpora, memory, peers, stages, startup
from tests.benchmarks.measuring import CHECKOUT

_MARKS: Final = re.compile("(<!-- benchmark -->\n).*?(<!-- /benchmark -->)", re.DOTALL)


def main() -> None:
    lines = []
    for measure in (peers, startup, stages, memory, corpora):
        for line in measure.table():
            print(line, flush=True)
            lines.append(line)
        print()
        lines.append("")
    page = CHECKOUT / "docs" / "benchmarks.md"
    text = "\n".join(["", *lines])
    filled, found = _MARKS.subn(lambda match: f"{match[1]}{text}{match[2]}", page.read_text(encoding="utf-8"))
    if found != 1:
        raise SystemExit(f"{page.name} has the marks of the benchmark {found} times, not once")
    page.write_text(filled, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
