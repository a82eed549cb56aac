"""A release is complete and reproducible, and its npm package works."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nsatu_data import load
from nsatu_data.export import to_json
from nsatu_data.schema import json_schema
from tests.interop.consumers import HERE
from tests.support import npm_packages, release_files, type_schema
from tests.support.checkout_copies import once
from tests.support.example_datasets import expected
from tests.support.folders import ROOT

pytestmark = pytest.mark.exhaustive

VERSION = load(ROOT / "records").manifest.version
TEXT = to_json.write(load(ROOT / "records"))
COMPILER = HERE / "typescript" / "node_modules" / "typescript" / "bin" / "tsc"

MODULE = """
import bundle from "nsatu-data";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
const path = fileURLToPath(import.meta.resolve("nsatu-data/schema/actor.schema.json"));
const schema = JSON.parse(readFileSync(path, "utf8"));
const required = createRequire(import.meta.url)("nsatu-data/package.json");
console.log(JSON.stringify({ bundle, title: schema.title, version: required.version }));
"""
SCRIPT = """
const bundle = require("nsatu-data");
const schema = require("nsatu-data/schema/bundle.schema.json");
const same = JSON.stringify(bundle) === JSON.stringify(require("nsatu-data/dataset.json"));
console.log(JSON.stringify({ actors: bundle.actors.length, title: schema.title, same }));
"""
TYPED = """
import bundle, { type Actor, type Bundle } from "nsatu-data";
import type { Motive } from "nsatu-data/types";

const whole: Bundle = bundle;
const actors: Map<string, Actor> = new Map(whole.actors.map((actor) => [actor.id, actor]));
export const named = (motive: Motive): string | null | undefined => actors.get(motive.actor)?.name;
export const length: number = bundle.events.flatMap(({ evidence }) => evidence).reduce((sum, one) => sum + one.end, 0);
"""
REQUIRED = """
import bundle = require("nsatu-data");
export const title: string = bundle.dataset.title;
"""


@pytest.fixture
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release."""
    if reason := npm_packages.missing():
        pytest.skip(reason)

    def make(folder: Path) -> None:
        folder.mkdir()
        release_files.make(folder, [])

    return once(tmp_path_factory, "release", make)


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    """A project with the npm package installed."""
    (tmp_path / "package.json").write_text('{"private": true}', encoding="utf-8")
    package = str(made / f"nsatu-data-{VERSION}.tgz")
    subprocess.run(["npm", "install", "--offline", "--silent", package], cwd=tmp_path, check=True)
    return tmp_path


def _node(project: Path, name: str, program: str) -> str:
    (project / name).write_text(program, encoding="utf-8")
    return subprocess.run(["node", name], cwd=project, capture_output=True, text=True, check=True).stdout


def _compiled(project: Path, name: str, program: str) -> subprocess.CompletedProcess[str]:
    (project / name).write_text(program, encoding="utf-8")
    npm_packages.install(HERE / "typescript")
    command = ["node", str(COMPILER), "--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", name]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


def test_a_release_holds_just_these_files(made: Path) -> None:
    found = sorted(file.relative_to(made).as_posix() for file in made.rglob("*") if file.is_file())
    assert "".join(f"{path}\n" for path in found).replace(VERSION, "VERSION") == expected("dist.txt")


def test_the_files_are_those_of_the_checkout(made: Path) -> None:
    assert (made / f"nsatu-data-{VERSION}.json").read_bytes() == TEXT.encode("utf-8")
    for name in json_schema.names():
        file = f"schema/{json_schema.file_name(name)}"
        assert (made / file).read_bytes() == (ROOT / file).read_bytes()
    assert (made / "types" / "bundle.schema.json").read_bytes() == type_schema.text("bundle").encode("utf-8")


def test_every_file_has_its_digest(made: Path) -> None:
    rows = [line.split("  ") for line in (made / release_files.SUMS).read_text(encoding="utf-8").splitlines()]
    assert {path: digest for digest, path in rows} == {
        file.relative_to(made).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in made.rglob("*")
        if file.is_file() and file.name != release_files.SUMS
    }


