"""Tests which tests a run leaves out."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.conftest import pytest_collection_modifyitems
from tests.support.folders import ROOT

QUICK, LONG, OTHER = "tests/test_a.py::test_quick", "tests/test_a.py::test_long", "tests/test_b.py::test_long"


def _left_out(arguments: list[str], chosen: str) -> set[str]:
    """The tests that a run with these arguments and this `-m` expression leaves out."""
    left_out: list[str] = []

    def deselected(items: list[Any]) -> None:
        left_out.extend(item.nodeid for item in items)

    config = SimpleNamespace(
        args=arguments,
        option=SimpleNamespace(markexpr=chosen),
        invocation_params=SimpleNamespace(dir=ROOT),
        hook=SimpleNamespace(pytest_deselected=deselected),
    )
    items = [_Item(nodeid) for nodeid in (QUICK, LONG, OTHER)]
    pytest_collection_modifyitems(cast("pytest.Config", config), cast("list[pytest.Item]", items))
    assert {item.nodeid for item in items} == {QUICK, LONG, OTHER} - set(left_out)
    return set(left_out)


class _Item:
    def __init__(self, nodeid: str) -> None:
        self.nodeid = nodeid
        self.path = Path(ROOT, nodeid.partition("::")[0])

    def get_closest_marker(self, name: str) -> bool:
        assert name == "exhaustive"
        return self.nodeid.endswith("test_long")


@pytest.mark.parametrize(
    ("arguments", "chosen", "left_out"),
    [
        (["tests"], "", {LONG, OTHER}),
        ([str(ROOT)], "", {LONG, OTHER}),
        (["tests/test_a.py"], "", {OTHER}),
        ([str(ROOT / "tests" / "test_a.py")], "", {OTHER}),
        ([LONG], "", {OTHER}),
        (["tests"], "exhaustive", set()),
    ],
)
def test_what_takes_long_is_left_out_where_its_file_is_not_named(
    arguments: list[str], chosen: str, left_out: set[str]
) -> None:
    assert _left_out(arguments, chosen) == left_out
