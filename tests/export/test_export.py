import json
import os
from collections.abc import Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nsatu_data import check, cli, load
from nsatu_data.dataset import bundle
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.export import EXPORTS, Export, to_json
from nsatu_data.model.record_models import RECORDS, Bundle
from nsatu_data.schema import json_schema
from nsatu_data.syntax import yaml_reader, yaml_writer
from nsatu_data.text.canonical_text import canonicalise
from nsatu_data.validation.check_dataset import canonical_texts
from tests.support import case_files, river_pact
from tests.support.example_datasets import Values, dataset, expected, manifest, record, write_folder
from tests.support.folders import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from nsatu_data.text.canonical_text import Canonical


@pytest.mark.parametrize("values", river_pact.records(), ids=lambda values: values["id"])
def test_values_leave_out_what_is_absent_and_keep_null(values: Values) -> None:
    assert bundle.values(record(values)) == values


@pytest.mark.parametrize("values", river_pact.records(), ids=lambda values: values["id"])
def test_values_are_json_in_the_order_of_the_fields(values: Values) -> None:
    given = bundle.values(record(dict(reversed(values.items()))))
    assert json.loads(json.dumps(given)) == values
    assert list(given) == [field for field in RECORDS[values["kind"]].model_fields if field in values]


# Exports that need other libraries are tested in tests/tools.
LIGHT = [name for name, export in EXPORTS.items() if export.extra is None]


@pytest.mark.parametrize("name", LIGHT)
@settings(max_examples=10)
@given(records=st.permutations(river_pact.records()))
def test_equal_datasets_give_equal_bytes(name: str, records: list[Values]) -> None:
    texts = {river_pact.SOURCE: canonicalise(river_pact.TEXT)}
    write = EXPORTS[name].writer()
    assert write(dataset(records), texts) == write(dataset(), texts)
    if EXPORTS[name].texts != "required":
        assert write(dataset(records), {}) == write(dataset(), {})


@pytest.mark.parametrize("name", LIGHT)
@pytest.mark.parametrize("folder", case_files.valid(), ids=lambda folder: folder.name)
def test_the_command_writes_every_export(name: str, folder: Path, tmp_path: Path) -> None:
    whole, files = load(folder), case_files.texts_of(folder)
    texts, _ = canonical_texts(whole, files)
    output = tmp_path / "output"
    named = [argument for source, file in files.items() for argument in ("--text", f"{source}={file}")]
    if EXPORTS[name].texts == "refused":
        assert cli.main(["export", name, "--dataset", str(folder), "--output", str(output), *named]) == (
            2 if named else 0
        )
        named = []
    assert cli.main(["export", name, "--dataset", str(folder), "--output", str(output), *named]) == 0
    written = EXPORTS[name].writer()(whole, texts)
    if not isinstance(written, Mapping):
        assert output.read_bytes() == _bytes(written)
    else:
        found = {path.relative_to(output).as_posix(): path for path in output.rglob("*") if path.is_file()}
        assert {at: path.read_bytes() for at, path in found.items()} == {
            at: _bytes(content) for at, content in written.items()
        }


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


def test_an_export_may_be_a_folder_and_need_the_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def write(dataset: Dataset, _texts: "Mapping[str, Canonical]") -> dict[str, str]:
        return {"a.txt": f"{len(dataset)}\n", "b.txt": ""}

    monkeypatch.setitem(EXPORTS, "made-up", Export(lambda: write, "made up", texts="optional"))
    monkeypatch.setitem(EXPORTS, "with-texts", Export(lambda: write, "made up", texts="required"))
    records = str(write_folder(tmp_path / "records"))
    output = tmp_path / "output"
    assert cli.main(["export", "made-up", "--dataset", records]) == 2
    assert cli.main(["export", "with-texts", "--dataset", records, "--output", str(output)]) == 2
    assert capsys.readouterr().err == (
        "nsatu-data: made-up writes several files; name a folder with --output\n"
        f"nsatu-data: there is no text for {river_pact.SOURCE}; name the file of each with --text\n"
    )
    assert not output.exists()
    assert cli.main(["export", "made-up", "--dataset", records, "--output", str(output)]) == 0
    assert (output / "a.txt").read_text(encoding="utf-8") == f"{len(river_pact.records())}\n"
    assert (output / "b.txt").read_bytes() == b""


def test_every_kind_is_a_key_of_the_bundle_though_it_has_no_record() -> None:
    assert json.loads(to_json.write(dataset([]))) == {
        "dataset": river_pact.manifest(),
        **{f"{kind}s": [] for kind in RECORDS},
    }


