"""Runs the GitHub Action, and the workflows that the documents show and the repository uses, without GitHub."""

import json
import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
import yaml
from packaging.requirements import Requirement

import nsatu_data
from nsatu_data import cli
from tests.support import checkout_copies, guide_walkthrough, requirements_lock, river_pact
from tests.support.code_blocks import blocks
from tests.support.example_datasets import changed, write_folder
from tests.support.folders import ROOT
from tests.support.workflow_steps import Log, Runner, action, python_here

DOCUMENTS: Final = (ROOT / "README.md", ROOT / "CONTRIBUTING.md")
WORKFLOWS: Final = ROOT / ".github" / "workflows"
BUDGET: Final = "records/risk/strain-on-the-budget.yaml"
FAULTY: Final = changed("risk/strain-on-the-budget", "/certainty", "possibly")
SOUND: Final = (
    "0 errors, 0 warnings in 12 records of 13 files; 11 evidence pointers not checked, as no text was given (--text)\n"
)
VERIFIED = "0 errors, 0 warnings in 12 records of 13 files; 11 of 11 evidence pointers verified against a text\n"
ANNOTATED: Final = (
    f"::error file={BUDGET},line=7,endLine=7,col=12,endColumn=20,title=unknown-term::"
    f'{BUDGET}:7:12: "possibly" is not a term of `certainty` [unknown-term]%0A  help: did you mean possible?\n'
    "1 error, 0 warnings in 11 records of 13 files; 10 evidence pointers not checked, as no text was given (--text)\n"
)


def _examples() -> list[str]:
    """The YAML blocks of the user documents."""
    found = [block for document in DOCUMENTS for block in blocks(document, "yaml")]
    # The files of the guide's walkthrough are tested there, and a record of the dataset with the dataset.
    records = {file.read_text(encoding="utf-8") for file in (ROOT / "records").rglob("*.yaml")}
    return [block for block in found if block not in guide_walkthrough.section() and block not in records]


def _whole(block: str) -> str:
    """The workflow in a block, or a workflow around the steps in it."""
    if "jobs:" in block:
        return block
    indented = "".join(f"      {line}\n" for line in block.splitlines())
    return f"on: push\njobs:\n  validate:\n    runs-on: ubuntu-latest\n    steps:\n{indented}"


EXAMPLES: Final = [_whole(block) for block in _examples() if "uses:" in block]
TRIED: Final = [
    pytest.param(workflow, marks=[pytest.mark.exhaustive] if "pip install" in workflow else []) for workflow in EXAMPLES
]
"""Workflows from the documents. Those that install the package are slow, so they are marked exhaustive."""


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A runner whose workspace holds the example, with this checkout's package instead of an installed one."""
    temporary, workspace = tmp_path / "temporary", tmp_path / "workspace"
    temporary.mkdir()
    (temporary / "nsatu-data").symlink_to(ROOT, target_is_directory=True)
    write_folder(workspace / "records")
    return Runner(workspace, temporary, python_here, skipped=("Install nsatu-data",))


def _use(runner: Runner, **given: str) -> Log:
    return runner.use({name.replace("_", "-"): value for name, value in given.items()})


Told = Callable[..., Log]


@pytest.fixture
def reported(runner: Runner, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Told:
    """The output of the command itself in the workspace."""
    monkeypatch.chdir(runner.workspace)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return lambda *arguments: Log(cli.main(["validate", *arguments]), *capsys.readouterr())


def _judged(schema: str, document: Path) -> tuple[int, str]:
    """The verdict of check-jsonschema with one of its built-in schemas."""
    judge = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(document)]
    run = subprocess.run(judge, capture_output=True, text=True, check=False)
    return run.returncode, run.stdout


VALID: Final = (0, "ok -- validation done\n")


@pytest.mark.exhaustive
def test_the_action_is_one_by_the_schema_of_actions(tmp_path: Path) -> None:
    assert _judged("github-actions", ROOT / "action.yml") == VALID
    shellless = re.sub(r"\n +shell: bash", "", (ROOT / "action.yml").read_text(encoding="utf-8"))
    (tmp_path / "action.yml").write_text(shellless, encoding="utf-8")
    assert _judged("github-actions", tmp_path / "action.yml")[0] == 1


def test_a_sound_dataset_passes(runner: Runner) -> None:
    assert _use(runner) == Log(0, SOUND, "")


def test_a_fault_is_annotated_and_fails_the_step(runner: Runner) -> None:
    write_folder(runner.workspace / "records", FAULTY)
    assert _use(runner) == Log(1, ANNOTATED, "")


