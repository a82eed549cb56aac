"""Tests the pre-commit hook with pre-commit and git, in scratch repositories."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from tests.support import checkout_copies
from tests.support.addresses import Addresses
from tests.support.code_blocks import blocks
from tests.support.example_datasets import by_id, changed, write_folder
from tests.support.folders import ROOT

PASSED: Final = f"validate NSATU records{'.' * 51}Passed\n"
FAILED: Final = f"validate NSATU records{'.' * 51}Failed\n- hook id: nsatu-data-validate\n- exit code: 1\n\n"


_WAITING: Final = "[INFO] Locking pre-commit directory\n"
"""What pre-commit reports while another process of the test run uses its folder."""
CONFIGURATION: Final = ".pre-commit-config.yaml"
CLONE: Final = "../nsatu_data"
"""The clone that the documents name as long as the repository has no address."""
GUIDE: Final = ROOT / "CONTRIBUTING.md"
DOCUMENTS: Final = (ROOT / "README.md", GUIDE)
UPDATES: Final = [
    command
    for document in DOCUMENTS
    for command in re.findall("`pre-commit (autoupdate[^`]*)`", document.read_text(encoding="utf-8"))
]
COPIES: Final = [block for block in blocks(GUIDE, "console") if block.startswith("$ git -C ../nsatu_data ")]


@dataclass(frozen=True)
class Repository:
    """A scratch repository, and the environment for git and pre-commit."""

    folder: Path
    environment: Mapping[str, str]

    def run(self, *command: str) -> tuple[int, str]:
        """Run a command. Returns the exit status and the whole output."""
        run = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        return run.returncode, run.stdout.replace(_WAITING, "")

    def git(self, *arguments: str) -> str:
        status, reported = self.run("git", *arguments)
        assert status == 0, reported
        return reported

    def pre_commit(self, *arguments: str) -> tuple[int, str]:
        return self.run(sys.executable, "-m", "pre_commit", *arguments)

    def commit(self) -> tuple[int, str]:
        """Commit all changes, if the hook allows it. Returns the hook's output."""
        self.git("add", "--all")
        return self.run("git", "commit", "--quiet", "--message", "change")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment that makes git and pre-commit reproducible, and has pip take packages from a folder."""
    there = {"git": shutil.which("git"), "pre-commit": find_spec("pre_commit")}
    lacking = [name for name, found in there.items() if found is None]
    if lacking and os.environ.get("NSATU_REQUIRE_INTEROP") != "1":
        pytest.skip(f"{' and '.join(lacking)} not found; with NSATU_REQUIRE_INTEROP=1 this is a failure")
    # pre-commit's environments are shared by all processes of the test run; pre-commit locks the folder itself.
    home = checkout_copies.once(tmp_path_factory, "home", Path.mkdir)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT", "PIP_"))}
    kept.pop("PYTHONPATH", None)
    identity = {f"GIT_{role}_{what}": "someone" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PRE_COMMIT_COLOR": "never"}
    folders = {"PRE_COMMIT_HOME": str(home / "pre-commit"), "VIRTUALENV_OVERRIDE_APP_DATA": str(home / "virtualenv")}
    return kept | identity | settings | folders | checkout_copies.installing(checkout_copies.wheels(tmp_path_factory))


def _repository(folder: Path, environment: Mapping[str, str]) -> Repository:
    repository = Repository(folder, environment)
    repository.git("init", "--quiet", "--initial-branch", "main")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", "begin")
    return repository


@pytest.fixture(scope="module")
def published(environment: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A repository with this checkout, including uncommitted changes."""

    def publish(folder: Path) -> None:
        _repository(checkout_copies.copy(folder), environment)

    return Repository(checkout_copies.once(tmp_path_factory, "published", publish), environment)


@pytest.fixture
def scratch(environment: Mapping[str, str], published: Repository, tmp_path: Path) -> Repository:
    """A repository with the example, and no hook. A clone of the published repository is next to it."""
    write_folder(tmp_path / "scratch" / "records")
    (tmp_path / "nsatu_data").symlink_to(published.folder, target_is_directory=True)
    return _repository(tmp_path / "scratch", environment)


