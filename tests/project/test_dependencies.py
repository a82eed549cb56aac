"""docs/dependencies.md has the libraries of the locks, and its cells say what the names of wheels say."""

import re

import pytest

from tests.rehearsal import versions
from tests.support import wheel_index, wheel_systems, wheel_table
from tests.support.folders import ROOT
from tests.support.wheel_systems import SYSTEMS, Pin, is_pure, served
from tests.support.wheel_table import PAGE

LINUX, ARM, MUSL, _, MAC, INTEL, WINDOWS, WINDOWS_ARM = SYSTEMS


def _table(mark: str) -> list[list[str]]:
    """The rows of a table of the page, without its head."""
    found = re.search(rf"<!-- {mark} -->\n(.*?)<!-- /{mark} -->", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return [line.strip("| ").split(" | ") for line in found[1].splitlines()[2:]]


def test_the_page_has_the_libraries_and_versions_of_the_locks() -> None:
    assert [row[:4] for row in _table("libraries")] == list(wheel_table.rows().values()), "run make wheels"


@pytest.mark.skipif(not (ROOT / ".github").is_dir(), reason="a source distribution has no workflows")
def test_the_page_names_the_versions_and_systems_that_were_looked_at() -> None:
    *others, newest = wheel_systems.PYTHONS
    assert [*others, newest] == versions.pythons_supported()
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    assert f"a wheel for CPython {', '.join(others)} and {newest}." in page
    assert f"glibc 2.{wheel_systems._MANYLINUX} or later" in page
    assert f"version {wheel_systems._MACOS[0]} or later" in page


def test_each_library_with_wheels_by_system_has_a_row_for_them() -> None:
    wanted = [row[:2] for row in _table("libraries") if row[5] == "by system"]
    assert [row[:2] for row in _table("compiled")] == wanted
    assert {len(row) for row in _table("compiled")} == {2 + len(SYSTEMS)}


def test_only_a_library_without_a_wheel_has_its_licence_from_elsewhere() -> None:
    assert {row[0] for row in _table("libraries") if row[5] == "none"} == set(wheel_index.SOURCE_ONLY)
    assert "not declared" not in {row[4] for row in _table("libraries")}


def test_every_library_that_a_part_names_has_a_reason_and_no_other_has() -> None:
    named = {name for part in ("", *wheel_table.EXTRAS) for name in wheel_table.direct(part)}
    assert named == set(wheel_table.REASONS)
    assert set(wheel_table.SPARK_REASONS) <= wheel_table.direct("spark")


def test_a_library_without_a_reason_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(wheel_table.REASONS, "tqdm")
    with pytest.raises(SystemExit) as refused:
        wheel_table.rows()
    assert str(refused.value) == (
        "tests/support/wheel_table.py does not say why the package requires tqdm: add it to REASONS"
    )


@pytest.mark.parametrize(
    ("wheel", "systems"),
    [
        ("py3-none-any", SYSTEMS),
        ("cp311-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64", [LINUX]),
        ("cp311-abi3-manylinux_2_34_x86_64", []),
        ("cp311-abi3-manylinux_2_28_aarch64", [ARM]),
        ("cp311-abi3-musllinux_1_2_x86_64", [MUSL]),
        ("cp311-abi3-macosx_11_0_arm64", [MAC]),
        ("cp311-abi3-macosx_10_12_x86_64", [INTEL]),
        ("cp311-abi3-macosx_10_12_universal2", [MAC, INTEL]),
        ("cp311-abi3-macosx_13_0_arm64", []),
        ("cp311-abi3-win_amd64", [WINDOWS]),
        ("cp311-abi3-win_arm64", [WINDOWS_ARM]),
        ("cp311-cp311t-win_arm64", []),
    ],
)
def test_a_wheel_is_for_the_systems_that_its_name_says(wheel: str, systems: list[object]) -> None:
    wheels = {("a", "1"): [f"a-1-{wheel}.whl"]}
    pin = Pin("a", "1", None)
    assert [system for system in SYSTEMS if served(system, [pin], wheels) == "yes"] == list(systems)
    assert is_pure(wheels["a", "1"]) == (len(systems) == len(SYSTEMS))


def test_a_cell_lists_the_versions_of_python_that_have_a_wheel() -> None:
    old, new = Pin("a", "1", "python_full_version < '3.12'"), Pin("a", "2", "python_full_version >= '3.12'")
    wheels = {("a", "1"): ["a-1-cp311-cp311-win_amd64.whl"], ("a", "2"): ["a-2-cp313-cp313-win_amd64.whl"]}
    assert served(WINDOWS, [old, new], wheels) == "3.11, 3.13"
    assert served(WINDOWS_ARM, [old, new], wheels) == "no"


def test_a_library_that_a_system_does_not_require_needs_no_wheel() -> None:
    pin = Pin("a", "1", "sys_platform == 'win32' and platform_machine == 'ARM64'")
    wheels = {("a", "1"): ["a-1-py3-none-any.whl"]}
    assert served(LINUX, [pin], wheels) == served(WINDOWS, [pin], wheels) == "not required"
    assert served(WINDOWS_ARM, [pin], wheels) == "yes"


@pytest.mark.parametrize(
    ("metadata", "licence"),
    [
        ({"license_expression": "MIT OR 0BSD", "license": "other"}, "MIT OR 0BSD"),
        ({"license": "BSD-3-Clause"}, "BSD-3-Clause"),
        ({"license": "Permission is\nhereby", "classifier": ["License :: OSI Approved :: MIT License"]}, "MIT License"),
        ({"classifier": ["Programming Language :: Python"]}, "not declared"),
    ],
)
def test_a_licence_is_the_expression_or_else_what_the_metadata_words(metadata: dict[str, object], licence: str) -> None:
    assert wheel_index.licence(metadata) == licence
