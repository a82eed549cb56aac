"""The case files under `tests/cases`: what each is made of, and how it is laid out. README.md there says it."""

import errno
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import nsatu_data
from nsatu_data.corpus import check_corpus
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.diagnostics import Diagnostic, Summary
from nsatu_data.model.record_models import RECORDS
from nsatu_data.report import FORMATS
from nsatu_data.storage import corpus_files
from nsatu_data.syntax import yaml_reader
from nsatu_data.validation.collect_records import IntakeOptions
from tests.support.folders import CASES

VALID = CASES / "valid"
INVALID = CASES / "invalid"
BUNDLE = VALID / "river-pact.json"


def expected_name(form: str) -> str:
    """The name of the file that holds a case's whole output in a format."""
    return "expected.txt" if form == "text" else f"expected.{form}"


class Verdict(NamedTuple):
    """What a schema says of a case's document: `refuses`, `accepts` or `not asked`."""

    verdict: str
    keyword: str | None = None
    pointer: str | None = None
    why: str | None = None


class Outcome(NamedTuple):
    """What the library finds in a case. A corpus gives no dataset; `datasets` counts those in it."""

    dataset: Dataset | None
    diagnostics: tuple[Diagnostic, ...]
    summary: Summary
    datasets: int


@dataclass(frozen=True)
class Case:
    """A folder of `invalid`: the valid dataset that it starts from, the changes to it, and the expected findings."""

    folder: Path
    about: str
    base: str
    remove: tuple[str, ...]
    path: str
    judged: str | None
    schema: Verdict
    texts: dict[str, str]
    links: dict[str, str]
    padded: dict[str, int]
    unreadable: tuple[str, ...]
    vanishing: tuple[str, ...]
    options: tuple[str, ...]

    @property
    def code(self) -> str:
        return self.folder.parent.name

    @property
    def name(self) -> str:
        return f"{self.code}/{self.folder.name}"

    @property
    def forms(self) -> list[str]:
        """The formats that the case has expected output in: JSON, or for a few cases every format."""
        return [form for form in FORMATS if (self.folder / expected_name(form)).exists()]

    @property
    def forms_to_write(self) -> list[str]:
        """The formats to write expected output in: every format if the case has one besides JSON, else JSON."""
        return list(FORMATS) if set(self.forms) - {"json"} else ["json"]

    def expected(self, form: str) -> str:
        return (self.folder / expected_name(form)).read_bytes().decode("utf-8")

    def compose(self, root: Path) -> None:
        """Lays out the dataset that the case is about in the empty folder `root`."""
        shutil.copytree(VALID / self.base, root, dirs_exist_ok=True)
        for path in self.remove:
            (root / path).unlink()
            if not any((root / path).parent.iterdir()):
                (root / path).parent.rmdir()
        if (self.folder / "overlay").is_dir():
            shutil.copytree(self.folder / "overlay", root, dirs_exist_ok=True)
        for path, target in self.links.items():
            (root / path).symlink_to(target)
        for path, size in self.padded.items():
            written = (root / path).read_bytes()
            (root / path).write_bytes(written + b"\n" * (size - len(written)))
        for file in self.text_files().values():
            (root / ".texts").mkdir(exist_ok=True)
            shutil.copyfile(file, root / ".texts" / file.name)

    def text_files(self) -> dict[str, Path]:
        """The file of each text that is given, by the id of its source."""
        return {source: (self.folder / path).resolve() for source, path in self.texts.items()}

    def outcome(self) -> Outcome:
        """What the library finds, run in the folder that was laid out."""
        path = Path(self.path)
        texts = {source: Path(".texts") / file.name for source, file in self.text_files().items()}
        if corpus_files.form_of(path) is None:
            return Outcome(*nsatu_data.check(path, texts=texts), datasets=0)
        found = check_corpus.check_paths([path], options=IntakeOptions())
        return Outcome(None, *found)

    def arguments(self, form: str) -> list[str]:
        """What the command is given, run in the folder that was laid out."""
        texts = [f"--text={source}=.texts/{path.name}" for source, path in self.text_files().items()]
        return ["validate", self.path, *texts, *self.options, "--format", form]


def _case(folder: Path) -> Case:
    told: dict[str, Any] = json.loads((folder / "case.json").read_bytes())
    for field in ("remove", "unreadable", "vanishing", "options"):
        told[field] = tuple(told.get(field, ()))
    for field in ("texts", "links", "padded"):
        told.setdefault(field, {})
    told["schema"] = Verdict(**told["schema"])
    return Case(folder, **told)


def invalid() -> list[Case]:
    """Every invalid case, in order."""
    return [_case(file.parent) for file in sorted(INVALID.glob("*/*/case.json"))]


def valid() -> list[Path]:
    """The folder of every valid dataset, in order."""
    return sorted(file.parent for file in VALID.glob("*/dataset.yaml"))


def texts_of(dataset: Path) -> dict[str, Path]:
    """The texts of a valid dataset by source: `<dataset>.<slug>.txt`, or `<dataset>.txt` for the only one."""
    slugs = [file.stem for file in sorted((dataset / "source").iterdir())]
    named = {f"source/{slug}": VALID / f"{dataset.name}.{slug}.txt" for slug in slugs}
    return named if len(slugs) > 1 else {f"source/{slugs[0]}": VALID / f"{dataset.name}.txt"}


def documents(dataset: Path) -> Iterator[tuple[str, Any]]:
    """Every document of a dataset without faults, each with the name of its schema."""
    for file in sorted(dataset.rglob("*.yaml")):
        yield schema_of(file.relative_to(dataset).as_posix()), value_of(file)


def documents_for(name: str) -> Iterator[Any]:
    """Every document of the valid datasets that is for the schema of this name."""
    for dataset in valid():
        written = list(documents(dataset))
        if name == "bundle":
            frame = {"dataset": next(value for of, value in written if of == "dataset")}
            yield frame | {f"{kind}s": [value for of, value in written if of == kind] for kind in RECORDS}
        else:
            yield from (value for of, value in written if of == name or (name == "record" and of != "dataset"))


def schema_of(path: str) -> str:
    """The name of the schema for a file at this path within a dataset."""
    if path.endswith(".json"):
        return "bundle"
    return path.partition("/")[0] if "/" in path else "dataset"


def value_of(file: Path) -> Any:
    """The value of a file that the reader refuses nothing in."""
    if file.suffix == ".json":
        return json.loads(file.read_bytes())
    document = yaml_reader.read(file.read_bytes())
    assert document.json is not None, file
    assert document.faults == (), file
    return json.loads(document.json)


def bar(monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    """Keeps the process from opening what the case says it cannot; permissions would not keep the superuser."""
    failures = {os.path.normpath(path): errno.EACCES for path in case.unreadable}
    failures |= {os.path.normpath(path): errno.ENOENT for path in case.vanishing}
    opened = os.open
    # The path of what was opened last under each descriptor: a file may be opened from the folder it lies in.
    paths: dict[int | None, str] = {}

    def fail(path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        place = os.path.normpath(Path(paths.get(dir_fd, ""), path))
        if place in failures:
            raise OSError(failures[place], os.strerror(failures[place]))
        descriptor = opened(path, flags, mode, dir_fd=dir_fd)
        paths[descriptor] = place
        return descriptor

    monkeypatch.setattr(os, "open", fail)


def judged(case: Case) -> Any:
    """The document of a case that a schema is asked about."""
    assert case.judged is not None
    overlay = case.folder / "overlay" / case.judged
    return value_of(overlay if overlay.exists() else VALID / case.base / case.judged)