def _example(published: Repository, block: str) -> dict[str, Any]:
    """An example configuration, with the clone and its commit if the example names the published repository."""
    configuration: dict[str, Any] = yaml.safe_load(block)
    (repository,) = configuration["repos"]
    if repository["repo"] != CLONE:
        assert repository["repo"] == Addresses.read().repository
        repository["repo"], repository["rev"] = CLONE, published.git("rev-parse", "HEAD").strip()
    return configuration


EXAMPLES: Final = [
    block for document in DOCUMENTS for block in blocks(document, "yaml") if block.startswith("repos:\n")
]


@pytest.fixture
def hooked(scratch: Repository, published: Repository) -> Repository:
    """A repository with the example, and the hook as the README shows it."""
    _configure(scratch, _example(published, EXAMPLES[0]))
    assert scratch.commit() == (0, PASSED)
    return scratch


def _write(repository: Repository, configuration: str) -> None:
    """Write a configuration, and put a commit in the place of HEAD as the documents say."""
    (repository.folder / CONFIGURATION).write_text(configuration, encoding="utf-8")
    if "rev: HEAD" in configuration:
        (command,) = set(UPDATES)
        status, reported = repository.pre_commit(*shlex.split(command))
        assert status == 0, reported


def _configure(repository: Repository, configuration: Mapping[str, Any]) -> None:
    _write(repository, yaml.safe_dump(configuration))
    stages = ["--hook-type", "pre-commit", "--hook-type", "pre-merge-commit"]
    status, reported = repository.pre_commit("install", "--install-hooks", *stages)
    assert status == 0, reported


def _sound(folder: Path) -> None:
    write_folder(folder / "records")


def _misspell(folder: Path) -> None:
    write_folder(folder / "records", changed("risk/strain-on-the-budget", "/certainty", "possibly"))


def _remove(folder: Path) -> None:
    (folder / "records" / "actor" / "welcomers.yaml").unlink()


MISSPELT: Final = """\
records/risk/strain-on-the-budget.yaml:7:12: error: "possibly" is not a term of `certainty` [unknown-term]
   7 | certainty: possibly
     |            ^^^^^^^^
  help: did you mean possible?

1 error, 0 warnings in 11 records of 13 files; 10 evidence pointers not checked, as no text was given (--text)
`nsatu-data explain CODE` explains a finding, with examples

"""


def _orphaned(reaction: str, counts: str) -> str:
    return f"""\
records/reaction/{reaction}.yaml:11:8: error: there is no record actor/welcomers [unresolved-reference]
   11 | actor: actor/welcomers
      |        ^^^^^^^^^^^^^^^
  help: write the id of a record under actor/, or add this record

1 error, 0 warnings in {counts} evidence pointers not checked, as no text was given (--text)
`nsatu-data explain CODE` explains a finding, with examples

"""


REMOVED: Final = _orphaned("some-welcome", "11 records of 12 files; 10")

each_change = pytest.mark.parametrize(
    ("change", "outcome"),
    [(_sound, (0, PASSED)), (_misspell, (1, FAILED + MISSPELT)), (_remove, (1, FAILED + REMOVED))],
    ids=["sound", "faulty", "removed"],
)


@pytest.mark.exhaustive
def test_the_manifest_is_one(scratch: Repository) -> None:
    assert scratch.pre_commit("validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")) == (0, "")


@pytest.mark.exhaustive
@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_is_a_configuration(example: str, scratch: Repository) -> None:
    _write(scratch, example)
    assert scratch.pre_commit("validate-config", CONFIGURATION) == (0, "")


def test_the_examples_are_of_the_hook_and_of_the_paths_that_it_has_by_itself() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_bytes())
    shown = [one["hooks"] for example in EXAMPLES for one in yaml.safe_load(example)["repos"]]
    assert shown == [[{"id": hook["id"]}], [{"id": hook["id"], "args": hook["args"]}]]