def test_a_second_release_has_the_same_bytes(made: Path, tmp_path: Path) -> None:
    stale = tmp_path / "dist" / "stale.txt"
    stale.parent.mkdir()
    stale.touch()
    command = [sys.executable, "-m", "tests.support.release_files", "dist"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert (tmp_path / "dist" / release_files.SUMS).read_bytes() == (made / release_files.SUMS).read_bytes()
    assert not stale.exists()


def test_the_package_is_used_by_import(project: Path) -> None:
    reported = json.loads(_node(project, "module.mjs", MODULE))
    assert reported == {"bundle": json.loads(TEXT), "title": "Actor", "version": VERSION}


def test_the_package_is_used_by_require(project: Path) -> None:
    reported = json.loads(_node(project, "script.cjs", SCRIPT))
    assert reported == {"actors": len(load(ROOT / "records").actors), "title": "Bundle", "same": True}


@pytest.mark.parametrize(("name", "program"), [("typed.mts", TYPED), ("required.cts", REQUIRED)])
def test_a_program_in_typescript_knows_the_types(name: str, program: str, project: Path) -> None:
    outcome = _compiled(project, name, program)
    assert (outcome.returncode, outcome.stdout) == (0, "")


@pytest.mark.parametrize(
    ("program", "message"),
    [
        (TYPED.replace("one.end", "one.sha256"), "Type 'string' is not assignable to type 'number'"),
        (TYPED.replace("motive.actor", "motive.actors"), "Property 'actors' does not exist on type 'Motive'"),
    ],
)
def test_a_program_that_is_wrong_about_a_type_is_reported(program: str, message: str, project: Path) -> None:
    outcome = _compiled(project, "typed.mts", program)
    assert outcome.returncode != 0
    assert message in outcome.stdout


def test_the_package_says_what_the_project_says() -> None:
    reported = release_files.package_json("1.2.3")
    assert (reported["name"], reported["version"], reported["license"]) == (
        "nsatu-data",
        "1.2.3",
        "Apache-2.0 AND CC-BY-4.0 AND MIT AND ISC",
    )
    assert "dependencies" not in reported


def test_with_the_text_the_bundle_counts_other_units_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release_files, "ROOT", tmp_path)
    monkeypatch.setattr(release_files, "_types", lambda *_: None)
    monkeypatch.setattr(release_files, "_package", lambda *_: None)
    monkeypatch.setattr(release_files, "_run", lambda *_: None)
    valid = ROOT / "tests" / "cases" / "valid"
    shutil.copytree(valid / "river-pact", tmp_path / "records")
    (tmp_path / "out").mkdir()
    release_files.make(tmp_path / "out", [f"source/river-pact={valid / 'river-pact.txt'}"])
    assert (tmp_path / "out" / "nsatu-data-1.0.0.json").read_text(encoding="utf-8") == expected("bundle-text.json")


def test_the_folder_of_a_release_may_be_a_link_and_is_emptied(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "old").write_bytes(b"")
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "dangling").symlink_to("new")
    for name, target in {"link": "real", "dangling": "new", "other": "other"}.items():
        assert release_files._emptied(tmp_path / name) == tmp_path / target
        assert list((tmp_path / target).iterdir()) == []
    assert (tmp_path / "link").readlink() == Path("real")
    assert (tmp_path / "dangling").readlink() == Path("new")


def test_what_is_no_folder_or_holds_the_sources_is_not_emptied(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"kept")
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "file", tmp_path / "loop", tmp_path / "pipe", Path("/dev/null")):
        with pytest.raises(SystemExit) as caught:
            release_files._emptied(path)
        assert str(caught.value) == f"{path}: this is not a folder; name one for the files of a release"
    for path in (ROOT, ROOT.parent):
        with pytest.raises(SystemExit) as caught:
            release_files._emptied(path)
        assert str(caught.value) == f"{path}: this folder holds the sources, and would be emptied; name another"
    assert (tmp_path / "file").read_bytes() == b"kept"
