"""The parts of README.md that are derived: counts, a record, how the records were made, and how to cite them."""

import re
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nsatu_data.model.record_models import RECORDS, Claim
from tests.support import citation_files

if TYPE_CHECKING:
    from nsatu_data.dataset.dataset import Dataset

_LINE: Final = 120


def counts(dataset: "Dataset") -> str:
    """A sentence with the number of claims and of other records, by kind."""
    numbers = {kind: _number(len(getattr(dataset, f"{kind}s")), kind) for kind in RECORDS}
    claims = [kind for kind, model in RECORDS.items() if issubclass(model, Claim)]
    total = sum(len(getattr(dataset, f"{kind}s")) for kind in claims)
    others = _joined([numbers[kind] for kind in RECORDS if kind not in claims])
    sentence = f"{_number(total, 'claim')}: {_joined([numbers[kind] for kind in claims])}. Next to them: {others}."
    return f"{textwrap.fill(sentence, _LINE)}\n"


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _joined(parts: list[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


def method(dataset: "Dataset") -> str:
    """The manifest's `method` as a quotation, and the versions and the licence of the data."""
    manifest = dataset.manifest
    quoted = textwrap.fill(manifest.method or "", _LINE, initial_indent="> ", subsequent_indent="> ")
    facts = f"Data {manifest.version}, schema {manifest.schema_version}, licence {manifest.licences.data}."
    return f"{quoted}\n\n{facts}\n"


def record(file: Path) -> str:
    """A record's file as a block of code."""
    return f"```yaml\n{file.read_text(encoding='utf-8')}```\n"


def filled(text: str, dataset: "Dataset", root: Path) -> str:
    """README.md with its derived parts. Each stands between the lines `<!-- NAME -->` and `<!-- /NAME -->`.

    Raises ValueError unless each of the lines occurs exactly once.
    """
    text = between(text, "counts", lambda _: counts(dataset))
    text = between(text, "cite", lambda _: citation_files.Cited.here(dataset.manifest).readme())
    text = between(text, "record", lambda path: record(root / path))
    return between(text, "method", lambda _: method(dataset))


def between(text: str, name: str, part: Callable[[str], str]) -> str:
    """Insert a part between its two marks. The first mark may have a path, with which `part` is called."""
    marks = re.compile(rf"(<!-- {name}(?: (\S+))? -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    changed, found = marks.subn(lambda match: f"{match[1]}{part(match[2] or '')}{match[3]}", text)
    if found != 1:
        raise ValueError(f"the marks <!-- {name} --> and <!-- /{name} --> stand there {found} times, not once")
    return changed
