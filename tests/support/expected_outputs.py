"""Every file of expected output, and the command that writes them all anew.

`make expected` runs `python -m tests.support.expected_outputs`. It writes what the code prints, right or wrong, so that
every test passes afterwards. Review the difference in version control.
"""

import contextlib
import doctest
import io
import os
import re
import tempfile
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any, Final

import pytest

from nsatu_data import cli, load, manuals
from nsatu_data.authoring.format_files import formatted
from nsatu_data.export import to_json
from nsatu_data.manuals import Manual
from nsatu_data.report import Context, as_github, as_sarif, as_text, one_record
from tests.support import (
    case_files,
    changed_example,
    conformance_kit,
    cue_measurements,
    guide_walkthrough,
    npm_package_files,
    npm_packages,
    npm_readme,
    public_surface,
    river_pact,
    yaml_test_suite,
)
from tests.support.case_files import Case, expected_name
from tests.support.code_blocks import blocks_of
from tests.support.example_datasets import Values, by_id, dataset, with_fields, write_folder
from tests.support.finding_samples import COUNTED, EVERY_FORM
from tests.support.folders import CASES, EXPECTED, ROOT

README: Final = ROOT / "README.md"
PYTHON_PAGE: Final = ROOT / "docs" / "python.md"
BUDGET: Final = "risk/strain-on-the-budget"
_TEXT: Final = f"{river_pact.SOURCE}=text.txt"

COMMANDS: Final[dict[str, tuple[str, ...]]] = {
    "list.txt": ("list",),
    "list.json": ("list", "--format", "json"),
    "list.csv": ("list", "--format", "csv"),
    "list-risk.txt": ("list", "risk"),
    "explain-certain.txt": ("explain", "certain"),
    "explain-certainty.txt": ("explain", "certainty"),
    "explain-risk.txt": ("explain", "risk"),
    "search.txt": ("search", "budget"),
    "search.json": ("search", "budget", "--format", "json"),
    "search.csv": ("search", "budget", "--format", "csv"),
    "coverage.txt": ("coverage",),
    "coverage-records.txt": ("coverage", "--records"),
    "coverage-sentence.txt": ("coverage", "--sentence", "4", "--text", _TEXT),
    "coverage-sentence.json": ("coverage", "--sentence", "3", "--sentence", "1", "--format", "json"),
    "coverage-sentence.csv": ("coverage", "--sentence", "4", "--gaps", "--format", "csv"),
    "coverage.csv": ("coverage", "--format", "csv"),
    "coverage.json": ("coverage", "--format", "json"),
    "coverage-text.txt": ("coverage", "--text", _TEXT),
    "coverage-text.json": ("coverage", "--text", _TEXT, "--format", "json"),
    "gaps.txt": ("coverage", "--gaps"),
    "gaps.json": ("coverage", "--gaps", "--format", "json"),
    "gaps.csv": ("coverage", "--gaps", "--format", "csv"),
    "gaps-text.csv": ("coverage", "--gaps", "--text", _TEXT, "--format", "csv"),
    "coverage-text.csv": ("coverage", "--text", _TEXT, "--format", "csv"),
    "bundle.json": ("export", "json"),
    "bundle-text.json": ("export", "json", "--text", _TEXT),
    "validate.json": ("validate", "--format", "json"),
    "validate-text.json": ("validate", "--format", "json", "--text", _TEXT),
}
"""What the command prints where the example lies in `records` and its text in `text.txt`, by the file that holds it."""
CHANGED: Final[dict[str, tuple[str, ...]]] = {
    f"{name}.{suffix}": ("diff", *versions, "--format", form)
    for name, versions in (("diff", ("records", "new")), ("diff-schema", ("old.schema.json", "new.schema.json")))
    for form, suffix in (("text", "txt"), ("markdown", "md"), ("json", "json"))
}
"""The same, where the second version of the example lies in `new`, next to two versions of a schema."""
FAULTY: Final[dict[str, tuple[str, ...]]] = {
    "faults.txt": ("validate",),
    "faults.json": ("validate", "--format", "json"),
}
"""The same, where `faulty()` lies in `records`."""


