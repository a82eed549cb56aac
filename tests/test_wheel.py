"""What is built is what is published: the wheel's contents, and the dataset that comes with it.

Without isolation: the build's requirements are installed with the tests, so that a build here fetches nothing.
"""

import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from nsatu_data import load
from nsatu_data.export import bundle
from tests import checkout
from tests.datasets import ROOT

FACTS = """
import json, sys
import nsatu_data
from nsatu_data.export import bundle
dataset = nsatu_data.load()
json.dump({"file": nsatu_data.__file__, "bundle": bundle.text(dataset), "modules": sorted(sys.modules)}, sys.stdout)
"""


def _build(folder: Path) -> None:
    checkout.copy(folder / "checkout")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(folder / "checkout")]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist of a copy of the checkout, and the wheel that was built from that sdist."""
    return checkout.once(tmp_path_factory, "built", _build)


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the wheel is installed into, its dependencies being those of the interpreter."""

    def install(folder: Path) -> None:
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target"]
        subprocess.run([*command, str(folder), str(next(built.glob("*.whl")))], capture_output=True, check=True)

    return checkout.once(tmp_path_factory, "installed", install)


def _run(installed: Path, here: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    return subprocess.run(arguments, cwd=here, env=environment, capture_output=True, text=True, check=False)


def _checked_in(*folders: str) -> Iterator[str]:
    for folder in folders:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(ROOT).as_posix()


def test_the_wheel_holds_just_these_files(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    about = f"nsatu_data-{load(ROOT / 'records').manifest.version}.dist-info"
    described = ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE", "licenses/LICENSE-DATA")
    data = [f"nsatu_data/data/{name}" for name in ("bundle.json", *_checked_in("records", "schema"))]
    expected = [*_checked_in("nsatu_data"), *data, *(f"{about}/{name}" for name in described)]
    assert sorted(ZipFile(wheel).namelist()) == sorted(expected)


def test_the_files_in_the_wheel_are_those_of_the_checkout(built: Path) -> None:
    with ZipFile(next(built.glob("*.whl"))) as wheel:
        for name in _checked_in("nsatu_data"):
            assert wheel.read(name) == (ROOT / name).read_bytes(), name
        for name in _checked_in("records", "schema"):
            assert wheel.read(f"nsatu_data/data/{name}") == (ROOT / name).read_bytes(), name


def test_the_bundle_in_the_wheel_is_that_of_the_records(built: Path) -> None:
    with ZipFile(next(built.glob("*.whl"))) as wheel:
        text = wheel.read("nsatu_data/data/bundle.json").decode("utf-8")
    assert text == bundle.text(load(ROOT / "records"))


def test_the_sdist_holds_what_the_tests_and_the_build_need(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    needed = {"pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "LICENSE-DATA", "Makefile"}
    assert {*needed, *_checked_in("nsatu_data", "records", "schema")} <= names
    assert [name for name in names if name.startswith((".github", ".ci", ".git/")) or "__pycache__" in name] == []


def test_the_installed_package_loads_its_own_dataset_anywhere(installed: Path, tmp_path: Path) -> None:
    outcome = _run(installed, tmp_path, sys.executable, "-c", FACTS)
    assert (outcome.returncode, outcome.stderr) == (0, "")
    facts = json.loads(outcome.stdout)
    assert Path(facts["file"]).is_relative_to(installed)
    assert facts["bundle"] == bundle.text(load(ROOT / "records"))
    assert not {"yaml", "jsonschema", "nsatu_data.checking"} & set(facts["modules"])


def test_the_installed_command_reads_the_packaged_dataset(installed: Path, tmp_path: Path) -> None:
    command = str(installed / "bin" / "nsatu-data")
    outcome = _run(installed, tmp_path, sys.executable, command, "export", "json")
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (0, bundle.text(load(ROOT / "records")), "")


def test_the_installed_command_has_nothing_to_validate_where_there_are_no_records(
    installed: Path, tmp_path: Path
) -> None:
    outcome = _run(installed, tmp_path, sys.executable, str(installed / "bin" / "nsatu-data"), "validate")
    assert (outcome.returncode, outcome.stdout) == (2, "")
    assert outcome.stderr == "nsatu-data: records: there is no such file or folder\n"


def test_a_wheel_with_a_faulty_record_is_not_built(tmp_path: Path) -> None:
    checkout.copy(tmp_path / "checkout")
    record = next((tmp_path / "checkout" / "records" / "risk").glob("*.yaml"))
    record.write_text("kind: risk\n", encoding="utf-8")
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(tmp_path / "out")]
    outcome = subprocess.run([*command, str(tmp_path / "checkout")], capture_output=True, text=True, check=False)
    assert outcome.returncode != 0
    assert f"risk/{record.name}" in outcome.stdout + outcome.stderr
    assert list((tmp_path / "out").glob("*.whl")) == []
