"""Following a help fixes its finding: each edit is taken from the help itself, and tried on every case."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from nsatu_data import manuals
from nsatu_data.diagnostics import CannotRun, Diagnostic
from tests.support import case_files
from tests.support.case_files import Case
from tests.support.help_edits import WAYS, Site

NOT_APPLIED: Final[dict[str, str]] = {
    "what to say, to leave out or to point at instead is known to the author alone": """
        agent-reacts copied-words line-too-long missing-field missing-manifest motive-of-bystander not-a-mapping
        too-deep too-long""",
    "the words to cite are the author's choice, and most cases give no text to cite them from": """
        conflicting-digest evidence-cuts-word evidence-outside-sentence text-mismatch""",
    "what is missing stands nowhere: the value of an alias, or the key that the items of a list belong to": """
        alias merge-key mixed-collection""",
    "the way leads outside the dataset: other arguments, another run, permissions, or many files": """
        changed-file empty-text file-too-large too-many-faults too-many-records unreadable-file""",
    "no help": "disordered-sentences empty-span sentence-outside-text",
}
"""The codes whose help is not tried, by the reason."""
WORDINGS_NOT_APPLIED: Final[dict[str, str]] = {
    "the fields are .*": "only the author knows which field was meant, or where the value belongs",
    "move it to `text`, where it is missing": "the field holds a mapping there, which the value may not fit into",
    "write an id as `kind/slug`; .*": "the help says the grammar of ids, as no id resembles what is written",
    "write a (?:list|value): .*|write a mapping": "only the author knows what the field holds",
    "write a comma; or .*": "the finding stands where the mapping begins, and the comma is missing further on",
    "cite them again with more words": "which words are enough is the author's choice",
    "put each dataset in a folder of its own": "only the author knows which dataset the file belongs to",
    "see RFC 8259": "the file is not JSON at all",
    "install a newer version of the package": "there is none yet",
}
"""Helps that are not tried although other helps of their code are, with the reason."""


def _count(found: tuple[Diagnostic, ...], wanted: Diagnostic) -> int:
    """The number of findings with the same content about the same file and value."""
    return sum(one._replace(span=None, excerpt=None) == wanted._replace(span=None, excerpt=None) for one in found)


def _is_gone(finding: Diagnostic, before: tuple[Diagnostic, ...], after: tuple[Diagnostic, ...]) -> bool:
    """Whether there is one such finding fewer, and no new one of the kind in another file."""
    codes = [Counter(one.code for one in found) for found in (before, after)]
    return _count(after, finding) < _count(before, finding) and (codes[1][finding.code] < codes[0][finding.code])


def _tried(case: Case, root: Path) -> Iterator[tuple[Diagnostic, str, bool | None]]:
    """Each finding of the case with each proposal of its help, and whether the finding is gone after the edit.

    The last item is None if the edit changes nothing. At most ten findings of a case are tried; these show all that the
    case is about.
    """
    texts = _texts(case)
    found = case.outcome().diagnostics
    for finding in found[:10]:
        for wording, apply in WAYS:
            match = re.fullmatch(wording, finding.help or "")
            if match is None:
                continue
            trial = root.with_name(f"{root.name}-trial")
            shutil.copytree(root, trial, symlinks=True)
            with pytest.MonkeyPatch.context() as patch:
                patch.chdir(trial)
                apply(Site(finding, texts), match)
                is_changed = _files(trial) != _files(root)
                try:
                    left = case.outcome().diagnostics
                except CannotRun:
                    left = ()
            shutil.rmtree(trial)
            yield finding, wording, _is_gone(finding, found, left) if is_changed else None


def _texts(case: Case) -> dict[str, Path]:
    return {source: Path(".texts") / path.name for source, path in case.text_files().items()}


def _files(root: Path) -> dict[str, bytes | str]:
    return {
        path.relative_to(root).as_posix(): path.readlink().as_posix() if path.is_symlink() else path.read_bytes()
        for path in root.rglob("*")
        if path.is_symlink() or path.is_file()
    }


CASES: Final = [
    case
    for case in case_files.invalid()
    # If there are too many faults, a fault that was left out takes the place of the fixed one.
    if not (case.unreadable or case.vanishing or case.padded or case.code == "too-many-faults")
]


@pytest.mark.exhaustive
def test_following_a_help_fixes_its_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failed, applied, ways, helps = [], set(), set(), set()
    for number, case in enumerate(CASES):
        root = tmp_path / str(number)
        root.mkdir()
        case.compose(root)
        monkeypatch.chdir(root)
        helps |= {(one.code, one.help) for one in case.outcome().diagnostics if one.help is not None}
        for finding, way, gone in _tried(case, root):
            if gone is None:
                continue
            applied.add(finding.code)
            ways.add(way)
            if not gone:
                failed.append((case.name, finding.code, finding.help))
    assert failed == []
    # Each wording must occur in a case; otherwise its help no longer exists.
    assert ways == {wording for wording, _ in WAYS}
    listed = [code for codes in NOT_APPLIED.values() for code in codes.split()]
    assert len(listed) == len(set(listed))
    # Each code must either be listed with a reason, or have its help tried.
    assert set(listed) == set(manuals.codes()) - applied
    left = [help for code, help in helps if code in applied and not any(re.fullmatch(way, help) for way in ways)]
    assert [help for help in left if not any(re.fullmatch(wording, help) for wording in WORDINGS_NOT_APPLIED)] == []
    assert [one for one in WORDINGS_NOT_APPLIED if not any(re.fullmatch(one, help) for help in left)] == []
