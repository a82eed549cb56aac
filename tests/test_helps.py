"""What a help says to write mends the finding: the edit is taken from the help itself, and tried on every case."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from nsatu_data import manuals
from nsatu_data.diagnostics import Diagnostic
from nsatu_data.validation.check_dataset import check
from tests import casebook
from tests.casebook import Case

WRITTEN: Final = (
    re.compile(r"did you mean `?(?P<word>[a-z0-9/-]+)`?\?"),
    re.compile(r"write one of (?P<word>[a-z0-9-]+)(?:, .*)?"),
    re.compile(r"write (?P<word>[a-z0-9/-]+), point at other words, or .*"),
    re.compile(r"write (?P<word>[a-z0-9/-]+), or move .*"),
    re.compile(r"write (?P<word>actual|certain|null)(?: or .*)?"),
    re.compile(r'write (?P<word>"(?:[^"\\]|\\.)*")(?:; or .*| if it is text.*)?'),
    re.compile(r"write a number of at (?:least|most) (?P<word>[0-9]+)"),
)
"""Helps that name what to write in the place of what is marked."""
LINE: Final = re.compile(r"remove the line|.*; or remove the key|.*, or leave the field out")
"""Helps that offer to remove the line that is marked."""
QUOTED: Final = re.compile(r'put it in (?:quotes if it is text.*|"double quotes")|write "double quotes"')
"""Helps that offer to quote what is marked."""
NOT_APPLIED: Final[dict[str, str]] = {
    # Only its author knows what the record is to say.
    "a choice of words, of a record, or of evidence": """
        agent-reacts cameo-against-type conflicting-digest copied-words cyclic-reference digest-mismatch duplicate-id
        duplicate-key evidence-cuts-word evidence-outside-sentence line-too-long main-event malformed-key
        malformed-value missing-field missing-value motive-of-bystander no-such-day redundant-mention
        repeated-evidence repeated-item retired-id stale-evidence too-long uncited-sentence unused-entity
        voice-not-cited""",
    "an edit that the help describes, without its words": """
        alias anchor bad-indentation colon-spacing dash-spacing disordered-bundle explicit-key final-newline
        flow-mapping folded-block forbidden-character malformed-block malformed-list merge-key mixed-collection
        needless-exception not-a-mapping not-json not-nfc not-utf-8 offsets-mismatch seat-of-no-body tag
        text-after-quote text-without-key too-deep trailing-space unclosed-quote unknown-escape untidy-text""",
    "an act on files, texts or permissions, or another run": """
        changed-file empty-file empty-text file-too-large leftover-file misplaced-file missing-manifest no-record
        not-a-file schema-version text-mismatch too-many-faults too-many-records unreadable-file""",
    "no help": "disordered-sentences empty-span sentence-outside-text",
}
"""The codes of which no help is applied, by the reason."""


def _edits(finding: Diagnostic, text: str) -> Iterator[str]:
    """The texts of the file after each way that the help offers."""
    if finding.span is None or finding.help is None or finding.span.line != finding.span.end_line:
        return
    lines = text.split("\n")
    line = lines[finding.span.line - 1]
    for pattern in WRITTEN:
        if found := pattern.fullmatch(finding.help):
            edited = f"{line[: finding.span.column - 1]}{found['word']}{line[finding.span.end_column - 1 :]}"
            yield "\n".join([*lines[: finding.span.line - 1], edited, *lines[finding.span.line :]])
    if QUOTED.fullmatch(finding.help):
        marked = line[finding.span.column - 1 : finding.span.end_column - 1]
        words = marked[1:-1].replace("''", "'") if marked.startswith("'") else marked
        edited = f"{line[: finding.span.column - 1]}{json.dumps(words)}{line[finding.span.end_column - 1 :]}"
        yield "\n".join([*lines[: finding.span.line - 1], edited, *lines[finding.span.line :]])
    if LINE.fullmatch(finding.help):
        yield "\n".join([*lines[: finding.span.line - 1], *lines[finding.span.line :]])


def _count(found: tuple[Diagnostic, ...], wanted: Diagnostic) -> int:
    """The number of findings that say the same of the same file and value."""
    return sum(one._replace(span=None, excerpt=None) == wanted._replace(span=None, excerpt=None) for one in found)


def _tried(case: Case, root: Path) -> Iterator[tuple[Diagnostic, bool]]:
    """Each finding of the case with whether it is gone, after each way of its help; at most ten a case."""
    texts = {source: Path(".texts") / path.name for source, path in case.text_files().items()}
    found = check(case.path, texts=texts).diagnostics
    for finding in found[:10]:
        file = root / finding.file
        if not file.is_file() or file.suffix != ".yaml":
            continue
        before = file.read_bytes()
        for edited in _edits(finding, before.decode("utf-8", "replace")):
            file.write_bytes(edited.encode())
            left = check(case.path, texts=texts).diagnostics
            # Another value of the same file may have the same finding, elsewhere.
            yield finding, _count(left, finding) < _count(found, finding)
            file.write_bytes(before)


CASES: Final = [case for case in casebook.invalid() if not (case.unreadable or case.vanishing or case.padded)]


def test_what_a_help_says_to_write_or_remove_mends_its_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failed, applied = [], set()
    for number, case in enumerate(CASES):
        root = tmp_path / str(number)
        root.mkdir()
        case.compose(root)
        monkeypatch.chdir(root)
        for finding, gone in _tried(case, root):
            applied.add(finding.code)
            if not gone:
                failed.append((case.name, finding.code, finding.help))
    assert failed == []
    listed = [code for codes in NOT_APPLIED.values() for code in codes.split()]
    assert len(listed) == len(set(listed))
    # A code that is listed though its help is applied is stale; one that is neither is to be listed, with why.
    assert set(listed) == set(manuals.codes()) - applied