def faulty() -> list[Values]:
    """The example's records with a few faults, one of which hides a second."""
    known = by_id(with_fields(BUDGET, basis="inferrd", mentions=["actor/arda"]))
    known["reaction/some-welcome"]["actor"] = "actor/arda"
    known["place/lorn"]["within"] = "place/lorm"
    return list(known.values())


def sarif_of_every_form() -> str:
    """The SARIF log of one finding of each form, with rules whose manuals are short."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(metadata, "version", lambda _: "1.2.3")
        patch.setattr(
            manuals, "manual", lambda code: Manual(code, "", f"Of {code}.", f"Of {code}.\n\nBad:\n\n    {{}}")
        )
        return as_sarif.write(EVERY_FORM, COUNTED)


def _shown(identifier: str, form: str) -> str:
    whole = dataset()
    return one_record.FORMATS[form](whole, whole[identifier], one_record.View())


def _coloured(width: int, *arguments: str) -> str:
    """What a coloured terminal of a width shows for a command on the example."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder), pytest.MonkeyPatch.context() as patch:
        write_folder(Path("records"))
        Path("text.txt").write_bytes(river_pact.TEXT.encode("utf-8"))
        patch.delenv("NO_COLOR", raising=False)
        patch.setenv("FORCE_COLOR", "1")
        patch.setenv("COLUMNS", str(width))
        write_folder(Path("new"), changed_example.records(), changed_example.manifest())
        return told(arguments)


CALLS: Final[dict[str, Callable[[], str]]] = {
    "report/text.txt": lambda: as_text.write(EVERY_FORM, COUNTED),
    "report/colour.txt": lambda: as_text.write(EVERY_FORM, COUNTED, Context(colour=True)),
    "report/github.txt": lambda: as_github.write(EVERY_FORM, COUNTED),
    "report/sarif.json": sarif_of_every_form,
    "bundle.json": lambda: to_json.write(dataset()),
    **{
        f"terminal/{command[0]}-{width}.txt": partial(_coloured, width, *command)
        for command in (
            ("list", "risk"),
            ("show", "event/arda-asks-to-join"),
            ("coverage", "--text", _TEXT),
            ("search", "arda", "budget"),
            ("explain", "main-event"),
            ("diff", "records", "new"),
        )
        for width in (40, 80, 120)
    },
    "cues-en.txt": cue_measurements.tables,
    "public-surface.txt": public_surface.listing,
    **{
        f"show/{identifier.replace('/', '-')}.{suffix}": partial(_shown, identifier, form)
        for identifier in by_id()
        for form, suffix in (("text", "txt"), ("json", "json"))
    },
}
"""What functions of the package give, by the file that holds it."""