@pytest.mark.exhaustive
@pytest.mark.parametrize("block", COPIES)
def test_a_clone_is_copied_into_a_folder_for_the_action(block: str, scratch: Repository, published: Repository) -> None:
    assert scratch.run("bash", "-e", "-c", block.removeprefix("$ ")) == (0, "")
    folder = scratch.folder / "nsatu_data"
    copied = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if not file.is_dir()}
    assert copied == set(published.git("ls-files", "-z").strip("\0").split("\0"))


def test_the_documents_use_a_clone_as_long_as_the_repository_has_no_address() -> None:
    assert (len(COPIES), len(UPDATES)) == ((0, 0) if Addresses.read().repository else (1, 2))


@each_change
@pytest.mark.exhaustive
def test_pre_commit_tries_the_hook(
    change: Callable[[Path], None], outcome: tuple[int, str], published: Repository, scratch: Repository
) -> None:
    change(scratch.folder)
    scratch.git("add", "--all")
    status, reported = scratch.pre_commit("try-repo", str(published.folder), "nsatu-data-validate")
    assert (status, reported[reported.index("validate NSATU records") :]) == outcome


@each_change
@pytest.mark.exhaustive
def test_git_commits_what_is_sound_and_nothing_else(
    change: Callable[[Path], None], outcome: tuple[int, str], hooked: Repository
) -> None:
    (hooked.folder / "notes.txt").write_text("Beside the records.\n", encoding="utf-8")
    change(hooked.folder)
    assert hooked.commit() == outcome
    assert hooked.git("log", "--format=%s").split() == ["change"] * (2 - outcome[0]) + ["begin"]


@pytest.mark.exhaustive
def test_a_commit_that_only_removes_a_record_is_judged(hooked: Repository) -> None:
    _remove(hooked.folder)
    assert hooked.commit() == (1, FAILED + REMOVED)


@pytest.mark.exhaustive
def test_a_hook_that_waits_for_files_would_let_a_removal_through(hooked: Repository, published: Repository) -> None:
    configuration = _example(published, EXAMPLES[0])
    configuration["repos"][0]["hooks"][0] |= {"always_run": False, "files": "^records/"}
    _configure(hooked, configuration)
    skipped = (0, f"validate NSATU records{'.' * 31}(no files to check)Skipped\n")
    assert hooked.commit() == skipped
    _remove(hooked.folder)
    assert hooked.commit() == skipped


@pytest.mark.exhaustive
def test_a_merge_of_two_sound_branches_is_judged(hooked: Repository) -> None:
    records = by_id()
    hooked.git("checkout", "--quiet", "-b", "renaming")
    (hooked.folder / "records" / "actor" / "welcomers.yaml").unlink()
    renamed = {**records["actor/welcomers"], "id": "actor/supporters"}
    reaction = {**records["reaction/some-welcome"], "actor": "actor/supporters"}
    write_folder(hooked.folder / "records", [renamed, reaction])
    assert hooked.commit() == (0, PASSED)

    hooked.git("checkout", "--quiet", "main")
    another = {
        "id": "reaction/some-praise",
        "label": "Some praise the request",
        "statement": "Some praise the request.",
    }
    write_folder(hooked.folder / "records", [{**records["reaction/some-welcome"], **another}])
    assert hooked.commit() == (0, PASSED)

    status, reported = hooked.run("git", "merge", "--quiet", "--no-edit", "renaming")
    orphaned = _orphaned("some-praise", "13 records of 14 files; 12")
    stopped = "Not committing merge; use 'git commit' to complete the merge.\n"
    assert (status, reported) == (1, FAILED + orphaned + stopped)


@pytest.mark.exhaustive
def test_the_paths_are_arguments(hooked: Repository, published: Repository) -> None:
    hooked.git("mv", "records", "encoded")
    missing = "nsatu-data: records: there is no such file or folder\n\n"
    assert hooked.commit() == (1, FAILED.replace("exit code: 1", "exit code: 2") + missing)
    configuration = _example(published, EXAMPLES[1])
    configuration["repos"][0]["hooks"][0]["args"] = ["encoded"]
    _configure(hooked, configuration)
    assert hooked.commit() == (0, PASSED)
