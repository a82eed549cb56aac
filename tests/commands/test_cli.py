import json
import os
import re
import sys
from pathlib import Path

import pytest

from nsatu_data import cli
from nsatu_data.export import EXPORTS
from nsatu_data.schema import json_schema
from nsatu_data.schema.generated_modules import linked_data_files, schema_files
from nsatu_data.validation import check_dataset
from tests.conftest import Run
from tests.support import case_files, river_pact
from tests.support.example_datasets import expected, with_fields, write_folder
from tests.support.folders import ROOT
from tests.support.messages import NO_DATASET, NOTHING_IN_FOLDER

BUDGET = "risk/strain-on-the-budget"
TEXT = f"{river_pact.SOURCE}=text.txt"
PLACE_FIELDS = "no kind has the field stance; the fields are id, kind, label, name, type, within, identifiers, evidence"
RISK_FIELDS = (
    "no kind has the field stance; the fields are id, kind, label, statement, voice, basis, certainty, polarity, "
    "themes, mentions, against_words, about, bearers, evidence"
)
SOUND = (
    "0 errors, 0 warnings in 12 records of 13 files; 11 evidence pointers not checked, as no text was given (--text)\n"
)
VERIFIED = "0 errors, 0 warnings in 12 records of 13 files; 11 of 11 evidence pointers verified against a text\n"


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (("list", "--format", "text"), "list.txt"),
        (("show", BUDGET), "show/risk-strain-on-the-budget.txt"),
        (("show", BUDGET, "--format", "json"), "show/risk-strain-on-the-budget.json"),
        (("show", "--dataset", "records", river_pact.SOURCE), "show/source-river-pact.txt"),
    ],
)
def test_a_command_prints_just_what_is_expected(arguments: tuple[str, ...], name: str, run: Run) -> None:
    assert run(*arguments) == (0, expected(name), "")


@pytest.mark.parametrize("paths", [(), ("records",), ("records/risk",), ("records/risk/strain-on-the-budget.yaml",)])
def test_a_sound_dataset_is_counted(paths: tuple[str, ...], run: Run) -> None:
    assert run("validate", *paths) == (0, SOUND, "")


def test_a_text_that_is_given_verifies(run: Run) -> None:
    assert run("validate", "--text", TEXT) == (0, VERIFIED, "")


def test_a_warning_alone_does_not_fail(run: Run) -> None:
    write_folder(Path("records"), with_fields(BUDGET, mentions=["actor/arda"]))
    assert run("validate") == (
        0,
        "records/risk/strain-on-the-budget.yaml:18:12: warning: "
        "`bearers` already names actor/arda [redundant-mention]\n"
        "   18 | mentions: [actor/arda]\n"
        "      |            ^^^^^^^^^^\n"
        "  help: remove it from `mentions`\n\n"
        + SOUND.replace("0 warnings", "1 warning")
        + "`nsatu-data explain CODE` explains a finding, with examples\n",
        "",
    )


@pytest.mark.parametrize("command", [("list",), ("show", BUDGET), ("export", "json")])
def test_a_faulty_dataset_is_not_read(command: tuple[str, ...], run: Run) -> None:
    write_folder(Path("records"), with_fields(BUDGET, basis="said"))
    error = 'records/risk/strain-on-the-budget.yaml:6:8: error: "said" is not a term of `basis` [unknown-term]\n'
    assert run(*command) == (1, "", error)
    assert run(*command, "--dataset", "nowhere") == (
        2,
        "",
        "nsatu-data: nowhere: there is no such file or folder\n",
    )


