"""The release workflow publishes only what was built, tried and attested, and the document says what it does."""

import re
import tomllib
from typing import Any, Final

import pytest
import yaml

from tests.rehearsal import versions
from tests.support import npm_package_files
from tests.support.addresses import Addresses
from tests.support.folders import ROOT

WORKFLOW: Final = ROOT / ".github" / "workflows" / "release.yml"

pytestmark = pytest.mark.skipif(not WORKFLOW.parent.is_dir(), reason="a source distribution has no workflows")


def _jobs() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(WORKFLOW.read_bytes())
    jobs: dict[str, Any] = read["jobs"]
    return jobs


def _before(job: str) -> set[str]:
    """The jobs that end before a job begins."""
    needed = _jobs()[job].get("needs", [])
    found = {needed} if isinstance(needed, str) else set(needed)
    return found.union(*(_before(one) for one in found))


def test_nothing_is_published_before_all_is_built_tried_and_attested() -> None:
    for job in ("publish-python", "publish-npm"):
        assert _before(job) == {"build", "site", "test", "attest"}
    assert _before("deploy") == set(_jobs()) - {"deploy"}


def test_what_is_tried_attested_and_published_is_what_was_built() -> None:
    """The name of an artifact would be that of another one, if code that a job tries put one in its place."""
    taken = {}
    for name, job in _jobs().items():
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/download-artifact@"):
                assert set(step["with"]) == {"artifact-ids", "path"}
                taken[name] = (step["with"]["artifact-ids"], step["with"]["path"])
                assert "build" in ([job["needs"]] if isinstance(job["needs"], str) else job["needs"])
    ids = {path: f"${{{{ needs.build.outputs.{path} }}}}" for path in ("dist", "assets")}
    files = dict.fromkeys(["site", "test", "publish-python", "publish-npm"], (ids["dist"], "dist"))
    assert taken == {**files, **dict.fromkeys(["attest", "release"], (ids["assets"], "assets"))}
    build = _jobs()["build"]
    uploads = {step["id"]: step["with"]["path"] for step in build["steps"] if "artifact@" in step.get("uses", "")}
    assert uploads == {path: path for path in ids}
    assert build["outputs"] == {path: f"${{{{ steps.{path}.outputs.artifact-id }}}}" for path in ids}


def test_every_asset_is_attested_the_digests_too() -> None:
    (attest,) = [step for step in _jobs()["attest"]["steps"] if "attest" in step["uses"]]
    assert attest["with"] == {"subject-path": "assets/*"}


def test_the_downloads_of_the_site_are_the_files_that_are_published() -> None:
    (made,) = [step for step in _jobs()["site"]["steps"] if step.get("run") == "make site"]
    assert made["env"] == {"RELEASE": "dist"}


def test_a_tag_that_is_on_no_reviewed_commit_or_was_moved_is_refused() -> None:
    check = next(step for step in _jobs()["build"]["steps"] if step.get("run") == "make release-check")
    assert check["env"]["BRANCH"] == "origin/${{ github.event.repository.default_branch }}"
    assert _jobs()["build"]["steps"][0]["with"]["fetch-depth"] == 0
    run = [step["run"].partition(" #")[0] for step in _jobs()["release"]["steps"] if "run" in step]
    moved = 'test "$(gh api "repos/$GH_REPO/commits/tags/$TAG" --jq .sha)" = "$GITHUB_SHA"'
    assert (run[0], run[1].startswith("gh release create")) == (moved, True)


def test_a_job_that_proves_who_it_is_runs_in_an_environment_or_attests() -> None:
    proving = {name for name, job in _jobs().items() if "id-token" in job["permissions"]}
    assert proving == {"attest", "deploy", "publish-npm", "publish-python"}
    assert {name for name in proving if "environment" not in _jobs()[name]} == {"attest"}
    assert {name for name, job in _jobs().items() if job["permissions"].get("contents") == "write"} == {"release"}


def test_the_workflow_runs_targets_of_make() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    run = [step["run"] for job in _jobs().values() for step in job["steps"] if "run" in step]
    commands = [command for command in run if not re.match(r'gh release create|test "\$\(gh api ', command)]
    assert {command.removeprefix("make ") for command in commands} <= targets


def test_the_document_has_every_job_and_every_finding_that_is_switched_off() -> None:
    document = (ROOT / "docs" / "releasing.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z-]+)` \|", document, re.MULTILINE) == list(_jobs())
    files = [*WORKFLOW.parent.glob("*.yml"), ROOT / "action.yml"]
    switched_off = [
        (file.name, audit)
        for file in files
        for audit in re.findall(r"zizmor: ignore\[([^\]]+)", file.read_text("utf-8"))
    ]
    assert re.findall(r"^\| `([a-z]+\.yml)`, [^|]* \| zizmor's `([a-z-]+)`", document, re.MULTILINE) == switched_off
    assert not [
        *ROOT.glob("zizmor.y*ml"),
        *WORKFLOW.parent.parent.glob("*lint.y*ml"),
        *WORKFLOW.parent.parent.glob("zizmor.y*ml"),
    ]


def test_the_oldest_and_the_newest_python_are_tried() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    supported = versions.pythons_supported()
    assert project["requires-python"] == f">={supported[0]}"
    assert _jobs()["test"]["strategy"]["matrix"] == {"python": [supported[0], supported[-1]]}


def test_the_oldest_node_that_the_package_supports_is_tried() -> None:
    oldest, newest = versions.nodes_tested()
    manifest = {"version": "2.0.0", "licences": {}}
    assert npm_package_files.package_json(manifest, Addresses())["engines"] == {"node": f">={oldest}"}
    assert newest == "lts/*"
