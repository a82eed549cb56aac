"""What is built is what is published: the wheel's contents, and the dataset that comes with it.

The build runs without isolation: its requirements are installed with the tests, so that it fetches nothing.
"""

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement

from nsatu_data import load
from nsatu_data.export import to_json
from nsatu_data.schema.generated_modules import schema_files
from tests.support import case_files, checkout_copies
from tests.support.folders import ROOT

VALID = "tests/cases/valid"
EXAMPLES = (f"{VALID}/river-pact", f"{VALID}/every-field")
FACTS = """
import json, sys
import nsatu_data
from nsatu_data.export import to_json
dataset = nsatu_data.load()
text = to_json.write(dataset)
json.dump({"file": nsatu_data.__file__, "bundle": text, "modules": sorted(sys.modules)}, sys.stdout)
"""


def _build(folder: Path) -> None:
    checkout_copies.copy(folder / "checkout")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(folder / "checkout")]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist of a copy of the checkout, and the wheel built from that sdist."""
    return checkout_copies.once(tmp_path_factory, "built", _build)


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel installed. Its dependencies are those of the interpreter."""

    def install(folder: Path) -> None:
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target"]
        subprocess.run([*command, str(folder), str(next(built.glob("*.whl")))], capture_output=True, check=True)

    return checkout_copies.once(tmp_path_factory, "installed", install)