@pytest.mark.parametrize("command", [("list",), ("show", BUDGET), ("export", "json")])
@pytest.mark.parametrize(("number", "last"), [(10, None), (11, "1 more error is"), (210, "200 more errors are")])
def test_of_many_errors_in_a_dataset_only_the_first_ten_are_shown(
    command: tuple[str, ...], number: int, last: str | None, run: Run
) -> None:
    for index in range(number):
        Path("records", "risk", f"x{index:03}.yaml").write_text("kind: risk\n\n", encoding="utf-8")
    status, printed, error = run(*command)
    assert (status, printed) == (1, "")
    shown = error.splitlines()
    assert [line.partition(":")[0] for line in shown[:10]] == [f"records/risk/x{index:03}.yaml" for index in range(10)]
    closing = f"nsatu-data: {last} not shown; run `nsatu-data validate` to see every error, with help"
    assert shown[10:] == ([closing] if last else [])
    Path("records").rename("other records")
    _, _, error = run(*command, "--dataset", "other records")
    closing = f"nsatu-data: {last} not shown; run `nsatu-data validate 'other records'` to see every error, with help"
    assert error.splitlines()[10:] == ([closing] if last else [])


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("validate", "nowhere"), "nowhere: there is no such file or folder"),
        (("validate", "text.txt"), f"text.txt: {NO_DATASET}"),
        (("validate", "empty"), f"empty: {NOTHING_IN_FOLDER}"),
        (("validate", "--text", "source/x=text.txt"), "there is no source source/x; the sources are source/river-pact"),
        (("validate", "--text", f"{river_pact.SOURCE}=x"), "x: No such file or directory"),
        (("coverage", "--text", "source/x=text.txt"), "there is no source source/x; the sources are source/river-pact"),
        (("show", "place/lorm"), "there is no record place/lorm; did you mean place/lorn?"),
        (("show", "zzz"), "there is no record zzz"),
        (("coverage", "--sentence", "5"), "there is no sentence 5; the last one is 4"),
        (("explain", "single-quote"), "there is no code, field or term single-quote; did you mean single-quotes?"),
        (("explain", "certanty"), "there is no code, field or term certanty; did you mean certainty?"),
        (("explain", "Possible"), "there is no code, field or term Possible; did you mean possible?"),
        (("explain", "zzz"), "there is no code, field or term zzz; run `nsatu-data explain` for a list of them"),
        (("list", "--where", "certainty"), "'certainty' is not FIELD=VALUE"),
        (("list", "--where", "=open"), "'=open' is not FIELD=VALUE"),
        (("list", "--where", "certainty=posible"), "posible is not a term of certainty; did you mean possible?"),
        (("list", "--where", "bearers=actor/adra"), "there is no record actor/adra; did you mean actor/arda?"),
        (("list", "--where", "bearers=arda"), "arda is not the id of an actor; did you mean actor/arda?"),
        (("list", "risk", "--where", "bearers=place/lorn"), "place/lorn is not the id of an actor"),
        (
            ("list", "--where", "evidence=source/river"),
            "there is no record source/river; did you mean source/river-pact?",
        ),
        (("list", "--columns", "id,certanty"), "no kind has the field certanty; did you mean certainty?"),
        (("list", "--sort", "certanty"), "no kind has the field certanty; did you mean certainty?"),
        (("list", "--sort", "-certanty"), "no kind has the field certanty; did you mean certainty?"),
        (("list", "place", "--columns", "stance"), PLACE_FIELDS),
        (("list", "--where", "kind=risk", "--columns", "id,stance"), RISK_FIELDS),
        (("search", "\u0301"), "there is no word to search for; give at least one letter or digit"),
        (("list", "--where", "bearer=actor/arda"), "no kind has the field bearer; did you mean bearers?"),
        (
            ("list", "--where", "certainty=sure"),
            "sure is not a term of certainty; the terms are certain, open, possible, probable",
        ),
        (
            ("list", "place", "--where", "stance=mixed"),
            PLACE_FIELDS,
        ),
        (("export", "json", "--output", "records"), "records: this is the dataset itself; write to another place"),
        (("schema", "--check", "--output", "nowhere"), "nowhere: there is no such folder"),
    ],
)
def test_a_command_that_cannot_run_says_why(arguments: tuple[str, ...], error: str, run: Run) -> None:
    Path("empty").mkdir()
    assert run(*arguments) == (2, "", f"nsatu-data: {error}\n")


@pytest.mark.parametrize("output", ["text.txt/bundle.json", ".", "/", "a" * 256])
def test_a_place_that_no_file_can_be_written_to_is_reported(output: str, run: Run) -> None:
    status, printed, error = run("export", "json", "--output", output)
    assert (status, printed) == (2, "")
    assert error.startswith("nsatu-data: ")
    assert sorted(path.name for path in Path().iterdir()) == ["records", "text.txt"]


def test_validating_without_a_path_and_without_records_cannot_run(run: Run) -> None:
    Path("records").rename("elsewhere")
    assert run("validate") == (2, "", "nsatu-data: records: there is no such file or folder\n")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nothing",),
        ("show",),
        ("list", "claim"),
        ("list", "--format", "xml"),
        ("list", "--columns", ""),
        ("list", "--sort", ", ,"),
        ("list", "--sort", "-"),
        ("list", "--sort", "--columns", "id"),
        ("list", "--sort"),
        ("search",),
        ("coverage", "--sentence", "0"),
        ("coverage", "--records", "--gaps"),
        ("completion",),
        ("completion", "tcsh"),
        ("export", "xlsx"),
        ("validate", "--text", ""),
        ("validate", "--text", "=text.txt"),
        ("validate", "--text", "river-pact=text.txt"),
        ("validate", "--text", f"{river_pact.SOURCE}="),
        ("schema", "risk"),
    ],
)
def test_wrong_arguments_are_reported_with_the_usage(arguments: tuple[str, ...], run: Run) -> None:
    status, printed, error = run(*arguments)
    assert (status, printed) == (2, "")
    assert error.startswith("usage: nsatu-data")
    assert "error: " in error.splitlines()[-1]


