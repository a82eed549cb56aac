"""Programs in other languages read and judge as Python does, and the comparison reports every fault of a program."""

import json
import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nsatu_data.schema import json_schema
from tests.interop import __main__ as program
from tests.interop import comparing, exchange
from tests.interop.__main__ import made, report, run
from tests.interop.consumers import ALL, Consumer
from tests.support import conformance_kit, documents_by_schema, schema_judges
from tests.support.checkout_copies import once


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exchange folder, with its documents."""

    def make(folder: Path) -> None:
        exchange.add_documents(exchange.make(folder))

    return once(tmp_path_factory, "exchange", make)


def each_that_can(*commands: str) -> pytest.MarkDecorator:
    """Parametrize a test with each program that has these commands."""
    able = [consumer for consumer in ALL if set(commands) <= set(consumer.commands)]
    assert len(able) >= 5
    params = [pytest.param(one, marks=pytest.mark.xdist_group(one.language), id=one.language) for one in able]
    return pytest.mark.parametrize("consumer", params, indirect=True)


@pytest.fixture
def consumer(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Consumer:
    """Each program, built once. No test runs a program while it is being built."""
    found: Consumer = request.param
    if found.lacking and os.environ.get("NSATU_REQUIRE_INTEROP") != "1":
        pytest.skip(f"{found.lacking}; with NSATU_REQUIRE_INTEROP=1 this is a failure")

    def make(folder: Path) -> None:
        _, broken, _ = made(exchange.make(folder), [found])
        assert report(broken)[1].count("\n") == 1, report(broken)[1]

    once(tmp_path_factory, f"made-{found.folder.name}", make)
    return found


def _changed(folder: Path, path: str, change: Callable[[Any], None]) -> None:
    """Apply `change` to the content of a JSON file."""
    value = json.loads((folder / path).read_bytes())
    change(value)
    (folder / path).write_text(json.dumps(value), encoding="utf-8")


@pytest.mark.exhaustive
@each_that_can()
def test_a_language_reads_and_judges_as_python_does(
    consumer: Consumer, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, reported = report(run(folder, [consumer]))
    with capsys.disabled():
        print(f"\n{reported}", end="")
    assert (status, reported.count("\n")) == (0, 2)


@pytest.mark.exhaustive
def test_validators_in_python_give_the_verdicts_of_the_models(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, reported = report([comparing.own(folder), *comparing.others_in_python(folder)])
    with capsys.disabled():
        print(f"\n{reported}", end="")
    assert (status, reported.count("\n")) == (0, 4)


@pytest.mark.exhaustive
def test_the_documents_are_many_of_each_schema_and_verdict(folder: Path) -> None:
    documents, verdicts = exchange.documents(folder)
    assert len({document.line for document in documents}) > 10_000
    for name in exchange.SCHEMAS:
        said = [one.valid for document, one in zip(documents, verdicts, strict=True) if document.schema == name]
        assert min(said.count(True), said.count(False)) > 30, name


# The first document has the strings drawn.
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.nested_given, HealthCheck.too_slow])
@given(st.sampled_from(exchange.SCHEMAS[:-2]), st.randoms(use_true_random=True))
@pytest.mark.exhaustive
def test_any_document_by_a_schema_gets_one_verdict(name: str, random: Random) -> None:
    documents = [schema_judges.Document(name, documents_by_schema.document(json_schema.schema(name), random))]
    verdicts = schema_judges.by_models(documents)
    for package, judge in schema_judges.JUDGES.items():
        assert schema_judges.disagreements(documents, verdicts, package, judge(documents)) == []


@pytest.mark.exhaustive
@each_that_can("judge")
def test_a_wrong_record_is_caught(consumer: Consumer, tmp_path: Path) -> None:
    records = tmp_path / "records"
    shutil.copytree(exchange.DATASET, records)
    record = next(iter(sorted(records.glob("risk/*.yaml"))))
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("polarity: affirmed", "polarity: maybe"), encoding="utf-8")
    folder = exchange.make(tmp_path / "exchange", records)
    status, reported = report(run(folder, [consumer], (comparing.judge_records,)))
    assert status == 1
    (line,) = reported.split("\n")[3:-1]
    assert line.startswith(f"{consumer.language} refuses risk/{record.stem}: ")
    assert '"pointer": "/polarity"' in line
    assert '"keyword": "enum"' in line


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ("polarity: maybe", '"maybe" is not a term of `polarity` [unknown-term]'),
        ("polarity: 'affirmed'", "single quotes are not allowed in portable YAML [single-quotes]"),
    ],
)
def test_a_wrong_record_is_caught_in_python(wrong: str, error: str, tmp_path: Path) -> None:
    records = tmp_path / "records"
    shutil.copytree(exchange.DATASET, records)
    record = next(iter(sorted(records.glob("risk/*.yaml"))))
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("polarity: affirmed", wrong), encoding="utf-8")
    (reported,) = comparing.own(exchange.make(tmp_path / "exchange", records)).tally.disagreements
    assert reported.endswith(error), reported
    assert f"risk/{record.name}" in reported


@pytest.mark.exhaustive
@each_that_can("decode")
def test_a_wrong_type_in_a_generated_type_is_caught(consumer: Consumer, tmp_path: Path) -> None:
    exchange.make(tmp_path / "exchange")
    copy = Path(shutil.copytree(consumer.folder, tmp_path / "copy", symlinks=True))

    def change(schema: Any) -> None:
        assert schema["$defs"]["Evidence"]["properties"]["start"]["type"] == "integer"
        schema["$defs"]["Evidence"]["properties"]["start"]["type"] = "string"

    _changed(tmp_path / "exchange", "types/bundle.schema.json", change)
    ready, broken, _ = made(tmp_path / "exchange", [consumer._replace(folder=copy)])
    status, reported = report([*broken, *run(tmp_path / "exchange", ready, (comparing.decode,))])
    assert status == 1
    assert any(line.startswith(f"{consumer.language}: ") for line in reported.split("\n")), reported


@pytest.mark.exhaustive
@each_that_can("slice")
def test_a_pointer_to_other_words_is_caught(consumer: Consumer, tmp_path: Path) -> None:
    folder = exchange.make(tmp_path / "exchange")

    def change(bundle: Any) -> None:
        for units in ("utf16", "utf8"):
            bundle["motives"][0]["evidence"][0][units]["start"] -= 1

    _changed(folder, "bundles/every-field.json", change)
    status, reported = report(run(folder, [consumer], (comparing.slices,)))
    assert status == 1
    assert reported.split("\n")[3:-1] == [f'{consumer.language}: every-field {{"disagreements": 1, "slices": 25}}']


@pytest.mark.exhaustive
@each_that_can("conform")
def test_a_wrong_expected_verdict_is_caught(consumer: Consumer, tmp_path: Path) -> None:
    exchange.make(tmp_path / "exchange")
    names: list[str] = []

    def change(index: Any) -> None:
        refused, accepted = (
            next(case for case in conformance_kit.asked(index) if case["valid"] is valid and case["schema"] == "event")
            for valid in (False, True)
        )
        refused.update(valid=True, keyword=None)
        accepted.update(valid=False, keyword="enum", pointer="/polarity")
        names.extend((refused["name"], accepted["name"]))

    _changed(tmp_path / "exchange", f"kit/{conformance_kit.INDEX}", change)
    status, reported = report(run(tmp_path / "exchange", [consumer], (comparing.conform,)))
    assert status == 1
    assert {name for name in names if name in reported} == set(names)
    lines = [line for line in reported.split("\n") if line.startswith(f"{consumer.language}: ")]
    assert all(any(name in line for name in names) for line in lines), lines


def test_a_language_whose_tools_are_missing_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NSATU_REQUIRE_INTEROP", raising=False)
    consumer = Consumer("Klingon", tmp_path, ("tlhIngan", "sh"))
    ready, broken, left_out = made(tmp_path, [consumer])
    status, reported = report(broken, left_out)
    assert ready == []
    assert (status, reported.split("\n")[2:]) == (0, ["Klingon is left out: tlhIngan not found", ""])
    monkeypatch.setenv("NSATU_REQUIRE_INTEROP", "1")
    status, reported = report(made(tmp_path, [consumer])[1])
    assert (status, reported.split("\n")[3:]) == (1, ["Klingon: tlhIngan not found", ""])


@pytest.mark.parametrize(("disagreements", "status"), [((), 0), (("Stub: one", "Stub: two"), 1)])
def test_the_program_prints_a_row_of_each_and_fails_if_one_disagrees(
    disagreements: tuple[str, ...],
    status: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    agreeing = [comparing.Row(name, "p", "v", "", comparing.Tally(1, 2, ())) for name in ("Python", "x", "y")]
    stub = comparing.Row("Stub", "p", "v", "t", comparing.Tally(3, 4, disagreements))
    lacking = Consumer("Klingon", tmp_path, ("tlhIngan",))
    monkeypatch.delenv("NSATU_REQUIRE_INTEROP", raising=False)
    monkeypatch.setattr(exchange, "add_documents", lambda _: None)
    monkeypatch.setattr(comparing, "own", lambda _: agreeing[0])
    monkeypatch.setattr(comparing, "others_in_python", lambda _: agreeing[1:])
    monkeypatch.setattr(comparing, "row", lambda *_: stub)
    monkeypatch.setattr(program, "made", partial(made, consumers=[_stub(tmp_path / "stub"), lacking]))
    assert program.main() == status
    shown, _ = capsys.readouterr()
    assert [line.partition(" ")[0] for line in shown.splitlines()] == [
        *("language", "Python", "x", "y", "Stub", "", "Klingon"),
        *("Stub:" for _ in disagreements),
    ]


def test_a_program_whose_headers_are_missing_is_reported(tmp_path: Path) -> None:
    there = Consumer("C++", tmp_path, ("sh",), headers=("cstddef",))
    if there.lacking is not None:
        pytest.skip("there is no compiler of C++")
    assert there._replace(headers=("cstddef", "no/such.hpp", "nor/this.hpp")).lacking == (
        "no/such.hpp and nor/this.hpp not found"
    )


def test_a_program_is_asked_only_what_it_has_commands_for(tmp_path: Path) -> None:
    folder = exchange.make(tmp_path / "exchange")
    for name in (exchange.DOCUMENTS, exchange.VERDICTS):
        (folder / name).touch()
    stub = _stub(tmp_path / "stub")._replace(types="t")
    for step, command in comparing.COMMANDS.items():
        (row,) = run(folder, [stub._replace(commands=("read", "judge", command))], (step,))
        assert row[:4] == ("Stub", "p 1", "v 2", "t")
        assert row.tally.disagreements, command
    others = (comparing.conform, comparing.decode, comparing.slices, comparing.example)
    (row,) = run(folder, [stub._replace(commands=("read", "judge"))], others)
    assert row == ("Stub", "p 1", "v 2", "t", comparing.Tally(0, 0, ()))


def test_a_program_that_names_no_parser_or_validator_but_is_to_use_one_is_reported(tmp_path: Path) -> None:
    stub = _stub(tmp_path / "stub")
    reported = "Stub: about names other parsers or validators than it has commands for"
    for commands in (("read",), ("judge",), ()):
        (row,) = run(tmp_path, [stub._replace(commands=commands)], ())
        assert row.tally.disagreements == (reported,)
    (stub.folder / "about").write_text('{"parsers": [], "validator": null}', encoding="utf-8")
    (row,) = run(tmp_path, [stub], ())
    assert row.tally.disagreements == (reported,)
    (row,) = run(tmp_path, [stub._replace(commands=("decode",))], ())
    assert row == ("Stub", "", "", "", comparing.Tally(0, 0, ()))


def _stub(folder: Path, **answers: str) -> Consumer:
    """A program that gives fixed answers."""
    folder.mkdir()
    about = {"parsers": [{"name": "p", "version": "1"}], "validator": {"name": "v", "version": "2"}}
    for name, answer in {"about": json.dumps(about), **answers}.items():
        (folder / name).write_text(answer, encoding="utf-8")
    for script, text in (("build.sh", "exit 0"), ("run.sh", 'cd "$(dirname "$0")" && exec cat "$1"')):
        (folder / script).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        (folder / script).chmod(0o755)
    return Consumer("Stub", folder, ("sh",))


def _reported(consumer: Consumer, folder: Path, step: comparing.Step) -> list[str]:
    status, reported = report(run(folder, [consumer], (step,)))
    lines = reported.split("\n")[3:-1]
    assert status == (1 if lines else 0)
    return lines


@pytest.mark.parametrize(
    ("one", "other"),
    [(1, "1"), (1, 1.0), (1, True), (0, None), ("a", "A"), ([], {}), ({"a": None}, {}), ([1, 2], [2, 1])],
)
def test_values_of_other_types_are_not_the_same(one: Any, other: Any) -> None:
    assert not comparing.is_same({"a": [one]}, {"a": [other]})
    assert comparing.is_same({"a": one, "b": other}, {"b": other, "a": one})


def test_values_read_differently_are_reported(tmp_path: Path) -> None:
    folder = exchange.make(tmp_path / "exchange")
    expected = {**exchange.values(folder / "kit" / "valid"), **exchange.values(folder / "records")}
    manifest = expected["dataset.yaml"]
    shutil.rmtree(folder / "kit" / "valid")
    (folder / "kit" / "valid").mkdir()

    def reported(**changed: Any) -> list[str]:
        found = {**{path: {"value": value} for path, value in exchange.values(folder / "records").items()}, **changed}
        read = "".join(f"{json.dumps({'path': path, **one})}\n" for path, one in found.items() if one)
        (tmp_path / "stub" / "read").write_text(read, encoding="utf-8")
        shutil.copytree(folder / "records", folder / "kit" / "valid", dirs_exist_ok=True)
        return _reported(stub, folder, comparing.read)

    stub = _stub(tmp_path / "stub")
    assert reported() == []
    where = ("Stub, p: records/", "Stub, p: valid/")
    other = {**manifest, "version": 1}
    assert reported(**{"dataset.yaml": {"value": other}}) == [
        f"{one}dataset.yaml is read as {json.dumps(other)[:300]}" for one in where
    ]
    assert reported(**{"dataset.yaml": {"error": "no"}}) == [f'{one}dataset.yaml is read as "no"' for one in where]
    assert reported(**{"dataset.yaml": None}) == [f"{one}dataset.yaml is not read" for one in where]
    assert reported(**{"more.yaml": {"value": 1}}) == [f"{one}more.yaml is no file" for one in where]


def test_what_does_not_come_back_from_the_types_is_reported(tmp_path: Path) -> None:
    folder = exchange.make(tmp_path / "exchange")
    for file in sorted((folder / "bundles").iterdir())[1:]:
        file.unlink()
    (bundle,) = (folder / "bundles").iterdir()
    whole = json.loads(bundle.read_bytes())
    lost = f"Stub: bundles/{bundle.name} does not come back from the types as it was"
    whole["sources"][0]["author"] = None
    bundle.write_text(json.dumps(whole), encoding="utf-8")
    assert _reported(_stub(tmp_path / "same", decode=json.dumps(whole)), folder, comparing.decode) == []
    del whole["sources"][0]["author"]
    assert _reported(_stub(tmp_path / "less", decode=json.dumps(whole)), folder, comparing.decode) == [lost]
    assert _reported(_stub(tmp_path / "none", decode=""), folder, comparing.decode)[0].startswith(
        f"Stub: bundles/{bundle.name} cannot be decoded: "
    )


def test_an_example_that_prints_other_words_is_reported(tmp_path: Path) -> None:
    folder = exchange.make(tmp_path / "exchange")
    stub = _stub(tmp_path / "stub", example="motive/say-in-the-rules: x\n")
    reported = "Stub: the example prints 'motive/say-in-the-rules: x\\n'"
    assert _reported(stub, folder, comparing.example) == [reported, reported]


def test_a_runner_of_the_kit_that_skips_cases_is_reported(tmp_path: Path) -> None:
    folder = exchange.make(tmp_path / "exchange")
    count = len(conformance_kit.asked(json.loads((folder / "kit" / conformance_kit.INDEX).read_bytes())))
    assert count > 2000
    for number, cases, disagreements in ((0, count, 0), (1, count - 1, 0), (2, count, 1), (3, 0, 0)):
        summary = {"cases": cases, "verdicts": cases, "disagreements": disagreements}
        stub = _stub(tmp_path / f"stub-{number}", conform=f"{json.dumps(summary)}\n")
        assert _reported(stub, folder, comparing.conform) == (
            [f"Stub: of {count} cases and 0 lines it tells {summary}"] if number else []
        )


def test_verdicts_that_are_missing_or_wrong_are_reported(tmp_path: Path) -> None:
    folder = exchange.make(tmp_path / "exchange")
    records = len((folder / "records.jsonl").read_text(encoding="utf-8").split("\n")) - 1
    valid = f"{json.dumps({'valid': True})}\n"
    assert _reported(_stub(tmp_path / "all", judge=valid * records), folder, comparing.judge_records) == []
    assert _reported(_stub(tmp_path / "few", judge=valid * 3), folder, comparing.judge_records) == [
        f"Stub: 3 verdicts on {records} records"
    ]
    refused = {"valid": False, "errors": []}
    stub = _stub(tmp_path / "one", judge=f"{valid * (records - 1)}{json.dumps(refused)}\n")
    (line,) = _reported(stub, folder, comparing.judge_records)
    assert line.startswith("Stub refuses ")


def test_a_program_that_cannot_be_made_or_fails_is_reported(tmp_path: Path) -> None:
    folder = exchange.make(tmp_path / "exchange")
    stub = _stub(tmp_path / "stub")
    (reported,) = _reported(stub, folder, comparing.judge_records)
    assert reported.startswith("Stub: judge ends with 1: cat: ")
    (stub.folder / "judge").write_text("valid\n", encoding="utf-8")
    (reported,) = _reported(stub, folder, comparing.judge_records)
    assert reported.startswith("Stub: judge prints what is not JSON: ")
    (stub.folder / "build.sh").write_text("#!/bin/sh\necho broken; exit 3\n", encoding="utf-8")
    assert [row.tally.disagreements for row in made(folder, [stub])[1]] == [("Stub: build.sh ends with 3: broken",)]


def test_a_difference_without_a_row_and_an_unneeded_row_are_reported() -> None:
    documents = [schema_judges.Document("actor", {}), schema_judges.Document("place", {})]
    refused = [schema_judges.Verdict(valid=False, codes=frozenset([code])) for code in ("empty-span", "too-long")]
    assert schema_judges.disagreements(documents, refused, "x", [True, True]) == [
        'x accepts what the models refuse (too-long): {"schema":"place","document":{}}'
    ]
    assert schema_judges.disagreements(documents, refused, "x", [False, False]) == []
    accepted = [schema_judges.Verdict(valid=True, codes=frozenset())] * 2
    assert schema_judges.disagreements(documents, accepted, "x", [True, False]) == [
        'x refuses what the models accept: {"schema":"place","document":{}}'
    ]
    assert schema_judges.disagreements(documents, accepted, "x", [True]) == ["x gives 1 verdicts on 2 documents"]
    assert schema_judges.idle_rows(refused, [True, True]) == [
        row.name for row in schema_judges.differences() if row.name != "empty-span"
    ]
