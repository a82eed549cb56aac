"""A dataset is read from a revision of git as it was committed, and the argument never becomes an option of git."""

import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from nsatu_data import load
from nsatu_data.diagnostics import CannotRun
from nsatu_data.storage import git_revisions, read_files
from tests.support.example_datasets import write_folder

Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Runs git in the working directory, a repository in which the example is committed."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    repository = tmp_path / "repository"
    repository.mkdir()
    monkeypatch.chdir(repository)

    def run(*arguments: str) -> str:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        return subprocess.run(["git", *who, *arguments], capture_output=True, text=True, check=True).stdout

    run("init", "--quiet", "--initial-branch=main")
    write_folder(Path("records"))
    run("add", ".")
    run("commit", "--quiet", "--message=first")
    return run


def _message(argument: str) -> str:
    with pytest.raises(CannotRun) as raised, git_revisions.copied(argument):
        pass
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_a_folder_of_a_revision_is_copied_and_removed(git: Git) -> None:
    committed = load("records")
    Path("records", "dataset.yaml").unlink()
    git("commit", "--quiet", "--all", "--message=second")
    with git_revisions.copied("HEAD~1:records") as folder:
        assert load(folder) == committed
    assert not folder.exists()
    assert not Path("records", "dataset.yaml").exists()


def test_a_file_of_a_revision_keeps_its_name(git: Git) -> None:
    Path("folder").mkdir()
    Path("folder", "nsatu.json").write_bytes(b"{}\r\n")
    git("add", ".")
    git("commit", "--quiet", "--message=second")
    with git_revisions.copied("HEAD:folder/nsatu.json") as file:
        assert (file.name, file.read_bytes()) == ("nsatu.json", b"{}\r\n")
    os.chdir("folder")
    with git_revisions.copied("HEAD:./nsatu.json") as file:
        assert file.read_bytes() == b"{}\r\n"


def test_the_whole_tree_of_a_revision_is_a_folder(git: Git) -> None:
    with git_revisions.copied("main:") as folder:
        assert [file.name for file in folder.iterdir()] == ["records"]
    assert git("status", "--porcelain") == ""


def test_the_bytes_are_those_that_were_committed_whatever_attributes_say(git: Git) -> None:
    Path(".gitattributes").write_text("*.yaml eol=crlf export-ignore ident filter=shout\n", encoding="ascii")
    git("config", "filter.shout.smudge", "tr a-z A-Z")
    git("add", ".")
    git("commit", "--quiet", "--message=attributes")
    with git_revisions.copied("HEAD:records") as folder:
        assert load(folder) == load("records")


def test_a_note_or_a_hidden_file_is_not_copied(git: Git) -> None:
    Path("records", "README.md").write_text("A note.\n", encoding="ascii")
    Path("records", "actor", ".hidden.yaml").write_text("a: b\n", encoding="ascii")
    git("add", ".")
    git("commit", "--quiet", "--message=notes")
    with git_revisions.copied("HEAD:records") as folder:
        assert {file.name for file in folder.rglob("*.md")} == set()
        assert not (folder / "actor" / ".hidden.yaml").exists()


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("HEAD~7:records", "there is no revision HEAD~7"),
        ("no-such-branch:records", "there is no revision no-such-branch"),
        ("HEAD:nothing", "the revision HEAD has no nothing"),
        (":records", "name a revision of git before the colon, as in HEAD~1:records"),
        ("--upload-pack=touch x:records", "name a revision of git before the colon, as in HEAD~1:records"),
        ("-p:records", "name a revision of git before the colon, as in HEAD~1:records"),
        ("HEAD\nmain:records", "there is no revision HEAD\\nmain"),
        ("main..HEAD:records", "there is no revision main..HEAD"),
        ("^HEAD:records", "name a revision of git before the colon, as in HEAD~1:records"),
    ],
)
@pytest.mark.usefixtures("git")
def test_a_revision_or_a_path_that_does_not_exist_is_one_clear_line(argument: str, message: str) -> None:
    shown = argument.replace("\n", "\\n")
    assert _message(argument) == f"{shown}: {message}"


