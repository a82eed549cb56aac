"""Every finding names its file by a path relative to the command's working directory, in every format."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nsatu_data
from nsatu_data import InvalidDataset, check, load
from nsatu_data.cli import main
from nsatu_data.diagnostics import Diagnostic, Summary
from nsatu_data.model.record_models import RECORDS
from nsatu_data.printable import visible
from nsatu_data.report import FORMATS
from nsatu_data.report.repository import Repository
from nsatu_data.validation.check_dataset import check_all
from tests.support import river_pact
from tests.support.example_datasets import Values, with_fields, write_folder

BUDGET = "risk/strain-on-the-budget"
FILE = f"{BUDGET}.yaml"
FAULTY = with_fields(BUDGET, basis="said")


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)


def write_bundle(path: Path, records: list[Values]) -> None:
    whole: dict[str, Any] = {"dataset": river_pact.manifest(), **{f"{kind}s": [] for kind in RECORDS}}
    for values in sorted(records, key=lambda values: values["id"]):
        whole[f"{values['kind']}s"].append(values)
    path.write_text(json.dumps(whole), encoding="utf-8")


def _github(diagnostics: tuple[Diagnostic, ...], summary: Summary) -> list[str]:
    return re.findall(r"^::\w+ file=([^,]*)", FORMATS["github"](diagnostics, summary), re.MULTILINE)


def _sarif(diagnostics: tuple[Diagnostic, ...], summary: Summary) -> list[dict[str, str]]:
    (run,) = json.loads(FORMATS["sarif"](diagnostics, summary))["runs"]
    return [
        location["physicalLocation"]["artifactLocation"]
        for result in run["results"]
        for location in result["locations"]
    ]


class Place(NamedTuple):
    """Where a command runs, how it names the dataset, and how findings name the faulty file."""

    here: str
    argument: str
    file: str
    from_root: str


PLACES = [
    Place(".", "data/records", f"data/records/{FILE}", f"data/records/{FILE}"),
    Place("tools", "../data/records", f"../data/records/{FILE}", f"data/records/{FILE}"),
    Place("tools", "../data/records/risk", f"../data/records/{FILE}", f"data/records/{FILE}"),
    Place("tools", f"../data/records/{FILE}", f"../data/records/{FILE}", f"data/records/{FILE}"),
    Place("tools", "{root}/data/records", f"../data/records/{FILE}", f"data/records/{FILE}"),
    Place("tools", "{root}/alias/records", f"../alias/records/{FILE}", f"alias/records/{FILE}"),
    Place("tools", "{root}/tools/../data/records", f"../data/records/{FILE}", f"data/records/{FILE}"),
    Place("data", "records", f"records/{FILE}", f"data/records/{FILE}"),
    Place("data", "{root}/alias/records", f"records/{FILE}", f"data/records/{FILE}"),
    Place("data/records", ".", FILE, f"data/records/{FILE}"),
    Place("data/records/risk", "strain-on-the-budget.yaml", "strain-on-the-budget.yaml", f"data/records/{FILE}"),
    Place("data/records/event", "..", f"../{FILE}", f"data/records/{FILE}"),
    Place("data/records/event", "../risk", f"../{FILE}", f"data/records/{FILE}"),
    Place("tools", "inner/../records", f"../data/records/{FILE}", f"data/records/{FILE}"),
    Place("tools", "../../outside/records", f"../../outside/records/{FILE}", f"../../outside/records/{FILE}"),
    Place("tools", "../bundle.json", "../bundle.json", "bundle.json"),
]


def _lay_out(base: Path) -> Path:
    """A repository next to a dataset of another repository; `tools/inner` and `alias` are links to folders."""
    root = base / "repository"
    write_folder(root / "data" / "records", FAULTY)
    (root / ".git").mkdir()
    (root / "tools").mkdir()
    (root / "alias").symlink_to(root / "data")
    (root / "data" / "inner").mkdir()
    (root / "tools" / "inner").symlink_to(root / "data" / "inner")
    write_bundle(root / "bundle.json", FAULTY)
    write_folder(base / "outside" / "records", FAULTY)
    return root


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.here}: {place.argument}")
@pytest.mark.parametrize("known_by", ["GITHUB_WORKSPACE", ".git"])
def test_a_finding_names_its_file_from_where_the_command_runs(
    place: Place, known_by: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = _lay_out(tmp_path)
    if known_by == "GITHUB_WORKSPACE":
        (root / ".git").rmdir()
        monkeypatch.setenv("GITHUB_WORKSPACE", os.fspath(root))
    monkeypatch.chdir(root / place.here)
    outcome = check_all([place.argument.format(root=root)])
    assert [found.file for found in outcome[0]] == [place.file]
    assert Path(place.file).exists()
    assert [one["file"] for one in json.loads(FORMATS["json"](*outcome))["diagnostics"]] == [place.file]
    assert FORMATS["text"](*outcome).startswith(f"{place.file}:")
    assert _github(*outcome) == [place.from_root]
    base = {} if place.from_root.startswith("../") else {"uriBaseId": "%SRCROOT%"}
    assert _sarif(*outcome) == [{"uri": place.from_root, **base}]
    assert ((root if base else Path.cwd()) / place.from_root).exists()


def test_what_cannot_be_loaded_is_named_by_paths_that_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(_lay_out(tmp_path) / "tools")
    with pytest.raises(InvalidDataset) as caught:
        load("../data/records")
    assert str(caught.value).startswith(f"../data/records/{FILE}:6:8: error: ")


def test_without_a_working_directory_findings_name_files_from_the_root_of_the_file_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = _lay_out(tmp_path)
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    outcome = check_all([root / "data" / "records"])
    file = (root / "data" / "records" / FILE).as_posix()
    assert [found.file for found in outcome[0]] == [file]
    assert _github(*outcome) == [file[1:]]
    monkeypatch.setenv("GITHUB_WORKSPACE", os.fspath(root))
    assert _github(*outcome) == [f"data/records/{FILE}"]


def test_the_repository_is_the_nearest_with_git_and_else_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = tmp_path / "outer" / "inner" / "here"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    here = os.fspath(inner)
    assert Repository.of({}) == (here, here)
    (tmp_path / "outer" / ".git").mkdir()
    assert Repository.of({"GITHUB_WORKSPACE": ""}) == (os.fspath(tmp_path / "outer"), here)
    (tmp_path / "outer" / "inner" / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    assert Repository.of({}) == (os.fspath(inner.parent), here)
    (tmp_path / "link").symlink_to(tmp_path / "outer")
    assert Repository.of({"GITHUB_WORKSPACE": os.fspath(tmp_path / "link")}) == (os.fspath(tmp_path / "outer"), here)


STRANGE = ("\u202elm", "a\x1b[2Jb", "c\nd", "::error::e", "f##[g]", os.fsdecode(b"\xff\xfe"))
NAMES = st.sampled_from(["a", "b", "ä ö", "x:y", *STRANGE])
FOLDERS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)


class Layout(NamedTuple):
    """Folders below one root: the dataset's, the working directory, the repository's, and a link to one of them."""

    dataset: str
    here: str
    repository: str
    link: str | None
    form: Callable[[str, str, str | None], str]
    part: str


def _relative(root: str, dataset: str, _link: str | None) -> str:
    return os.path.relpath(f"{root}/{dataset}")


def _absolute(root: str, dataset: str, _link: str | None) -> str:
    return f"{root}/{dataset}"


def _through_a_link(root: str, dataset: str, link: str | None) -> str:
    return f"{root}/links/{link}" if link else f"{root}/{dataset}"


def _around_a_link(root: str, dataset: str, link: str | None) -> str:
    """A path that goes up from a link's target and down again."""
    return f"../{os.path.relpath(root, '..')}/links/{link}/../{Path(dataset).name}" if link else f"{root}/{dataset}"


