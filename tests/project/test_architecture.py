"""docs/architecture.md is correct: all names exist, and data flows through the listed functions in their order."""

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, Final

import pytest

import nsatu_data
from nsatu_data import cli
from tests.support import case_files
from tests.support.derived_files import rooms
from tests.support.folders import ROOT

PAGE: Final = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PACKAGE: Final = Path(nsatu_data.__file__).parent
_SPAN: Final = re.compile(r"`([a-z_]+(?:\.\w+)+)`")
_RISK: Final = Path("records/risk/strain-on-the-budget.yaml")


def _named(text: str) -> list[str]:
    """The dotted names of the package in a text's code."""
    return [name for name in _SPAN.findall(text) if name.partition(".")[0] in rooms()]


def _object(name: str) -> Any:
    """The object with a dotted name. Raises AttributeError or ImportError for a name that does not exist."""
    parts = name.split(".")
    depth = len(parts)
    while not (
        (PACKAGE.joinpath(*parts[:depth])).is_dir() or PACKAGE.joinpath(*parts[:depth]).with_suffix(".py").exists()
    ):
        depth -= 1
    found: Any = import_module(".".join(("nsatu_data", *parts[:depth])))
    for part in parts[depth:]:
        found = getattr(found, part)
    return found


def _exists(name: str) -> bool:
    try:
        _object(name)
    except AttributeError:
        return False
    return True


def _code(name: str) -> CodeType:
    found = _object(name)
    found = vars(found)["__init__"] if isinstance(found, type) else getattr(found, "__wrapped__", found)
    code: CodeType = found.__code__
    return code


def _called(run: Callable[[], object]) -> Iterator[CodeType]:
    """The code of each called function, in the order of calls."""
    called: list[CodeType] = []

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            called.append(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(before)
    return iter(called)


def _validate() -> None:
    """Validate a dataset with a text and a faulty record."""
    _RISK.write_text(_RISK.read_text(encoding="utf-8").replace("certainty: ", "certainty: im"), encoding="utf-8")
    assert cli.main(["validate", "--text", "text.txt", "--workers", "1"]) == 1


def _load() -> None:
    nsatu_data.load("records")


def _cite() -> None:
    given = ["cite", "source/river-pact", "river", "--text", "text.txt", "--into", "actor/arda"]
    assert cli.main(given) == 0


FLOWS: Final = {"`nsatu-data validate`": _validate, "`nsatu_data.load`": _load, "`nsatu-data cite`": _cite}


def test_every_name_on_the_page_exists() -> None:
    names = _named(PAGE)
    assert len(names) > 30
    assert [name for name in names if not _exists(name)] == []


def test_a_name_that_does_not_exist_would_be_found() -> None:
    assert not _exists("text.canonical_text.no_such_function")
    assert not _exists("text.no_such_module")


@pytest.mark.parametrize("heading", FLOWS)
def test_data_flows_through_the_functions_in_the_order_of_the_page(
    heading: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = PAGE.partition(f"\n### {heading}\n")[2].partition("\n#")[0]
    names = _named(section)
    assert len(names) >= 5
    shutil.copytree(case_files.VALID / "river-pact", tmp_path / "records")
    shutil.copyfile(case_files.VALID / "river-pact.txt", tmp_path / "text.txt")
    monkeypatch.chdir(tmp_path)
    called = _called(FLOWS[heading])
    assert [name for name in names if _code(name) not in called] == []


def test_the_page_is_short() -> None:
    # The table of rooms is derived, and has a line for each room.
    before, _, table = PAGE.partition("<!-- rooms -->")
    assert f"{before}{table.partition('<!-- /rooms -->')[2]}".count("\n") < 130
