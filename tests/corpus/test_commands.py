"""The commands that take a corpus: what they write has every value of every dataset, and they write all or nothing."""

import csv
import json
import os
import sqlite3
import stat
import threading
from collections import defaultdict
from copy import deepcopy
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from nsatu_data import cli, load
from nsatu_data.corpus import chunks
from nsatu_data.export import EXPORTS, corpus_export
from nsatu_data.storage import staged_output
from nsatu_data.tables import csv_files
from nsatu_data.tables.description import ACTOR_MATCHES, tables
from nsatu_data.tables.rows import Row, to_bundle
from tests.support import corpora
from tests.support.corpora import Bundle
from tests.support.folders import ROOT
from tests.support.written_files import contents

FORMS = ("folder", "lines")
# `make tools-test` runs this module once more, with the libraries of the extras.
INSTALLED = [name for name, one in EXPORTS.items() if one.extra is None or find_spec("pyarrow") is not None]


def _corpus(form: str, folder: Path, bundles: list[Bundle]) -> Path:
    if form == "lines":
        return corpora.write_lines(folder / "c.jsonl", bundles)
    return corpora.write_folder(folder / "c", bundles)


def _with_same_actor(bundles: list[Bundle]) -> list[Bundle]:
    """The bundles, two of which have an actor with the same item of Wikidata. A third has it twice with another."""
    changed = deepcopy(bundles)
    for bundle, items in ((0, ["Q1"]), (1, ["Q1"]), (2, ["Q2", "Q2"])):
        for actor, item in zip(changed[bundle]["actors"], items, strict=False):
            evidence = actor.pop("evidence")
            actor |= {"identifiers": {"wikidata": item}, "evidence": evidence}
    return changed


BUNDLES = _with_same_actor(corpora.BUNDLES)
MATCHES = [
    (BUNDLES[number]["dataset"]["id"], BUNDLES[number]["actors"][0]["id"], "wikidata", "Q1") for number in (0, 1)
]


def _export(name: str, path: Path, *more: str) -> Path:
    output = path.parent / f"out-{name}"
    assert cli.main(["export", name, "--dataset", str(path), "--output", str(output), *more]) == 0
    return output


def _bundles_of(rows: list[tuple[str, Row]]) -> list[Bundle]:
    """The bundles of the rows of a corpus, without the ids in front."""
    found: dict[Any, list[tuple[str, Row]]] = defaultdict(list)
    for name, (dataset, *row) in rows:
        if name != ACTOR_MATCHES:
            found[dataset].append((name, tuple(row)))
    return [to_bundle(found[dataset]) for dataset in found]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("more", [(), ("--spreadsheet",)])