def _run(installed: Path, here: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    return subprocess.run(arguments, cwd=here, env=environment, capture_output=True, text=True, check=False)


def _checked_in(*folders: str) -> Iterator[str]:
    for folder in folders:
        for path in (ROOT / folder).rglob("*"):
            name = path.relative_to(ROOT).as_posix()
            if path.is_file() and not _is_generated(name):
                yield name


def _is_generated(name: str) -> bool:
    return bool({"__pycache__", "node_modules", "generated"} & set(name.split("/")))


def _packaged() -> list[str]:
    """The files of the package that the wheel holds: of the page, only the page itself."""
    page = "nsatu_data/export/page/"
    return [name for name in _checked_in("nsatu_data") if not name.startswith(page) or name == f"{page}page.html"]


@pytest.mark.exhaustive
def test_the_wheel_holds_just_these_files(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    about = f"nsatu_data-{load(ROOT / 'records').manifest.version}.dist-info"
    described = ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE", "licenses/LICENSE-DATA")
    examples = [f"examples/{name.removeprefix(f'{VALID}/')}" for name in _checked_in(*EXAMPLES)]
    data = [f"nsatu_data/data/{name}" for name in ("bundle.json", *examples, *_checked_in("records", "schema"))]
    expected = [*_packaged(), *data, *(f"{about}/{name}" for name in described)]
    assert sorted(ZipFile(wheel).namelist()) == sorted(expected)


@pytest.mark.exhaustive
def test_the_files_in_the_wheel_are_those_of_the_checkout(built: Path) -> None:
    with ZipFile(next(built.glob("*.whl"))) as wheel:
        for name in _packaged():
            assert wheel.read(name) == (ROOT / name).read_bytes(), name
        for name in _checked_in("records", "schema"):
            assert wheel.read(f"nsatu_data/data/{name}") == (ROOT / name).read_bytes(), name
        for name in _checked_in(*EXAMPLES):
            packaged = name.replace(VALID, "nsatu_data/data/examples")
            assert wheel.read(packaged) == (ROOT / name).read_bytes(), name


@pytest.mark.exhaustive
def test_the_bundle_in_the_wheel_is_that_of_the_records(built: Path) -> None:
    with ZipFile(next(built.glob("*.whl"))) as wheel:
        text = wheel.read("nsatu_data/data/bundle.json").decode("utf-8")
    assert text == to_json.write(load(ROOT / "records"))


@pytest.mark.exhaustive
def test_the_sdist_holds_what_the_tests_and_the_build_need(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    needed = {"pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "LICENSE-DATA", "Makefile"}
    assert {*needed, *_checked_in("nsatu_data", "records", "schema")} <= names
    assert [name for name in names if name.startswith((".github", ".ci", ".git/")) or _is_generated(name)] == []


@pytest.mark.exhaustive
def test_the_installed_package_loads_its_own_dataset_anywhere(installed: Path, tmp_path: Path) -> None:
    outcome = _run(installed, tmp_path, sys.executable, "-c", FACTS)
    assert (outcome.returncode, outcome.stderr) == (0, "")
    facts = json.loads(outcome.stdout)
    assert Path(facts["file"]).is_relative_to(installed)
    assert facts["bundle"] == to_json.write(load(ROOT / "records"))
    assert not {"yaml", "jsonschema", "nsatu_data.validation.check_dataset"} & set(facts["modules"])


@pytest.mark.exhaustive
def test_the_installed_command_reads_the_packaged_dataset(installed: Path, tmp_path: Path) -> None:
    command = str(installed / "bin" / "nsatu-data")
    outcome = _run(installed, tmp_path, sys.executable, command, "export", "json")
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (0, to_json.write(load(ROOT / "records")), "")


@pytest.mark.exhaustive
def test_the_installed_command_has_nothing_to_validate_where_there_are_no_records(
    installed: Path, tmp_path: Path
) -> None:
    outcome = _run(installed, tmp_path, sys.executable, str(installed / "bin" / "nsatu-data"), "validate")
    assert (outcome.returncode, outcome.stdout) == (2, "")
    assert outcome.stderr == "nsatu-data: records: there is no such file or folder\n"


def _venv(built: Path, folder: Path, **platform: str) -> Path:
    """The interpreter of a new environment with only the wheel and its requirements on a platform."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    wheel = ZipFile(next(built.glob("*.whl")))
    wheel.extractall(packages)  # noqa: S202
    metadata = wheel.read(next(name for name in wheel.namelist() if name.endswith("/METADATA"))).decode("utf-8")
    wanted = re.findall("^Requires-Dist: (.*)$", metadata, re.MULTILINE)
    environment: dict[str, str] = {**default_environment(), **platform}  # type: ignore[dict-item]
    done = set()
    while wanted:
        requirement = Requirement(wanted.pop())
        name = requirement.name.lower()
        if name in done or (requirement.marker and not requirement.marker.evaluate({**environment, "extra": ""})):
            continue
        done.add(name)
        distribution = importlib.metadata.distribution(name)
        wanted += distribution.requires or ()
        for file in distribution.files or ():
            if ".." not in file.parts and "__pycache__" not in file.parts:
                (packages / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(distribution.locate_file(file), packages / file)  # type: ignore[arg-type]
    return folder / "bin" / "python"


SLOWER = "nsatu-data: jsonschema-rs is not installed: validation is slower without it\n"


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    ("platform", "reported"),
    [
        ({}, ""),
        ({"sys_platform": "emscripten", "platform_machine": "wasm32"}, SLOWER),
        ({"sys_platform": "linux", "platform_machine": "riscv64"}, SLOWER),
    ],
    ids=["here", "WebAssembly", "riscv64"],
)
def test_an_installation_does_without_what_there_is_no_wheel_of(
    platform: dict[str, str], reported: str, built: Path, tmp_path: Path
) -> None:
    python = str(_venv(built, tmp_path / "venv", **platform))

    def run(*arguments: str) -> tuple[int, str, str]:
        command = [python, "-I", "-m", "nsatu_data", *arguments]
        outcome = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        return outcome.returncode, outcome.stdout, outcome.stderr

    case = next(case for case in case_files.invalid() if case.name == "unknown-term/several-faults-in-a-record")
    (tmp_path / "records").mkdir()
    case.compose(tmp_path / "records")
    expected = run_here(tmp_path, "validate", "--workers", "1")
    assert expected[0] == 1
    assert run("validate", "--workers", "1") == (1, expected[1], reported)
    shutil.rmtree(tmp_path / "records")
    shutil.copytree(ROOT / "records", tmp_path / "records")
    for arguments in (["list", "risk"], ["show", "actor/japan"]):
        expected = run_here(tmp_path, *arguments)
        assert expected[0] == 0
        assert run(*arguments) == expected
    program = (
        "import importlib.util as u, nsatu_data; print(len(nsatu_data.load()), len(nsatu_data.load('records')), "
        "*(u.find_spec(name) is not None for name in ('jsonschema', 'jsonschema_rs')))"
    )
    outcome = subprocess.run([python, "-I", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    count = len(load(ROOT / "records"))
    assert (outcome.stdout, outcome.stderr) == (f"{count} {count} False {not reported}\n", "")
    program = "from nsatu_data import schema; schema.validator('risk')"
    outcome = subprocess.run([python, "-I", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert outcome.stderr.splitlines()[-1] == (
        "ImportError: a validator needs jsonschema: pip install 'nsatu-data[jsonschema]'"
    )


def run_here(folder: Path, *arguments: str) -> tuple[int, str, str]:
    """Run the checkout's code in a folder. Returns exit status, output and errors."""
    command = [sys.executable, "-m", "nsatu_data", *arguments]
    outcome = _run(ROOT, folder, *command)
    return outcome.returncode, outcome.stdout, outcome.stderr


@pytest.mark.exhaustive
@pytest.mark.parametrize("form", ["wheel", "zipapp"])
def test_the_package_works_from_a_zip(form: str, built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    command = [sys.executable, "-m", "nsatu_data"]
    if form == "zipapp":
        shutil.copyfile(wheel, tmp_path / "nsatu-data.pyz")
        with ZipFile(tmp_path / "nsatu-data.pyz", "a") as archive:
            archive.writestr("__main__.py", "from nsatu_data.__main__ import run\nrun()\n")
        command = [sys.executable, str(tmp_path / "nsatu-data.pyz")]

    def run(*arguments: str) -> tuple[int, str, str]:
        outcome = _run(wheel if form == "wheel" else tmp_path / "nothing", tmp_path / "here", *command, *arguments)
        return outcome.returncode, outcome.stdout, outcome.stderr

    records = load(ROOT / "records")
    (tmp_path / "here").mkdir()
    assert run("export", "json") == (0, to_json.write(records), "")
    assert run("explain") == run_here(tmp_path / "here", "explain")
    assert run("schema", "--output", "out") == (0, f"{len(schema_files())} files written to out\n", "")
    assert {path.name: path.read_text("utf-8") for path in (tmp_path / "here" / "out").iterdir()} == schema_files()
    listed = "\n".join(run("list", "risk")[1].splitlines()[1:-1])
    assert [line.split()[0] for line in listed.splitlines()] == list(records.risks.ids())
    assert run("show", "actor/japan")[::2] == run("coverage")[::2] == (0, "")
    assert run("validate") == (2, "", "nsatu-data: records: there is no such file or folder\n")
    case = next(case for case in case_files.invalid() if case.code == "certainty-against-words")
    (tmp_path / "here" / "records").mkdir()
    case.compose(tmp_path / "here" / "records")
    for form_told in ("json", "sarif"):
        arguments = ["validate", *case.arguments(form_told)[2:], "--workers", "2"]
        arguments = [one.replace("=.texts", "=records/.texts") for one in arguments]
        expected = run_here(tmp_path / "here", *arguments)
        assert expected[:2] != (0, "")
        assert run(*arguments) == expected
    program = "from nsatu_data import check, load; print(check().summary.records, load().manifest.version)"
    if form == "wheel":
        outcome = _run(wheel, tmp_path, sys.executable, "-c", program)
        assert (outcome.stdout, outcome.stderr) == (f"{len(records)} {records.manifest.version}\n", "")


@pytest.mark.exhaustive
def test_a_program_without_the_data_says_what_to_collect(built: Path, tmp_path: Path) -> None:
    with ZipFile(next(built.glob("*.whl"))) as wheel, ZipFile(tmp_path / "bare.zip", "w") as bare:
        for name in wheel.namelist():
            if name.endswith(".py"):
                bare.writestr(name, wheel.read(name))
    lacking = {"list": "data/bundle.json", "explain": "manuals", "coverage": "data/bundle.json"}
    shutil.copytree(ROOT / "records", tmp_path / "records")
    (tmp_path / "elsewhere").mkdir()
    for command, name in {**lacking, "validate": "data/schema/"}.items():
        here = tmp_path if command == "validate" else tmp_path / "elsewhere"
        outcome = _run(tmp_path / "bare.zip", here, sys.executable, "-m", "nsatu_data", command)
        assert (outcome.returncode, outcome.stdout) == (2, "")
        assert outcome.stderr.startswith(f"nsatu-data: the package's own data is missing: nsatu_data/{name}")
        assert outcome.stderr.endswith(
            "; a program that bundles the package must include its data files "
            "(PyInstaller: --collect-data nsatu_data)\n"
        )
        assert outcome.stderr.count("\n") == 1


@pytest.mark.exhaustive
def test_a_wheel_with_a_faulty_record_is_not_built(tmp_path: Path) -> None:
    checkout_copies.copy(tmp_path / "checkout")
    record = next((tmp_path / "checkout" / "records" / "risk").glob("*.yaml"))
    record.write_text("kind: risk\n", encoding="utf-8")
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(tmp_path / "out")]
    outcome = subprocess.run([*command, str(tmp_path / "checkout")], capture_output=True, text=True, check=False)
    assert outcome.returncode != 0
    assert f"risk/{record.name}" in outcome.stdout + outcome.stderr
    assert list((tmp_path / "out").glob("*.whl")) == []
