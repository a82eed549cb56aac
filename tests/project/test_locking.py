"""`make` installs what the lock says, and the lock is what `pyproject.toml` requires."""

import json
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any, Final

import pytest
from packaging.requirements import Requirement

from tests.support import requirements_lock
from tests.support.checkout_copies import files
from tests.support.folders import ROOT

PARTS: Final = (requirements_lock.PACKAGE, *requirements_lock.extras(requirements_lock.LOCK))

_ADDRESS: Final = re.compile(r"\w+://[^\s\"']+")
_LOCKS: Final = re.compile(r"(?:^|[/.-])lock(?:$|[./-])|(?:^|/)go\.sum$|requirements[^/]*\.txt$", re.IGNORECASE)
_CRATES: Final = re.compile(r'^source = "registry\+https://github\.com/rust-lang/crates\.io-index"$', re.MULTILINE)
"""The name of crates.io in a Cargo lock, whatever mirror the packages come from."""


def _required() -> Iterator[Requirement]:
    for part in PARTS:
        yield from map(Requirement, requirements_lock.requirements(part))


def _pinned(name: str) -> list[Requirement]:
    """The lock's requirements for a package, without hashes."""
    block = requirements_lock.pins()[requirements_lock.name(name)]
    return [Requirement(line.removesuffix(" \\")) for line in block.splitlines() if not line.startswith(" ")]


@pytest.mark.parametrize("required", sorted(set(_required()), key=str), ids=str)
def test_every_requirement_is_locked_to_a_version_that_it_allows(required: Requirement) -> None:
    for pinned in _pinned(required.name):
        (specifier,) = pinned.specifier
        assert specifier.operator == "=="
        assert required.specifier.contains(specifier.version)


def test_what_the_lock_says_is_required_by_the_project_is() -> None:
    about = requirements_lock.project()
    direct = {
        name
        for name, block in requirements_lock.pins().items()
        if f"{about['project']['name']} (pyproject.toml)" in block
    }
    build = {requirements_lock.name(requirement) for requirement in about["build-system"]["requires"]}
    assert direct | build == {requirements_lock.name(required.name) for required in _required()}


@pytest.mark.parametrize("part", requirements_lock.SCALE)
def test_the_lock_of_spark_has_what_its_parts_require(part: str) -> None:
    locked = requirements_lock.pins(requirements_lock.SCALE_LOCK)
    assert requirements_lock.extras(requirements_lock.SCALE_LOCK) == list(requirements_lock.SCALE)
    for required in map(Requirement, requirements_lock.requirements(part)):
        (first, *_) = locked[requirements_lock.name(required.name)].splitlines()
        (specifier,) = Requirement(first.removesuffix(" \\")).specifier
        assert required.specifier.contains(specifier.version)


@pytest.mark.parametrize("lock", [requirements_lock.LOCK, requirements_lock.SCALE_LOCK], ids=lambda lock: lock.name)
def test_every_file_that_the_lock_allows_has_a_hash(lock: Path) -> None:
    for name, block in requirements_lock.pins(lock).items():
        for version in re.split(r"^(?=\w)", block, flags=re.MULTILINE)[1:]:
            first, *rest = [line for line in version.splitlines() if not line.lstrip().startswith("#")]
            assert first.endswith(" \\"), name
            assert rest
            assert [line for line in rest if not re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?", line)] == []


def test_a_package_with_a_version_for_each_python_keeps_all_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = tmp_path / "requirements.lock"
    old, new = (
        f"one=={version} ; python_full_version {mark} '3.12' \\\n" for version, mark in (("1", "<"), ("2", ">="))
    )
    lock.write_text(f"# made by hand\n{old}    --hash=sha256:0\n{new}    --hash=sha256:1\n", encoding="utf-8")
    monkeypatch.setattr(requirements_lock, "LOCK", lock)
    assert requirements_lock.pins() == {"one": f"{old}    --hash=sha256:0\n{new}    --hash=sha256:1\n"}


@pytest.mark.parametrize("part", PARTS)
def test_a_part_holds_whatever_its_packages_require(part: str) -> None:
    held = {requirements_lock.name(block) for block in requirements_lock.selected([part])}
    lacking = {
        (name, required.name)
        for name in held
        for required in _requires(name)
        if (required.marker is None or required.marker.evaluate({"extra": ""}))
        and requirements_lock.name(required.name) not in held
    }
    assert lacking == set()


def _requires(name: str) -> Iterator[Requirement]:
    """The requirements of an installed package. Skips packages of other parts that are not installed."""
    try:
        yield from map(Requirement, metadata.requires(name) or ())
    except metadata.PackageNotFoundError:
        return


def test_a_part_that_the_lock_does_not_hold_is_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text(
        "".join(block for name, block in requirements_lock.pins().items() if name != "tqdm"), encoding="utf-8"
    )
    monkeypatch.setattr(requirements_lock, "LOCK", lock)
    with pytest.raises(SystemExit) as left:
        list(requirements_lock.selected([requirements_lock.PACKAGE]))
    assert str(left.value) == "requirements.lock lacks tqdm: run make lock"


def test_a_lock_that_is_not_what_is_compiled_is_refused_with_the_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    text = requirements_lock.LOCK.read_text(encoding="utf-8")
    monkeypatch.setattr(requirements_lock, "compiled", lambda: text)
    requirements_lock.check()
    line = next(line for line in text.splitlines() if line.startswith("tqdm=="))
    monkeypatch.setattr(requirements_lock, "compiled", lambda: text.replace(line, "tqdm==9.9 \\"))
    with pytest.raises(SystemExit) as left:
        requirements_lock.check()
    head, *lines = str(left.value).split("\n")
    assert head == "requirements.lock is not what pyproject.toml requires: run make lock"
    assert [one for one in lines if re.match(r"[+-]\w", one)] == [f"-{line}", "+tqdm==9.9 \\"]


def test_without_a_package_index_the_comparison_is_left_out_and_where_it_is_required_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def compiled() -> str:
        raise requirements_lock.NoIndexAnswers("no route")

    monkeypatch.setattr(requirements_lock, "compiled", compiled)
    monkeypatch.delenv("NSATU_REQUIRE_INTEROP", raising=False)
    requirements_lock.check()
    assert capsys.readouterr().out == (
        "requirements.lock is not compared with pyproject.toml: no package index answers\n"
    )
    monkeypatch.setenv("NSATU_REQUIRE_INTEROP", "1")
    with pytest.raises(SystemExit) as left:
        requirements_lock.check()
    assert str(left.value) == "requirements.lock cannot be compared with pyproject.toml: no route"


def _without_sponsors(package: dict[str, Any]) -> dict[str, Any]:
    """A package in npm's lock, without the fields on funding."""
    return {key: value for key, value in package.items() if key != "funding"}


def test_no_lock_holds_an_address() -> None:
    locks = [path for path in files() if _LOCKS.search(path) and not path.startswith("tests/cases/")]
    assert {
        "requirements.lock",
        "requirements-scale.lock",
        "tests/interop/rust/Cargo.lock",
        "tests/interop/go/go.sum",
    } < set(locks)
    assert sum(path.endswith("package-lock.json") for path in locks) >= 5
    found = {}
    for path in locks:
        text = (ROOT / path).read_text(encoding="utf-8")
        if path.endswith("package-lock.json"):
            text = json.dumps(json.loads(text, object_hook=_without_sponsors))
        if path.endswith("Cargo.lock"):
            text = _CRATES.sub("", text)
        found[path] = _ADDRESS.findall(text)
    assert {path: addresses for path, addresses in found.items() if addresses} == {}