def test_no_argument_reaches_git_as_an_option(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []
    run = subprocess.run

    def noted(command: list[str], **given: object) -> object:
        commands.append(command)
        return run(command, **given)  # type: ignore[call-overload]

    with monkeypatch.context() as patch:
        patch.setattr(subprocess, "run", noted)
        with git_revisions.copied("main:records"):
            pass
    found = git("rev-parse", "main:records").strip()
    assert commands == [
        ["git", "--no-replace-objects", "rev-parse", "--verify", "--end-of-options", "main:records"],
        ["git", "--no-replace-objects", "cat-file", "-t", found],
        ["git", "--no-replace-objects", "ls-tree", "-r", "-z", "-l", "--full-tree", found],
        ["git", "--no-replace-objects", "cat-file", "--batch"],
    ]


def test_without_a_repository_the_message_says_so(git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert git("status", "--porcelain") == ""
    monkeypatch.chdir(tmp_path)
    assert _message("HEAD:records") == (
        "HEAD:records: there is no such file, and no git repository here to read a revision from"
    )


def test_without_git_the_message_says_so(git: Git, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert git("status", "--porcelain") == ""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert _message("HEAD:records") == "git is not installed"


def test_a_shallow_clone_is_named_as_the_reason(git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git("commit", "--quiet", "--allow-empty", "--message=second")
    git("clone", "--quiet", "--depth=1", f"file://{Path.cwd()}", str(tmp_path / "shallow"))
    monkeypatch.chdir(tmp_path / "shallow")
    assert _message("HEAD~1:records") == (
        "HEAD~1:records: there is no revision HEAD~1 in this shallow clone; fetch more of its history"
    )


def test_a_link_in_a_revision_is_refused_and_not_followed(git: Git, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("secret\n", encoding="ascii")
    Path("records", "actor", "link.yaml").symlink_to(tmp_path / "secret.yaml")
    git("add", ".")
    git("commit", "--quiet", "--message=link")
    assert _message("HEAD:records") == "HEAD:records: actor/link.yaml is a link or a submodule, and not a file"


@pytest.mark.parametrize("name", ["..", ".git", "."])
def test_a_name_that_leads_out_of_the_folder_is_refused(name: str, git: Git, tmp_path: Path) -> None:
    # git refuses to make such trees, so the object is written as it is.
    blob = git("rev-parse", "HEAD:records/dataset.yaml").strip()
    inner = b"100644 outside.yaml\0" + bytes.fromhex(blob)
    tree = _written(_written(inner), name)
    assert f"{name}/outside.yaml cannot be the name of a file" in _message(f"{tree}:")
    assert not list(tmp_path.rglob("outside.yaml"))


def _written(content: bytes | str, name: str | None = None) -> str:
    """Write a tree object without git's checks: one with this content, or with another tree under a name."""
    data = content if isinstance(content, bytes) else f"40000 {name}\0".encode() + bytes.fromhex(content)
    command = ["git", "hash-object", "-t", "tree", "-w", "--stdin", "--literally"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode().strip()


def test_a_file_that_is_too_large_is_not_read(git: Git) -> None:
    Path("records", "actor", "large.yaml").write_bytes(b"#" * (read_files.FILE_LIMIT + 1))
    git("add", ".")
    git("commit", "--quiet", "--message=large")
    assert _message("HEAD:records") == f"HEAD:records: actor/large.yaml has more than {read_files.FILE_LIMIT} bytes"


def test_a_replacement_of_an_object_does_not_count(git: Git) -> None:
    old = git("rev-parse", "HEAD:records/dataset.yaml").strip()
    Path("other.yaml").write_text("other: 1\n", encoding="ascii")
    git("replace", old, git("hash-object", "-w", "other.yaml").strip())
    with git_revisions.copied("HEAD:records") as folder:
        assert (folder / "dataset.yaml").read_bytes() == Path("records", "dataset.yaml").read_bytes()


def test_a_file_whose_name_has_a_colon_is_no_revision(git: Git) -> None:
    Path("a:records").mkdir()
    assert not git_revisions.is_revision("a:records")
    assert git_revisions.is_revision("HEAD:records")
    assert not git_revisions.is_revision("records")
    assert git("status", "--porcelain") == ""


def test_the_copy_is_private(git: Git) -> None:
    with git_revisions.copied("HEAD:records") as folder:
        assert stat.S_IMODE(folder.parent.stat().st_mode) == stat.S_IRWXU
    assert git("status", "--porcelain") == ""


def test_a_file_cannot_pass_for_a_revision(git: Git) -> None:
    Path("HEAD:.").mkdir()
    Path("HEAD:.", "records").mkdir()
    with pytest.raises(CannotRun) as refused:
        git_revisions.is_revision("HEAD:./records")
    assert str(refused.value) == (
        "HEAD:./records: this names a file and the revision HEAD; write ./HEAD:./records for the file"
    )
    assert not git_revisions.is_revision("./HEAD:./records")
    assert git("rev-parse", "HEAD")


def test_nothing_is_fetched_that_a_partial_clone_lacks(
    git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("config", "uploadpack.allowFilter", "true")
    here = Path.cwd().as_uri()
    git("clone", "--quiet", "--no-checkout", "--filter=blob:none", here, str(tmp_path / "partial"))
    monkeypatch.chdir(tmp_path / "partial")
    assert _message("HEAD:records").startswith("HEAD:records: ")
