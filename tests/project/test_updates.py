"""What keeps pins up to date covers each of them: Dependabot, the workflow for the locks, and the devcontainer."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.checkout_copies import files
from tests.support.folders import ROOT
from tests.support.workflow_steps import Log, Runner

GITHUB = ROOT / ".github"
pytestmark = pytest.mark.skipif(not GITHUB.is_dir(), reason="a source distribution has no workflows")

MANIFESTS = {"npm": "package.json", "gomod": "go.mod", "cargo": "Cargo.toml", "maven": "pom.xml"}
HANDED_ON = ("requirements.lock", "requirements-scale.lock", "docs/dependencies.md")
TITLE = "The locks take the newest versions of Python packages"
GH = """\
#!/bin/sh
echo "$1 $2" >> "$GH_LOG"
if [ "$1 $2" = "pr list" ]; then cat "$GH_OPEN"; fi
"""


def _updates() -> list[dict[str, Any]]:
    updates: list[dict[str, Any]] = yaml.safe_load((GITHUB / "dependabot.yml").read_bytes())["updates"]
    return updates


def _folders(update: dict[str, Any]) -> list[str]:
    folders: list[str] = update.get("directories") or [update["directory"]]
    return folders


@pytest.mark.parametrize("ecosystem", MANIFESTS)
def test_dependabot_looks_at_each_manifest(ecosystem: str) -> None:
    looked_at = [
        folder for update in _updates() if update["package-ecosystem"] == ecosystem for folder in _folders(update)
    ]
    there = [f"/{Path(file).parent.as_posix()}" for file in files() if Path(file).name == MANIFESTS[ecosystem]]
    assert sorted(looked_at) == sorted(there)


def test_dependabot_waits_and_opens_one_pull_request_for_a_group() -> None:
    ecosystems = {update["package-ecosystem"] for update in _updates()}
    assert ecosystems == {"github-actions", *MANIFESTS}
    for update in _updates():
        assert update["cooldown"] == {"default-days": 7}
        assert [group["patterns"] for group in update["groups"].values()] == [["*"]]


def test_npm_writes_no_host_of_a_registry_into_a_lock() -> None:
    locks = [ROOT / file for file in files() if Path(file).name == "package-lock.json"]
    assert locks
    for lock in locks:
        assert "omit-lockfile-registry-resolved=true" in (lock.parent / ".npmrc").read_text(encoding="utf-8")
        packages = json.loads(lock.read_bytes())["packages"].values()
        assert [one for one in packages if "://" in one.get("resolved", "")] == []


def _jobs() -> dict[str, Any]:
    jobs: dict[str, Any] = yaml.safe_load((GITHUB / "workflows" / "lock.yml").read_bytes())["jobs"]
    return jobs


def test_the_job_that_runs_code_of_packages_cannot_write() -> None:
    compiling, proposing = _jobs()["compile"], _jobs()["propose"]
    assert compiling["permissions"] == {"contents": "read"}
    assert [step["run"] for step in compiling["steps"] if "run" in step] == ["make lock UPGRADE=1", "make wheels"]
    (handed_on,) = [
        step["with"]["path"].split() for step in compiling["steps"] if "upload-artifact" in step.get("uses", "")
    ]
    assert tuple(handed_on) == HANDED_ON
    assert proposing["permissions"] == {"contents": "write", "pull-requests": "write"}
    assert {
        step["with"]["persist-credentials"]
        for job in _jobs().values()
        for step in job["steps"]
        if "checkout" in step.get("uses", "")
    } == {False}


class Repository:
    """A clone of a repository, a stand-in for `gh`, and the files that the first job hands on."""

    def __init__(self, folder: Path) -> None:
        self.workspace, self.origin = folder / "workspace", folder / "origin"
        self.temporary, self.log, self.open = folder / "temporary", folder / "gh.log", folder / "open"
        for one in (self.temporary / "locks" / "docs", self.workspace / "docs", folder / "bin"):
            one.mkdir(parents=True)
        (folder / "bin" / "gh").write_text(GH, encoding="utf-8")
        (folder / "bin" / "gh").chmod(0o755)
        self.open.write_text("", encoding="utf-8")
        self.path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
        self.git("init", "--quiet", "--bare", "--initial-branch=main", str(self.origin))
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("remote", "add", "origin", str(self.origin))
        for file in HANDED_ON:
            (self.workspace / file).write_text("old\n", encoding="utf-8")
            self.hand_on(file, "old\n")
        self.git("add", ".")
        self.git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "First")

    def git(self, *arguments: str) -> str:
        run = subprocess.run(["git", *arguments], cwd=self.workspace, capture_output=True, text=True, check=True)
        return run.stdout

    def hand_on(self, file: str, text: str) -> None:
        (self.temporary / "locks" / file).write_text(text, encoding="utf-8")

    def propose(self) -> Log:
        """Run the second job. Its other actions have done their work already."""
        if self.git("branch", "--show-current") != "main\n":
            # A later run has a fresh checkout.
            self.git("switch", "--quiet", "main")
            self.git("branch", "--quiet", "--delete", "--force", "newest-python-packages")
        runner = Runner(
            self.workspace,
            self.temporary,
            lambda uses, _: {} if re.match("actions/(checkout|download-artifact)@", uses) else {"unknown": uses},
            {"PATH": self.path, "GH_LOG": str(self.log), "GH_OPEN": str(self.open), "GITHUB_REF_NAME": "main"},
        )
        values = {"github.token": "token", "runner.temp": str(self.temporary)}
        return runner.run(_jobs()["propose"]["steps"], values)

    def asked(self) -> list[str]:
        """What `gh` was asked to do."""
        return self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_the_newest_versions_are_proposed_once(repository: Repository) -> None:
    repository.hand_on("requirements.lock", "new\n")
    repository.hand_on("docs/dependencies.md", "new\n")
    assert repository.propose() == Log(0, "", "")
    assert repository.asked() == ["auth setup-git", "pr list", "pr create"]
    assert repository.git("log", "--format=%s", "-1", "origin/newest-python-packages") == f"{TITLE}\n"
    changed = repository.git("diff", "--name-only", "main", "origin/newest-python-packages").splitlines()
    assert changed == ["docs/dependencies.md", "requirements.lock"]


def test_an_open_pull_request_gets_the_newest_versions(repository: Repository) -> None:
    repository.hand_on("requirements.lock", "new\n")
    repository.propose()
    repository.open.write_text("7\n", encoding="utf-8")
    repository.hand_on("requirements.lock", "newer\n")
    assert repository.propose().status == 0
    assert repository.asked()[3:] == ["auth setup-git", "pr list"]
    assert repository.git("show", "origin/newest-python-packages:requirements.lock") == "newer\n"


def test_nothing_is_proposed_if_nothing_is_newer(repository: Repository) -> None:
    assert repository.propose() == Log(0, "The locks have the newest versions.\n", "")
    assert repository.asked() == []


def test_the_devcontainer_is_pinned_and_runs_a_command_that_there_is() -> None:
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_bytes())
    assert re.fullmatch(r"python:[0-9.]+-[a-z]+@sha256:[0-9a-f]{64}", container["image"])
    program, target = container["postCreateCommand"].split()
    assert (program, shutil.which(program) is not None) == ("make", True)
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