def test_the_bundle_is_utf_8_as_it_is_read() -> None:
    values = {**river_pact.records()[1], "label": "Åland — 日本 \U0001f40b"}
    assert '"label": "Åland — 日本 \U0001f40b"' in to_json.write(dataset([values]))


@pytest.mark.parametrize("folder", ["example", "records"])
def test_a_folder_becomes_a_bundle_and_the_same_dataset_again(folder: str, tmp_path: Path) -> None:
    root = ROOT / "records" if folder == "records" else write_folder(tmp_path / "records")
    whole = load(root)
    file = tmp_path / "bundle.json"
    text = to_json.write(whole)
    file.write_bytes(text.encode("utf-8"))
    assert load(file) == whole
    assert to_json.write(load(file)) == text
    assert check(file).diagnostics == ()
    assert [error.message for error in json_schema.validator("bundle").iter_errors(json.loads(text))] == []


def test_a_bundle_becomes_a_folder_and_the_same_dataset_again(tmp_path: Path) -> None:
    whole = load(ROOT / "records")
    folder = write_folder(tmp_path, map(bundle.values, whole), bundle.values(whole.manifest))
    assert load(folder) == whole
    for file in sorted(folder.rglob("*.yaml")):
        committed = ROOT / "records" / file.relative_to(folder)
        assert yaml_reader.read(file.read_bytes()).json == yaml_reader.read(committed.read_bytes()).json


def test_a_bundle_made_by_the_models_is_the_dataset_too() -> None:
    whole = dataset()
    assert type(whole).from_bundle(Bundle.model_validate_json(to_json.write(whole))) == whole


@pytest.mark.parametrize("turn", [lambda found: found, reversed, lambda found: found[1::2] + found[::2]])
def test_the_bytes_do_not_depend_on_the_order_of_files_on_disk(
    turn: "Callable[[list[os.DirEntry[str]]], Iterable[os.DirEntry[str]]]",
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = write_folder(tmp_path)
    scan = os.scandir

    @contextmanager
    def scan_in_another_order(path: str) -> "Iterator[Iterator[os.DirEntry[str]]]":
        with scan(path) as found:
            yield iter(turn(list(found)))

    monkeypatch.setattr(os, "scandir", scan_in_another_order)
    whole = load(folder)
    monkeypatch.undo()
    assert to_json.write(whole) == expected("bundle.json")


@pytest.mark.parametrize("folder", case_files.valid(), ids=lambda folder: folder.name)
def test_with_the_texts_every_span_is_counted_in_other_units_too(folder: Path, tmp_path: Path) -> None:
    whole = load(folder)
    texts, diagnostics = canonical_texts(whole, case_files.texts_of(folder))
    assert diagnostics == []
    reported = to_json.write(whole, texts)
    values = json.loads(reported)
    for of, part, span in _spans(values):
        words = texts[of].text[span["start"] : span["end"]]
        utf16, utf8 = span.pop("utf16"), span.pop("utf8")
        encoded = texts[of].text.encode("utf-16-le")[2 * utf16["start"] : 2 * utf16["end"]]
        assert encoded.decode("utf-16-le") == words, (of, part)
        assert texts[of].text.encode("utf-8")[utf8["start"] : utf8["end"]].decode("utf-8") == words, (of, part)
    without = json.loads(to_json.write(whole))
    for _, _, span in _spans(without):
        span.pop("utf16", None)
        span.pop("utf8", None)
    assert values == without
    file = tmp_path / "bundle.json"
    file.write_bytes(reported.encode("utf-8"))
    assert to_json.write(load(file)) == reported
    assert check(file, texts=case_files.texts_of(folder)).diagnostics == ()
    assert json_schema.validator("bundle").is_valid(json.loads(reported))


def _spans(values: Values) -> "Iterator[tuple[str, str, Values]]":
    """Every pointer and sentence of a bundle, as: source id, record id, and values."""
    for key, listed in values.items():
        for one in listed if key != "dataset" else ():
            yield from ((one["id"], one["id"], row) for row in one.get("sentences", ()))
            yield from ((each["source"], one["id"], each) for each in one.get("evidence", ()))


def test_a_manifest_with_every_field_comes_back_whole(tmp_path: Path) -> None:
    values = {
        **river_pact.manifest(),
        "licences": {"data": "CC-BY-4.0", "code": "Apache-2.0"},
        "creators": [{"name": "A", "url": "https://example.org/"}, {"name": "B"}],
        "retired": ["actor/old", "risk/older"],
    }
    assert bundle.values(manifest(**values)) == values
    assert bundle.values(load(write_folder(tmp_path, manifest=values)).manifest) == values
    assert yaml_writer.write(values) == (tmp_path / "dataset.yaml").read_text(encoding="utf-8")