def test_csv_holds_every_dataset(form: str, more: tuple[str, ...], tmp_path: Path) -> None:
    output = _export("csv", _corpus(form, tmp_path, BUNDLES), *more)
    read = []
    for name, table in tables(corpus=True).items():
        with (output / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            read += [(name, row) for row in csv_files.read(table, file.read())]
    assert _bundles_of(read) == BUNDLES
    assert [row for name, row in read if name == ACTOR_MATCHES] == MATCHES


@pytest.mark.parametrize("form", FORMS)
def test_the_database_holds_every_dataset(form: str, tmp_path: Path) -> None:
    output = _export("sqlite", _corpus(form, tmp_path, BUNDLES))
    connection = sqlite3.connect(output)
    read = []
    for name, table in tables(corpus=True).items():
        kinds = [column.datatype for column in table.columns]
        read += [
            (name, tuple(bool(one) if kind == "boolean" else one for one, kind in zip(row, kinds, strict=True)))
            for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY rowid')  # noqa: S608
        ]
    assert _bundles_of(read) == BUNDLES
    assert [row for name, row in read if name == ACTOR_MATCHES] == MATCHES
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    number = sum(len(bundle[f"{kind}s"]) for bundle in BUNDLES for kind in ("event", "context", "risk"))
    claims = "SELECT count(*) FROM claims WHERE kind IN ('event', 'context', 'risk')"
    assert connection.execute(claims).fetchone() == (number,)
    found = connection.execute("SELECT dataset, id FROM search WHERE search MATCH 'lorn'").fetchall()
    assert ("river-pact", "place/lorn") in found


@pytest.mark.parametrize("form", FORMS)
def test_lines_of_records_begin_with_their_dataset(form: str, tmp_path: Path) -> None:
    lines = list(map(json.loads, _export("jsonl", _corpus(form, tmp_path, BUNDLES)).read_text().splitlines()))
    expected = []
    for bundle in BUNDLES:
        records = [one for key, many in bundle.items() if key != "dataset" for one in many]
        expected += [{"dataset": bundle["dataset"]["id"], **one} for one in (bundle["dataset"], *records)]
    assert [list(line.items()) for line in lines] == [list(line.items()) for line in expected]


@pytest.mark.parametrize("form", FORMS)
def test_bundles_are_a_corpus_again(form: str, tmp_path: Path) -> None:
    output = _export("bundles", _corpus(form, tmp_path, BUNDLES))
    assert list(map(json.loads, output.read_text().splitlines())) == BUNDLES
    again = output.rename(tmp_path / "again.jsonl")
    assert cli.main(["validate", str(again)]) == 0
    assert _export("bundles", again, "--force").read_bytes() == again.read_bytes()


@pytest.mark.parametrize("name", [name for name in EXPORTS if corpus_export(name) is not None and name != "parquet"])
def test_both_forms_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    written = []
    for form in FORMS:
        (tmp_path / form).mkdir()
        output = _export(name, _corpus(form, tmp_path / form, BUNDLES))
        files = sorted(output.iterdir()) if output.is_dir() else [output]
        written.append([(file.name, file.read_bytes()) for file in files])
    assert written[0] == written[1]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["csv", "sqlite", "bundles"])
def test_a_corpus_with_one_broken_dataset_is_not_written(
    form: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _corpus(form, tmp_path, [*BUNDLES, corpora.changed(0, "a label is missing", "broken")])
    before = sorted(tmp_path.iterdir())
    assert cli.main(["export", name, "--dataset", str(path), "--output", str(tmp_path / "out")]) == 1
    assert "`label` is missing [missing-field]" in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before


def test_an_interrupted_export_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _corpus("lines", tmp_path, BUNDLES)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(staged_output, "_publish", interrupted)
    assert cli.main(["export", "csv", "--dataset", str(path), "--output", str(tmp_path / "out")]) == 130
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["bundles", "sqlite"])
def test_a_corpus_is_written_as_a_dataset_is(name: str, tmp_path: Path) -> None:
    path = _corpus("lines", tmp_path, BUNDLES)
    expected = _export(name, path).read_bytes()
    target, link, pipe = tmp_path / "target", tmp_path / "link", tmp_path / "pipe"
    target.write_bytes(b"old")
    target.chmod(0o600)
    link.symlink_to("target")
    os.mkfifo(pipe)
    arguments = ["export", name, "--dataset", str(path), "--output"]
    assert cli.main([*arguments, str(link), "--force"]) == 0
    assert link.is_symlink()
    assert (target.read_bytes(), stat.S_IMODE(target.stat().st_mode)) == (expected, 0o600)
    # Nothing is replaced in a pipe, so none of these asks for `--force`.
    for force in ([], ["--force"]):
        read: list[bytes] = []
        reader = threading.Thread(target=lambda into=read: into.append(pipe.read_bytes()))
        reader.start()
        assert cli.main([*arguments, str(pipe), *force]) == 0
        reader.join()
        assert read == [expected]
        assert stat.S_ISFIFO(pipe.lstat().st_mode)


