"""Writes every derived file: modules of `nsatu_data`, `schema/`, parts of README.md, and the conformance kit.

`make derived` runs it as `python -m tests.derived`; the tests compare what is committed with what these functions give.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import nsatu_data
from nsatu_data.model.record_models import RECORDS
from nsatu_data.schema.generated_modules import kinds_module, parts_module, rules_module

if TYPE_CHECKING:
    from nsatu_data.dataset.dataset import Dataset

ROOT: Final = Path(__file__).parent.parent
_COUNTS: Final = re.compile("(<!-- counts -->\n).*?(<!-- /counts -->)", re.DOTALL)
_PROGRAM: Final = re.compile(r"(<!-- program (\S+) -->\n).*?(<!-- /program -->)", re.DOTALL)
_LANGUAGES: Final = {".ts": "typescript", ".go": "go", ".rs": "rust", ".java": "java"}


def counts(dataset: "Dataset") -> str:
    """The number of records of each kind, and of all, as a table in Markdown."""
    return "".join(f"{line}\n" for line in _rows(dataset))


def _rows(dataset: "Dataset") -> Iterator[str]:
    yield "| kind | records |"
    yield "|---|---:|"
    for kind in RECORDS:
        yield f"| {kind} | {len(getattr(dataset, f'{kind}s'))} |"
    yield f"| all | {len(dataset)} |"


def with_counts(text: str, dataset: "Dataset") -> str:
    """A text with the counts between the lines `<!-- counts -->` and `<!-- /counts -->`.

    Raises ValueError where these do not stand there exactly once.
    """
    filled, found = _COUNTS.subn(lambda match: f"{match[1]}{counts(dataset)}{match[2]}", text)
    if found != 1:
        raise ValueError(f"the marks <!-- counts --> and <!-- /counts --> stand there {found} times, not once")
    return filled


def with_programs(text: str) -> str:
    """A text with programs between the lines `<!-- program PATH -->` and `<!-- /program -->`."""
    return _PROGRAM.sub(lambda match: f"{match[1]}{_fenced(ROOT / match[2])}{match[3]}", text)


def _fenced(file: Path) -> str:
    return f"```{_LANGUAGES[file.suffix]}\n{file.read_text(encoding='utf-8')}```\n"


def modules() -> dict[Path, str]:
    """The text that each derived module must have."""
    package = ROOT / "nsatu_data"
    return {
        package / "dataset" / "kind_collections.py": kinds_module(),
        package / "model" / "field_table.py": parts_module(),
        package / "rules" / "__init__.py": rules_module(),
    }


def readme() -> dict[Path, str]:
    """The text that README.md must have."""
    path = ROOT / "README.md"
    dataset = nsatu_data.load(ROOT / "records")
    return {path: with_programs(with_counts(path.read_text(encoding="utf-8"), dataset))}


def _write(texts: dict[Path, str]) -> None:
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    _write(modules())
    # The other files follow from these modules, which this process has imported as they were.
    for program in (["nsatu_data", "schema"], ["tests.derived", "--from-modules"]):
        if subprocess.run([sys.executable, "-m", *program], cwd=ROOT, check=False).returncode:
            raise SystemExit(1)


def _from_modules() -> None:
    from tests import kit, published_schema

    _write(readme())
    kit.write()
    if asked := published_schema.asked_for():
        raise SystemExit(asked)


if __name__ == "__main__":
    _from_modules() if sys.argv[1:] == ["--from-modules"] else main()