@pytest.mark.exhaustive
def test_paths_are_read_a_line_at_a_time(runner: Runner) -> None:
    write_folder(runner.workspace / "records of another", FAULTY)
    whole = ANNOTATED.replace("records/", "records of another/").replace("11 records of 13", "23 records of 26")
    assert _use(runner, paths="records\n\nrecords of another\n") == Log(1, whole.replace("; 10 ", "; 21 "), "")
    assert _use(runner, paths=f"records/event\n{BUDGET}\n") == Log(0, SOUND, "")


@pytest.mark.exhaustive
def test_what_is_not_there_is_reported_and_is_no_pass(runner: Runner) -> None:
    wanted = Log(2, "", "nsatu-data: encoded: there is no such file or folder\n")
    assert _use(runner, paths="encoded", sarif_file="findings.sarif") == wanted
    assert not (runner.workspace / "findings.sarif").exists()


HOSTILE: Final = (
    "$(touch owned)",
    "`touch owned`",
    '"; touch owned; "',
    "'; touch owned; '",
    "& touch owned",
    "*",
    r"\x",
    " spaced ",
)


@pytest.mark.exhaustive
@pytest.mark.parametrize("text", HOSTILE)
def test_an_input_is_taken_as_it_is_and_never_run(text: str, runner: Runner, reported: Told) -> None:
    assert _use(runner, paths=text) == Log(2, "", f"nsatu-data: {text}: there is no such file or folder\n")
    refused = reported(f"--text={river_pact.SOURCE}={text}")
    assert refused.status == 2
    assert text in refused.stderr
    assert _use(runner, texts=f"{river_pact.SOURCE}={text}") == refused
    assert _use(runner, format=text).status == 2
    assert _use(runner, sarif_file=text) == Log(0, SOUND, "")
    assert {path.name for path in runner.workspace.iterdir()} == {"records", text}


@pytest.mark.exhaustive
@pytest.mark.parametrize("text", ["--help", "-h", "--format=json", "--"])
def test_a_path_is_never_an_option(text: str, runner: Runner) -> None:
    assert _use(runner, paths=text) == Log(2, "", f"nsatu-data: {text}: there is no such file or folder\n")