def told(arguments: tuple[str, ...] | list[str]) -> str:
    """What the command prints on standard output."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        cli.main(arguments)
    return printed.getvalue()


def outputs_of(case: Case, folder: Path) -> Iterator[tuple[str, str]]:
    """The whole output in each format that the case has, by the name of the file; `folder` is empty.

    Every case has JSON. A case whose folder holds a file in another format has every format.
    """
    case.compose(folder)
    with contextlib.chdir(folder), pytest.MonkeyPatch.context() as patch:
        case_files.bar(patch, case)
        patch.setattr(metadata, "version", lambda _: "1.0.0")
        for form in case.forms_to_write:
            yield expected_name(form), told(case.arguments(form))


def readme() -> str:
    """README.md with what its Python prints."""
    return _with_outputs(README.read_text(encoding="utf-8"), {})


def python_page(guide: Path | None = None) -> str:
    """The page about Python with what its examples print.

    `guide` is a folder in which the guide was followed. The examples with words of a text run there. Without the folder
    they stay as they are.
    """
    before, heading, rest = PYTHON_PAGE.read_text(encoding="utf-8").partition("## The words of the text\n")
    words, next_heading, after = rest.partition("\n## ")
    names: dict[str, Any] = {}
    before = _with_outputs(before, names)
    if guide is not None:
        with contextlib.chdir(guide):
            words = _with_outputs(words, {})
    return f"{before}{heading}{words}{next_heading}{_with_outputs(after, names)}"


def _with_outputs(text: str, names: dict[str, Any]) -> str:
    """A document with what its Python prints."""
    for block in blocks_of(text, "python"):
        text = text.replace(block, with_outputs(block, names))
    return text


class _Taken(doctest.DocTestRunner):
    """Takes what each example gives where it is not what it is said to give."""

    def __init__(self) -> None:
        super().__init__(verbose=False)
        self.given: dict[int, str] = {}

    def report_failure(self, out: Any, test: doctest.DocTest, example: doctest.Example, got: str) -> None:  # noqa: ARG002
        self.given[example.lineno] = _FRAMES.sub(_TRACEBACK, got)

    def report_unexpected_exception(self, *given: Any) -> None:
        _, _, example, (_, error, _) = given
        self.given[example.lineno] = _TRACEBACK + "".join(traceback.format_exception_only(error))


_TRACEBACK: Final = "Traceback (most recent call last):\n"
_FRAMES: Final = re.compile(rf"^{re.escape(_TRACEBACK)}(?: .*\n)+", re.MULTILINE)
"""The begin of a traceback, with the lines of the program that it names."""


def with_outputs(block: str, names: dict[str, Any]) -> str:
    """A block of interactive Python with the outputs that its statements give, run among these names."""
    test = doctest.DocTestParser().get_doctest(block, names, "README.md", "README.md", 0)
    test.globs = names
    runner = _Taken()
    runner.run(test, out=lambda _: None, clear_globs=False)
    lines = block.splitlines(keepends=True)
    for each in reversed(test.examples):
        if each.lineno in runner.given:
            first = each.lineno + each.source.count("\n")
            lines[first : first + each.want.count("\n")] = [runner.given[each.lineno]]
    return "".join(lines)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def _write_commands(folder: Path) -> None:
    (folder / "text.txt").write_bytes(river_pact.TEXT.encode("utf-8"))
    with contextlib.chdir(folder):
        write_folder(Path("new"), changed_example.records(), changed_example.manifest())
        changed_example.write_schemas(Path())
        for commands, values in ((COMMANDS, river_pact.records()), (CHANGED, None), (FAULTY, faulty())):
            write_folder(Path("records"), values)
            for name, arguments in commands.items():
                _write(EXPECTED / name, told(arguments))


def _write_cases(scratch: Path) -> None:
    for number, case in enumerate(case_files.invalid()):
        folder = scratch / f"case-{number}"
        folder.mkdir()
        for name, text in outputs_of(case, folder):
            _write(case.folder / name, text)
    for file in sorted((CASES / "format").glob("*/input.yaml")):
        _write(file.with_name("expected.yaml"), formatted(file.read_bytes(), "actor").text or "")
    _write(case_files.BUNDLE, to_json.write(load(case_files.BUNDLE.with_suffix(""))))
    # The kit says where the findings stand.
    conformance_kit.write()


def main() -> None:
    """Writes every expected output."""
    for name in ("COLUMNS", "FORCE_COLOR", "GITHUB_WORKSPACE"):
        os.environ.pop(name, None)
    os.environ["NO_COLOR"] = "1"
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("commands", "guide"):
            Path(scratch, name).mkdir()
        _write_commands(Path(scratch, "commands"))
        _write_cases(Path(scratch))
        guide_walkthrough.write(Path(scratch, "guide"))
        _write(PYTHON_PAGE, python_page(Path(scratch, "guide")))
    for name, call in CALLS.items():
        _write(EXPECTED / name, call())
    _write(README, readme())
    if reason := npm_packages.missing():
        print(f"{yaml_test_suite.TABLE.name} and {npm_package_files.README.name} are left as they are: {reason}")
    else:
        npm = npm_package_files.README.read_text(encoding="utf-8")
        _write(npm_package_files.README, npm_readme.with_outputs(npm, load(ROOT / "records")))
        _write(yaml_test_suite.TABLE, yaml_test_suite.table(yaml_test_suite.cases()))


if __name__ == "__main__":
    main()