COMMANDS = {
    (): [],
    ("validate",): ["PATH", "--text", "--format"],
    ("show",): ["ID", "--all", "--dataset", "--format"],
    ("list",): ["KIND", "--where", "--columns", "--sort", "--dataset", "--format"],
    ("search",): ["WORDS", "--where", "--columns", "--sort", "--dataset", "--format"],
    ("coverage",): ["--text", "--sentence", "--records", "--gaps", "--dataset", "--format"],
    ("sql",): ["QUERY", "--dataset", "--format"],
    ("new",): [
        "KIND",
        "SLUG",
        "--text",
        "--about",
        "--cite",
        "--sentence",
        "--from",
        "--to",
        "--source",
        "--set",
        "--force",
    ],
    ("sentences",): ["SOURCE", "--text", "--join", "--split", "--skip", "--before", "--reason", "--dataset"],
    ("cite",): [
        "SOURCE",
        "WORDS",
        "--text",
        "--sentence",
        "--from",
        "--to",
        "--into",
        "--realign",
        "--write",
        "--drop-lost",
    ],
    ("format",): ["PATH", "--check"],
    ("export",): ["FORMAT", "--output", "--force", "--spreadsheet", "--evidence", "--text", "--dataset", *EXPORTS],
    ("diff",): ["OLD", "NEW", "--format", "--check-version"],
    ("explain",): ["WORD"],
    ("schema",): ["--check", "--output"],
    ("completion",): ["SHELL"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_help_tells_every_argument(command: tuple[str, ...], run: Run) -> None:
    status, printed, error = run(*command, "--help")
    assert (status, error) == (0, "")
    assert printed.startswith(" ".join(["usage: nsatu-data", *command]))
    assert [argument for argument in COMMANDS[command] if f"\n  {argument}" not in printed] == []


def test_help_tells_every_command(run: Run) -> None:
    _, printed, _ = run("--help")
    reported = [line.split()[0] for line in printed.splitlines() if re.match(" {4}[a-z]", line)]
    assert reported == [command for (command,) in list(COMMANDS)[1:]]


def _ids(printed: str) -> list[str]:
    return [line.split("  ")[0] for line in printed.splitlines()[1:-1]]


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (("place",), ["place/lorn"]),
        (("risk", "--where", "certainty=possible"), [BUDGET]),
        (("risk", "--where", "certainty=open"), []),
        (("--where", "themes=economic"), ["context/river-trade-grows", BUDGET]),
        (("--where", "themes=economic", "--where", "certainty=possible"), [BUDGET]),
        (("--where", "themes=economic", "--where", "themes=diplomatic"), []),
        (("actor", "--where", "name=null"), ["actor/welcomers"]),
        (("actor", "--where", "headquarters=null"), ["actor/arda", "actor/welcomers"]),
        (("context", "--where", "actors=null"), ["context/river-trade-grows"]),
        (("--where", "type=AGREE"), ["event/arda-asks-to-join"]),
        (("--where", "label=Lorn"), ["place/lorn"]),
        (("--where", "bearers=actor/arda"), [BUDGET]),
        (("risk", "--where", "evidence=source/river-pact"), [BUDGET]),
        (("--where", "kind=risk"), [BUDGET]),
    ],
)
def test_records_are_selected_by_every_condition(arguments: tuple[str, ...], ids: list[str], run: Run) -> None:
    status, printed, error = run("list", *arguments)
    assert (status, _ids(printed), error) == (0, ids, "")
    assert printed.splitlines()[-1] == f"{len(ids)} record{'' if len(ids) == 1 else 's'}"
    _, printed, _ = run("list", *arguments, "--format", "json")
    assert [values["id"] for values in json.loads(printed)] == ids


def test_coverage_by_another_text_is_reported_and_fails(run: Run) -> None:
    Path("text.txt").write_bytes(river_pact.TEXT.replace("Lorn", "Lorm").encode())
    reported = (
        "text.txt: error: the text differs from the encoded text at sentence 1, in line 1 of its file [text-mismatch]\n"
    )
    for gaps in ((), ("--gaps",)):
        assert run("coverage", "--text", TEXT, *gaps) == (1, "", reported)


def test_an_export_by_another_text_is_reported_and_fails(run: Run) -> None:
    Path("text.txt").write_bytes(river_pact.TEXT.replace("Lorn", "Lorm").encode())
    reported = (
        "text.txt: error: the text differs from the encoded text at sentence 1, in line 1 of its file [text-mismatch]\n"
    )
    assert run("export", "json", "--text", TEXT) == (1, "", reported)