LAYOUTS = st.builds(
    Layout,
    dataset=FOLDERS,
    here=FOLDERS | st.just("."),
    repository=FOLDERS | st.just("."),
    link=st.none() | NAMES,
    form=st.sampled_from([_relative, _absolute, _through_a_link, _around_a_link]),
    part=st.sampled_from(["", "/risk", f"/{FILE}"]),
)


@given(layout=LAYOUTS)
def test_every_file_that_is_named_opens(layout: Layout, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("layout")
    records = with_fields(BUDGET, basis="said", themes=["economic", "economic"])
    folder = write_folder(root / layout.dataset, records)
    (folder / "risk" / "stray.txt").touch()
    for made in (layout.here, layout.repository):
        (root / made).mkdir(parents=True, exist_ok=True)
    (root / layout.repository / ".git").mkdir(exist_ok=True)
    if layout.link:
        (root / "links").mkdir()
        (root / "links" / layout.link).symlink_to(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("GITHUB_WORKSPACE", raising=False)
        patch.chdir(root / layout.here)
        argument = layout.form(os.fspath(root), layout.dataset, layout.link) + layout.part
        outcome = check_all([argument])
        assert len(outcome[0]) >= 2 or layout.part == f"/{FILE}"
        repository = Repository.of(os.environ).root
        for found in outcome[0]:
            for file in (found.file, *(related.file for related in found.related)):
                assert not os.path.isabs(file)
                assert os.path.exists(file)
        for location in _sarif(*outcome):
            base = repository if "uriBaseId" in location else os.getcwd()
            assert os.path.exists(os.path.join(base, os.fsdecode(unquote_to_bytes(location["uri"]))))
        # GitHub cannot escape terminal control characters, so there, and in text, such a name is made printable.
        github = [re.sub("%2C", ",", file).replace("%3A", ":").replace("%25", "%") for file in _github(*outcome)]
        assert github == [visible(os.fsdecode(unquote_to_bytes(location["uri"]))) for location in _sarif(*outcome)]
        # JSON holds the name itself, except for bytes that are not UTF-8.
        reported = [one["file"] for one in json.loads(FORMATS["json"](*outcome))["diagnostics"]]
        assert reported == [
            re.sub("[\udc80-\udcff]", lambda half: rf"\u{ord(half[0]):x}", one.file) for one in outcome[0]
        ]
        lines = FORMATS["text"](*outcome).split("\n")
        assert [line for line in lines if not line.isprintable() or re.match(r"\s*::|.*##\[", line)] == []


# Several datasets


def _count(paths: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str], int]:
    status = main(["validate", *paths, "--format", "json"])
    reported = json.loads(capsys.readouterr().out)
    return status, [one["file"] for one in reported["diagnostics"]], reported["summary"]["errors"]


def test_the_same_fault_in_two_datasets_is_two_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "b"):
        write_folder(tmp_path / name, FAULTY)
        write_bundle(tmp_path / f"{name}.json", FAULTY)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir("here")
    assert _count(["../a", "../b"], capsys) == (1, [f"../a/{FILE}", f"../b/{FILE}"], 2)
    assert _count(["../a.json", "../b.json"], capsys) == (1, ["../a.json", "../b.json"], 2)