@pytest.mark.parametrize("name", [name for name in ("csv", "parquet") if name in INSTALLED])
def test_a_folder_holds_only_files_of_the_last_export(name: str, tmp_path: Path) -> None:
    corpus = _corpus("folder", tmp_path, BUNDLES)
    forms = {"dataset": corpus / "0000", "corpus": corpus}
    wanted = {}
    for form, path in forms.items():
        assert cli.main(["export", name, "--dataset", str(path), "--output", str(tmp_path / form)]) == 0
        wanted[form] = contents(tmp_path / form)
    assert wanted["dataset"].keys() != wanted["corpus"].keys()
    for form in ("corpus", "dataset", "corpus"):
        output = tmp_path / "both"
        assert cli.main(["export", name, "--dataset", str(forms[form]), "--output", str(output), "--force"]) == 0
        assert contents(output) == wanted[form]


@pytest.mark.parametrize("name", [name for name in INSTALLED if corpus_export(name) is not None])
def test_an_export_says_whether_it_writes_a_folder(name: str) -> None:
    how = corpus_export(name)
    assert how is not None
    assert how.is_folder == isinstance(EXPORTS[name].writer()(load(ROOT / "records")), dict)


@pytest.mark.parametrize("output", [".", "0000", "0000/x", "out", "new/deep", "../link/out"])
def test_nothing_is_written_into_the_folder_of_a_corpus(
    output: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = _corpus("folder", tmp_path, BUNDLES)
    (tmp_path / "link").symlink_to(corpus)
    before = contents(tmp_path)
    target = corpus / output
    assert cli.main(["export", "csv", "--dataset", str(corpus), "--output", str(target), "--force"]) == 2
    message = f"nsatu-data: {target}: this is part of the corpus; write outside the corpus\n"
    assert capsys.readouterr().err == message
    assert contents(tmp_path) == before


def test_the_number_of_errors_is_said_only_if_it_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(chunks, "BYTES", 1)
    faulty = [corpora.changed(0, "a label is missing", f"d{number}") for number in range(14)]
    path = _corpus("lines", tmp_path, faulty)
    assert cli.main(["export", "csv", "--dataset", str(path), "--output", str(tmp_path / "out")]) == 1
    *shown, last = capsys.readouterr().err.splitlines()
    assert len(shown) == 10
    assert (
        last == f"nsatu-data: more errors are not shown; run `nsatu-data validate {path}` to see every error, with help"
    )


MESSAGES = {
    ("html",): "html writes only one dataset, and this is a corpus; choose bundles, csv, jsonl, parquet, sqlite",
    ("csv",): "csv writes a corpus to a file or folder; name it with --output",
    ("csv", "--output", "there"): "there: exists already; choose another name, or replace its files with --force",
    ("sqlite", "--output", "no/folder/c.jsonl/x"): "no/folder/c.jsonl/x: `c.jsonl` above it is a file, not a folder",
    ("csv", "--output", "file", "--force"): "file is a file; csv writes a folder",
    ("bundles", "--output", "there", "--force"): "there is a folder; bundles writes a file",
    ("bundles", "--output", "file"): "file: exists already; choose another name, or replace it with --force",
    ("bundles", "--output", "c.jsonl", "--force"): "this is part of the corpus; write outside the corpus",
    ("bundles", "--output", "n" * 300): f"{'n' * 300}: File name too long",
}


@pytest.mark.parametrize("arguments", MESSAGES, ids=" ".join)
def test_what_cannot_be_written_is_said_in_a_line(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    corpora.write_lines(tmp_path / "c.jsonl", BUNDLES)
    (tmp_path / "there").mkdir()
    (tmp_path / "file").write_text("")
    (tmp_path / "no/folder").mkdir(parents=True)
    (tmp_path / "no/folder/c.jsonl").write_text("")
    assert cli.main(["export", *arguments, "--dataset", "c.jsonl"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.removeprefix("nsatu-data: ").removeprefix("c.jsonl: ") == MESSAGES[arguments]


@pytest.mark.parametrize("form", FORMS)
def test_records_are_listed_with_their_dataset(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _corpus(form, tmp_path, BUNDLES)
    assert cli.main(["list", "place", "--dataset", str(path), "--format", "csv", "--columns", "id"]) == 0
    expected = [[bundle["dataset"]["id"], one["id"]] for bundle in BUNDLES for one in bundle["places"]]
    assert list(csv.reader(capsys.readouterr().out.splitlines())) == [["dataset", "id"], *expected]
    assert cli.main(["list", "place", "--dataset", str(path), "--format", "json", "--sort=-label"]) == 0
    listed = json.loads(capsys.readouterr().out)
    labels = [one["label"] for one in listed]
    assert labels == sorted(labels, reverse=True)
    assert sorted([one["dataset"], one["id"]] for one in listed) == sorted(expected)


@pytest.mark.parametrize("form", FORMS)
def test_records_are_found_with_their_dataset(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _corpus(form, tmp_path, BUNDLES)
    assert cli.main(["search", "lorn", "--dataset", str(path), "--format", "json"]) == 0
    found = [(one["dataset"], one["record"]["id"]) for one in json.loads(capsys.readouterr().out)]
    assert ("river-pact", "place/lorn") in found
    assert cli.main(["search", "lorn", "--dataset", str(path)]) == 0
    head, *_ = capsys.readouterr().out.splitlines()
    assert head.split()[:3] == ["dataset", "id", "label"]


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("bearers=actor/nobody", "there is no record actor/nobody"),
        ("certainty=maybe", "maybe is not a term of certainty; the terms are certain, probable, possible, open"),
        # The id is known in one of the datasets, where it bears no risk.
        ("bearers=actor/beata", None),
    ],
)
def test_a_value_is_unknown_if_no_dataset_has_it(
    condition: str, message: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundles = deepcopy(BUNDLES)
    bundles[-1]["actors"].insert(0, {**bundles[-1]["actors"][0], "id": "actor/beata"})
    bundles[-1]["actors"].sort(key=lambda actor: str(actor["id"]))
    path = _corpus("lines", tmp_path, bundles)
    status = cli.main(["list", "risk", "--where", condition, "--dataset", str(path), "--format", "json"])
    captured = capsys.readouterr()
    assert (status, captured.out, captured.err) == (
        (0, "[]\n", "") if message is None else (2, "", f"nsatu-data: {message}\n")
    )


@pytest.mark.parametrize("command", [["format"], ["validate", "--fix"]], ids=" ".join)
def test_the_files_of_a_corpus_are_formatted(command: list[str], tmp_path: Path) -> None:
    path = _corpus("folder", tmp_path, BUNDLES)
    files = sorted(path.glob("*/place/*.yaml"))
    written = [file.read_bytes() for file in files]
    for file, text in zip(files, written, strict=True):
        file.write_bytes(text.replace(b'label: "', b'label:   "'))
    assert cli.main(["validate", str(path)]) == 1
    assert cli.main([*command, str(path)]) == 0
    assert [file.read_bytes() for file in files] == written


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("command", [["show", "place/lorn"], ["coverage"], ["sql", "SELECT 1"]], ids=" ".join)
def test_a_command_for_one_dataset_refuses_a_corpus(
    command: list[str], form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _corpus(form, tmp_path, BUNDLES)
    assert cli.main([*command, "--dataset", str(path)]) == 2
    message = f"nsatu-data: {path}: this is a corpus of several datasets; name one of its datasets\n"
    assert capsys.readouterr().err == message


@pytest.mark.parametrize("of", ["a dataset", "a corpus"])
def test_the_lines_of_records_are_not_taken_for_a_corpus(
    of: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = _corpus("lines", tmp_path, BUNDLES) if of == "a corpus" else ROOT / "records"
    output = tmp_path / "records.jsonl"
    assert cli.main(["export", "jsonl", "--dataset", str(given), "--output", str(output)]) == 0
    assert cli.main(["validate", str(output)]) == 2
    assert capsys.readouterr().err == (
        f"nsatu-data: {output}: this is no corpus: it has a record in each line, as `export jsonl` writes; "
        "`export bundles` writes a corpus, with a bundle in each line\n"
    )