def test_no_script_holds_an_expression_and_every_input_is_used() -> None:
    reported = action()
    steps = reported["runs"]["steps"]
    assert [step for step in steps if "${{" in step.get("run", "")] == []
    given = [text for step in steps for text in (step.get("env", {}) | step.get("with", {})).values()]
    used = {found[1] for text in given if (found := re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", str(text)))}
    assert used == set(reported["inputs"])


def test_what_others_wrote_is_pinned_to_its_bytes() -> None:
    steps = [*action()["runs"]["steps"]]
    for workflow in WORKFLOWS.glob("*.yml"):
        steps += [step for job in yaml.safe_load(workflow.read_bytes())["jobs"].values() for step in job["steps"]]
    used = {step["uses"] for step in steps if "uses" in step} - {"./"}
    assert [name for name in used if not re.fullmatch("[a-z-]+/[a-z-]+@[0-9a-f]{40}", name)] == []
    assert used


def _plant(folder: Path) -> None:
    """Put modules into a folder that would leave a trace if they were imported."""
    for name in ("nsatu_data", "pip", "pydantic", "yaml", "json", "secrets", "sitecustomize"):
        (folder / f"{name}.py").write_text("open('imported', 'w').close()\n", encoding="utf-8")


@pytest.mark.exhaustive
@pytest.mark.parametrize("told_as", ["github", "text"])
def test_nothing_in_the_workspace_is_imported(told_as: str, runner: Runner) -> None:
    _plant(runner.workspace)
    assert _use(runner, format=told_as).status == 0
    assert not (runner.workspace / "imported").exists()


@pytest.mark.exhaustive
def test_evidence_is_verified_against_the_texts_given(runner: Runner) -> None:
    (runner.workspace / "river pact.txt").write_bytes(river_pact.TEXT.encode())
    wanted = VERIFIED
    assert _use(runner, texts=f"{river_pact.SOURCE}=river pact.txt\n") == Log(0, wanted, "")


@pytest.mark.exhaustive
@pytest.mark.parametrize("told_as", ["text", "json"])
def test_nothing_that_a_record_says_is_a_command_to_the_runner(told_as: str, runner: Runner, reported: Told) -> None:
    command = "##[add-mask]a ::add-mask::a"
    write_folder(runner.workspace / "records", changed("risk/strain-on-the-budget", "/certainty", command))
    plain = reported("--format", told_as)
    assert "##[" not in plain.stdout
    assert "\\u005badd-mask]a" in plain.stdout
    tokens = set()
    for _ in range(2):
        log = _use(runner, format=told_as)
        first, _, rest = log.stdout.partition("\n")
        token = first.removeprefix("::stop-commands::")
        assert re.fullmatch("[0-9a-f]{64}", token)
        assert replace(log, stdout=rest) == replace(plain, stdout=f"{plain.stdout}::{token}::\n")
        tokens.add(token)
    assert len(tokens) == 2


@pytest.mark.exhaustive
@pytest.mark.parametrize("records", [None, FAULTY], ids=["sound", "faulty"])
def test_the_findings_are_written_as_sarif_too(records: Any, runner: Runner, reported: Told) -> None:
    write_folder(runner.workspace / "records", records)
    assert _use(runner, sarif_file="findings.sarif") == (Log(0, SOUND) if records is None else Log(1, ANNOTATED))
    written = (runner.workspace / "findings.sarif").read_text(encoding="utf-8")
    log = reported("--format", "sarif")
    assert written == log.stdout
    assert len(json.loads(written)["runs"][0]["results"]) == log.status


LINKED: Final = (
    "nsatu-data: sarif-file is a link in the workspace, or is reached through one; "
    "remove the link, or name another file\n"
)


@pytest.mark.parametrize("absolute", ["", "absolute"])
@pytest.mark.parametrize(
    ("link", "target", "file"),
    [
        ("findings.sarif", "../outside/file", "findings.sarif"),
        ("findings.sarif", "../outside/none", "findings.sarif"),
        ("findings.sarif", "records/dataset.yaml", "findings.sarif"),
        ("out", "../outside", "out/findings.sarif"),
        ("out", "../outside", "out/../findings.sarif"),
        ("records/out", "../../outside/deep", "records/./out/a/findings.sarif"),
        ("out", ".", "out/findings.sarif"),
    ],
)
def test_a_link_in_the_workspace_is_not_written_through(
    link: str, target: str, file: str, absolute: str, runner: Runner
) -> None:
    tmp_path = runner.workspace.parent
    (tmp_path / "outside" / "deep" / "a").mkdir(parents=True)
    (tmp_path / "outside" / "file").write_bytes(b"secret")
    (runner.workspace / link).symlink_to(target)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    log = _use(runner, sarif_file=f"{runner.workspace}/{file}" if absolute else file)
    assert log == Log(2, "", LINKED)
    scripts = {runner.temporary / "script.sh"}
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path not in scripts}
    assert after == {path: data for path, data in before.items() if path not in scripts}


@pytest.mark.exhaustive
def test_links_that_no_contribution_holds_are_followed(runner: Runner, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "scratch").symlink_to("real")
    assert _use(runner, sarif_file=str(tmp_path / "scratch" / "findings.sarif")) == Log(0, SOUND)
    assert (tmp_path / "real" / "findings.sarif").exists()
    # The workspace itself may be reached through a link.
    (tmp_path / "by-link").symlink_to("workspace")
    linked = replace(runner, workspace=tmp_path / "by-link")
    assert _use(linked, sarif_file=str(tmp_path / "by-link" / "findings.sarif")) == Log(0, SOUND)
    assert (runner.workspace / "findings.sarif").exists()


@pytest.mark.exhaustive
def test_a_file_that_cannot_be_written_fails_the_step(runner: Runner) -> None:
    log = _use(runner, sarif_file="nowhere/findings.sarif")
    assert (log.status, log.stdout) == (1, SOUND)
    assert log.stderr.endswith(": nowhere/findings.sarif: No such file or directory\n")


@pytest.fixture
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return checkout_copies.wheels(tmp_path_factory)


@pytest.fixture
def installing(runner: Runner, wheels: Path, tmp_path: Path) -> Runner:
    """A runner that installs the package, from a copy of the checkout and from the locked wheels."""
    (runner.temporary / "nsatu-data").unlink()
    checkout = checkout_copies.copy(tmp_path / "action")
    return replace(runner, environment=checkout_copies.installing(wheels), checkout=checkout, skipped=())


@pytest.mark.exhaustive
def test_the_action_installs_itself_and_judges(installing: Runner) -> None:
    _plant(installing.workspace)
    assert installing.use() == Log(0, SOUND, "")
    write_folder(installing.workspace / "records", FAULTY)
    assert installing.use() == Log(1, ANNOTATED, "")
    assert not (installing.workspace / "imported").exists()
    found = {folder.name for folder in (installing.temporary / "nsatu-data").glob("*.dist-info")}
    assert found == {f"nsatu_data-{nsatu_data.load().manifest.version}.dist-info", *_locked()}


def _locked() -> set[str]:
    """The metadata folders of the packages that the lock has for the package and its build on this system."""
    lines = "".join(requirements_lock.selected([requirements_lock.PACKAGE])).splitlines()
    pinned = [Requirement(line.removesuffix(" \\")) for line in lines if not line.startswith(" ")]
    here = [one for one in pinned if one.marker is None or one.marker.evaluate()]
    return {f"{one.name.replace('-', '_')}-{one.specifier}.dist-info".replace("==", "") for one in here}


@pytest.mark.exhaustive
def test_the_action_installs_no_package_whose_bytes_the_lock_does_not_have(installing: Runner) -> None:
    lock = installing.checkout / "requirements.lock"
    text = lock.read_text(encoding="utf-8")
    _, mark, wcwidth = text.partition("\nwcwidth==")
    lock.write_text(text.replace(mark + wcwidth, mark + re.sub("sha256:.{8}", "sha256:00000000", wcwidth)), "utf-8")
    log = installing.use()
    assert (log.status, log.stdout) == (1, "")
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" in log.stderr
    assert not (installing.temporary / "nsatu-data").exists()


@pytest.mark.exhaustive
@pytest.mark.parametrize("workflow", EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_is_a_workflow(workflow: str, tmp_path: Path) -> None:
    (tmp_path / "workflow.yml").write_text(workflow, encoding="utf-8")
    assert _judged("github-workflows", tmp_path / "workflow.yml") == VALID


@pytest.mark.exhaustive
def test_a_workflow_that_is_none_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "workflow.yml").write_text(EXAMPLES[0].replace("runs-on:", "run-on:"), encoding="utf-8")
    assert _judged("github-workflows", tmp_path / "workflow.yml")[0] == 1


@pytest.mark.parametrize("workflow", TRIED, ids=range(len(TRIED)))
def test_an_example_passes_what_is_sound_and_refuses_what_is_not(
    workflow: str, runner: Runner, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    asked = _Others(runner.workspace)
    environment = {}
    (runner.workspace / "nsatu_data").symlink_to(ROOT, target_is_directory=True)
    if "pip install" in workflow:
        environment = _published(request.getfixturevalue("wheels"), tmp_path)
        (wheel,) = (tmp_path / "published").iterdir()
        if "pip install ./" in workflow:
            shutil.move(wheel, runner.workspace)
    trying = replace(runner, other=asked, environment=environment)
    (job,) = yaml.safe_load(workflow)["jobs"].values()
    assert job["runs-on"] == "ubuntu-latest"
    log = trying.run(job["steps"])
    assert (log.status, log.stdout.splitlines()[-1:], log.stderr) == (0, SOUND.splitlines(), "")
    write_folder(runner.workspace / "records", FAULTY)
    log = trying.run(job["steps"])
    assert (log.status, log.stdout.splitlines()[-2:], log.stderr) == (1, ANNOTATED.splitlines(), "")
    assert asked.uploaded == ([0, 1] if "upload-sarif" in workflow else [])


class _Others:
    """Stands in for other repositories' actions, and keeps the number of findings uploaded as SARIF."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.uploaded: list[int] = []

    def __call__(self, uses: str, given: Mapping[str, str]) -> Mapping[str, str]:
        if uses.startswith("github/codeql-action/upload-sarif@"):
            file = self.workspace / given["sarif_file"]
            self.uploaded.append(len(json.loads(file.read_bytes())["runs"][0]["results"]))
        return python_here(uses, given)


def _published(wheels: Path, folder: Path) -> dict[str, str]:
    """The environment of an empty Python whose pip finds this package as if it were published."""
    environment = checkout_copies.installing(wheels)
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder / "published")]
    build.append(str(checkout_copies.copy(folder / "checkout")))
    subprocess.run(build, env={**os.environ, **environment}, check=True)
    venv.create(folder / "python", with_pip=True)
    return environment | {
        "PATH": f"{folder / 'python' / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PIP_FIND_LINKS": f"{wheels} {folder / 'published'}",
    }


def test_the_examples_name_this_version() -> None:
    named = re.findall(r"(?:/nsatu_data@v|rev: v|nsatu-data==|nsatu_data-)([0-9.]+[0-9])", "".join(_examples()))
    assert named
    assert set(named) == {nsatu_data.load().manifest.version}


def test_every_example_in_yaml_is_tried() -> None:
    tried = [block for block in _examples() if "uses:" in block or block.startswith("repos:\n")]
    assert _examples() == tried


@pytest.mark.exhaustive
@pytest.mark.skipif(not WORKFLOWS.is_dir(), reason="a source distribution has no workflows")
def test_a_workflow_of_this_repository_is_one() -> None:
    found = sorted(WORKFLOWS.iterdir())
    assert [workflow.name for workflow in found] == ["ci.yml", "lock.yml", "release.yml", "versions.yml"]
    assert [_judged("github-workflows", workflow) for workflow in found] == [VALID] * len(found)


@pytest.mark.skipif(not WORKFLOWS.is_dir(), reason="a source distribution has no workflows")
def test_the_workflow_of_each_change_runs_what_there_is() -> None:
    jobs = yaml.safe_load((WORKFLOWS / "ci.yml").read_bytes())["jobs"].values()
    assert [step["run"] for job in jobs for step in job["steps"] if "run" in step] == [".ci/run"]
    assert shutil.which(ROOT / ".ci" / "run") is not None
    assert [step for job in jobs for step in job["steps"] if step.get("uses") == "./"] == [{"uses": "./"}]


@pytest.mark.skipif(not WORKFLOWS.is_dir(), reason="a source distribution has no workflows")
def test_the_scheduled_workflow_runs_every_python_and_targets_that_there_are() -> None:
    workflow = yaml.safe_load((WORKFLOWS / "versions.yml").read_bytes())
    # PyYAML reads the key `on` as true.
    assert "schedule" in workflow[True]
    (job,) = workflow["jobs"].values()
    assert [step["run"] for step in job["steps"] if "run" in step] == ['make "$TARGET"']
    matrix = job["strategy"]["matrix"]
    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]
    targets = {*matrix["target"], *(one["target"] for one in matrix["include"])}
    assert targets == {"test", "test-newest", "test-oldest"}
    made = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert targets <= set(made)


class Pull(NamedTuple):
    """A pull request: its runner, and the file of the job's summary."""

    runner: Runner
    summary: Path

    def use(self, **given: str) -> tuple[Log, str]:
        log = _use(self.runner, **given)
        return log, self.summary.read_text(encoding="utf-8") if self.summary.exists() else ""


@pytest.fixture
def pull(runner: Runner, tmp_path: Path) -> Pull:
    """A pull request that changes a record, checked out as GitHub does: a merge of the branch into the main branch."""

    def git(*arguments: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        command = ["git", *who, *arguments]
        subprocess.run(command, cwd=runner.workspace, env=environment, capture_output=True, check=True)

    git("init", "--quiet", "--initial-branch=main")
    git("add", ".")
    git("commit", "--quiet", "--message=main")
    git("tag", "v1.0.0")
    git("checkout", "--quiet", "-b", "branch")
    write_folder(runner.workspace / "records", changed("risk/strain-on-the-budget", "/statement", "@octocat <b> | `x`"))
    git("commit", "--quiet", "--all", "--message=branch")
    git("checkout", "--quiet", "main")
    git("merge", "--quiet", "--no-ff", "--message=merge", "branch")
    summary = tmp_path / "summary.md"
    environment = {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_STEP_SUMMARY": str(summary)}
    return Pull(replace(runner, environment=environment), summary)


SUMMARY: Final = """\
## What changed from `HEAD^1:./records` to `records`

**Patch change.** The version is still 1.0.0; if that was released, the next one has to be at least 1.0.1.

| level | changes | number |
|---|---|---:|
| patch | texts reworded | 1 |

Records: 0 added, 0 removed, 1 changed, 11 unchanged.

### Changed

- **Strain on Arda's budget** `risk/strain-on-the-budget`
  - `statement`
    - before: Membership could put Arda's budget under strain.
    - after: `` @octocat <b> | `x` ``

"""


def test_the_summary_of_a_pull_request_says_what_changed(pull: Pull) -> None:
    assert pull.use() == (Log(0, SOUND, ""), SUMMARY)


@pytest.mark.exhaustive
def test_other_events_have_no_summary_unless_a_revision_is_given(pull: Pull) -> None:
    pushed = pull._replace(
        runner=replace(pull.runner, environment={**pull.runner.environment, "GITHUB_EVENT_NAME": "push"})
    )
    assert pushed.use() == (Log(0, SOUND, ""), "")
    log, summary = pushed.use(compare_with="v1.0.0")
    assert (log, summary) == (Log(0, SOUND, ""), SUMMARY.replace("HEAD^1:", "v1.0.0:"))


@pytest.mark.exhaustive
def test_what_cannot_be_compared_is_named_in_the_log_and_fails_nothing(pull: Pull) -> None:
    message = "nsatu-data: nothing:./records: there is no revision nothing\n"
    assert pull.use(compare_with="nothing") == (Log(0, SOUND, message), "")
    shutil.rmtree(pull.runner.workspace / ".git")
    message = (
        "nsatu-data: HEAD^1:./records: there is no such file, and no git repository here to read a revision from\n"
    )
    assert pull.use() == (Log(0, SOUND, message), "")


@pytest.mark.exhaustive
def test_a_dataset_with_errors_fails_before_it_is_compared(pull: Pull) -> None:
    write_folder(pull.runner.workspace / "records", FAULTY)
    assert pull.use() == (Log(1, ANNOTATED, ""), "")


@pytest.mark.exhaustive
def test_a_part_of_a_dataset_is_not_compared_and_a_bundle_is(pull: Pull) -> None:
    assert pull.use(paths=f"records/event\n{BUDGET}\n")[1] == ""
    workspace = pull.runner.workspace
    shutil.copyfile(ROOT / "tests/cases/valid/river-pact.json", workspace / "river.json")
    log, summary = pull.use(paths="river.json", compare_with="v1.0.0")
    assert log.stderr == "nsatu-data: v1.0.0:./river.json: the revision v1.0.0 has no ./river.json\n"
    assert summary == ""


@pytest.mark.exhaustive
def test_a_version_that_says_less_than_the_changes_since_the_release_fails(pull: Pull) -> None:
    log, _ = pull.use(released="v1.0.0")
    assert log.status == 1
    assert log.stdout.endswith(
        "patch  texts reworded: 1\n\n"
        "Patch change: the version is still 1.0.0; if that was released, the next one has to be at least\n1.0.1\n"
    )
    manifest = pull.runner.workspace / "records" / "dataset.yaml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("1.0.0", "1.0.1"), encoding="utf-8")
    assert pull.use(released="v1.0.0")[0] == Log(0, SOUND, "")
    assert pull.use(released="v9")[0] == Log(2, SOUND, "nsatu-data: v9:./records: there is no revision v9\n")


@pytest.mark.exhaustive
@pytest.mark.parametrize("text", [*HOSTILE[::2], "--help", "--upload-pack=touch owned"])
def test_a_revision_is_taken_as_it_is_and_never_run(text: str, pull: Pull) -> None:
    log, summary = pull.use(compare_with=text)
    assert (log.status, log.stdout, summary) == (0, SOUND, "")
    assert log.stderr.startswith(f"nsatu-data: {text}:./records: ")
    assert log.stderr.count("\n") == 1
    assert {path.name for path in pull.runner.workspace.iterdir()} == {"records", ".git"}


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (HOSTILE[0], f"there is no revision {HOSTILE[0]}"),
        ("--help", "name a revision of git before the colon, as in HEAD~1:records"),
        ("--upload-pack=touch owned", "name a revision of git before the colon, as in HEAD~1:records"),
    ],
)
def test_a_release_is_taken_as_it_is_and_never_run(text: str, reason: str, pull: Pull) -> None:
    log, _ = pull.use(released=text)
    assert log == Log(2, SOUND, f"nsatu-data: {text}:./records: {reason}\n")
    assert {path.name for path in pull.runner.workspace.iterdir()} == {"records", ".git"}


@pytest.mark.exhaustive
def test_files_of_a_contribution_cannot_pass_for_a_revision(pull: Pull) -> None:
    for revision in ("HEAD^1", "v1.0.0", "v9"):
        shutil.copytree(pull.runner.workspace / "records", pull.runner.workspace / f"{revision}:." / "records")
    log, summary = pull.use(released="v1.0.0")
    message = "nsatu-data: {}:./records: the checkout has a file of this name, so no revision is read\n"
    assert (log, summary) == (Log(2, SOUND, message.format("HEAD^1") + message.format("v1.0.0")), "")
    assert pull.use(released="v9")[0].status == 2