def test_an_export_that_counts_asks_for_the_text_of_every_source(run: Run) -> None:
    valid = case_files.VALID / "two-sources"
    text = f"source/second-paper={valid}.second-paper.txt"
    assert run("export", "json", "--dataset", str(valid), "--text", text) == (
        2,
        "",
        "nsatu-data: there is no text for source/first-paper, source/third-paper; name the file of each with --text\n",
    )


def test_an_export_is_written_whole(run: Run) -> None:
    assert run("export", "json", "--output", "out/bundle.json") == (0, "", "")
    assert Path("out/bundle.json").read_bytes() == expected("bundle.json").encode()
    assert run("list", "--dataset", "out/bundle.json") == (0, expected("list.txt"), "")
    assert [path.name for path in Path("out").iterdir()] == ["bundle.json"]


def test_an_export_that_fails_leaves_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    Path("out").mkdir()
    monkeypatch.setattr(os, "replace", refuse)
    assert run("export", "json", "--output", "out/b.json") == (2, "", "nsatu-data: out/b.json: Permission denied\n")
    assert list(Path("out").iterdir()) == []


def test_the_schema_is_written_and_compared(run: Run) -> None:
    count = len(schema_files())
    assert run("schema") == (0, f"{count} files written to schema\n", "")
    assert {path.name: path.read_text(encoding="utf-8") for path in Path("schema").iterdir()} == schema_files()
    assert run("schema", "--check") == (0, f"{count} generated files compared, 0 problems found\n", "")
    Path("schema/risk.schema.json").write_text("{}", encoding="utf-8")
    Path("schema/place.schema.json").unlink()
    Path("schema/extra.json").write_text("{}", encoding="utf-8")
    status, printed, error = run("schema", "--check")
    assert (status, error) == (1, "")
    assert printed.splitlines() == [
        "schema/extra.json: error: the file is not derived from the models; run `nsatu-data schema` [stale-schema]",
        "schema/place.schema.json: error: the file is missing; run `nsatu-data schema` [stale-schema]",
        (
            "schema/risk.schema.json: error: the file differs from what the models give; run `nsatu-data schema` "
            "[stale-schema]"
        ),
        f"{count} generated files compared, 3 problems found",
    ]


def test_the_committed_schema_is_compared_in_the_checkout(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert run("schema", "--check")[0] == 0
    assert len(json_schema.names()) + 2 + len(linked_data_files()) == len(schema_files())


def test_a_fault_of_the_program_is_not_taken_for_one_of_the_data(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr(check_dataset, "check_all", fail)
    status, out, err = run("validate")
    assert (status, out) == (2, "")
    assert err.endswith("RuntimeError: unforeseen\nnsatu-data: this is a bug in the program, not a fault in the data\n")


def test_an_interrupt_prints_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check_dataset, "check_all", interrupt)
    assert run("validate") == (130, "", "")


def test_a_closed_output_is_reported(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as closed:
        closed.setattr(sys, "stdout", None)
        status, _, err = run("validate")
    assert (status, err) == (2, "nsatu-data: cannot write the output: standard output is closed\n")


def test_a_command_is_declared_alone_as_it_is_among_all() -> None:
    every = cli._parser()._subparsers
    assert every is not None
    choices = every._group_actions[0].choices
    assert isinstance(choices, dict)
    assert list(choices) == list(cli.COMMANDS)
    for name, parser in choices.items():
        alone = cli._parser(name)._subparsers
        assert alone is not None
        declared = alone._group_actions[0].choices
        assert isinstance(declared, dict)
        assert {one: other.format_help() for one, other in declared.items()} == {name: parser.format_help()}


def test_a_field_after_a_hyphen_sorts_in_descending_order(run: Run) -> None:
    write_folder(Path("records"))
    names = ["actor/welcomers", "actor/river-pact", "actor/arda"]
    assert run("list", "actor", "--sort", "-id", "--columns", "id") == (0, "\n".join([*names, "3 records\n"]), "")
    assert run("list", "actor", "--sort=-id", "--columns", "id") == run(
        "list", "actor", "--sort", "-id", "--columns", "id"
    )
    # Actors are named or unnamed, and equal ones stay in ascending order.
    _, printed, _ = run("list", "actor", "--sort", "-naming,id", "--columns", "id")
    assert printed.splitlines()[:3] == ["actor/welcomers", "actor/arda", "actor/river-pact"]
    # After two hyphens, nothing is an option.
    assert run("validate", "--", "--sort", "-id") == (2, "", "nsatu-data: --sort: there is no such file or folder\n")