@pytest.mark.parametrize("second", ["../a", "{root}/a", "../link", "../link/risk", "../here/../a", "../link/../a"])
def test_a_dataset_that_is_named_twice_is_judged_once(
    second: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_folder(tmp_path / "a", FAULTY)
    (tmp_path / "link").symlink_to("a")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir("here")
    assert _count(["../a", second.format(root=tmp_path)], capsys) == (1, [f"../a/{FILE}"], 1)
    assert check_all(["../a", second.format(root=tmp_path)])[1].files == 13


def test_a_bundle_that_is_named_twice_is_judged_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_bundle(tmp_path / "a.json", FAULTY)
    (tmp_path / "link.json").symlink_to("a.json")
    assert _count(["a.json", "link.json", "./a.json"], capsys) == (1, ["a.json"], 1)


def test_a_dataset_that_is_named_twice_is_formatted_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write_folder(tmp_path / "a") / FILE
    file.write_bytes(file.read_bytes().replace(b"kind: ", b"kind:   "))
    (tmp_path / "link").symlink_to("a")
    assert main(["format", "a", "link"]) == 0
    assert capsys.readouterr().out == f"formatted a/{FILE}\n1 of 13 files formatted\n"


@pytest.mark.parametrize("paths", [["a", "b"], ["b", "a"], ["a", "b", "a.json"], ["a", "link", "b/risk"]])
def test_the_counts_of_several_datasets_are_the_sums_of_each(paths: list[str], tmp_path: Path) -> None:
    write_folder(tmp_path / "a", FAULTY)
    write_folder(tmp_path / "b", with_fields(BUDGET, basis="said", form="goal"))
    write_bundle(tmp_path / "a.json", FAULTY)
    (tmp_path / "link").symlink_to("a")
    diagnostics, summary = check_all(paths)
    each = [check(path) for path in paths if path != "link"]
    assert summary == Summary(*map(sum, zip(*(one.summary for one in each), strict=True)))
    assert len(diagnostics) == sum(len(one.diagnostics) for one in each) == summary.errors + summary.warnings


def test_a_text_that_fails_is_named_by_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_folder(tmp_path / "a")
    write_folder(tmp_path / "b")
    (tmp_path / "here").mkdir()
    (tmp_path / "text.txt").write_bytes(b"\xff")
    monkeypatch.chdir("here")
    for file in ("../text.txt", os.fspath(tmp_path / "text.txt"), "../a/../text.txt"):
        diagnostics, summary = check_all(["../a", "../b"], texts={river_pact.SOURCE: file})
        assert [(found.code, found.file) for found in diagnostics] == [("not-utf-8", "../text.txt")]
        assert summary.errors == 1
    (tmp_path / "text.txt").write_bytes(river_pact.TEXT.replace("Lorn", "Lorm").encode())
    assert main(["coverage", "--dataset", "../a", "--text", f"{river_pact.SOURCE}=../text.txt"]) == 1
    assert capsys.readouterr().err.startswith(
        "../text.txt: error: the text differs from the encoded text at sentence 1,"
    )
    assert nsatu_data.check("../a").diagnostics == ()
