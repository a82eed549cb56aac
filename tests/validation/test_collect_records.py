import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from nsatu_data import CannotRun
from nsatu_data.diagnostics import Fault, Target
from nsatu_data.export import to_json
from nsatu_data.linking.record_facts import facts
from nsatu_data.model.schema_version import SCHEMA_VERSION
from nsatu_data.validation import collect_records
from nsatu_data.validation.collect_records import Intake, IntakeOptions
from tests.support import river_pact
from tests.support.example_datasets import Values, dataset, manifest, with_fields, write_folder
from tests.support.messages import NOTHING_IN_FOLDER

BUDGET = "risk/strain-on-the-budget"
KEEPING = IntakeOptions(keep=True)
RETIRING = {**river_pact.manifest(), "retired": ["actor/gone"]}


def _faults(taken: Intake) -> list[tuple[str, str, str]]:
    return [(found.paths[0], found.diagnostic.pointer or "", found.diagnostic.code) for found in taken.findings]


def _bundle(folder: Path, values: Any, options: IntakeOptions = KEEPING) -> Intake:
    file = folder / "bundle.json"
    file.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")
    return collect_records.bundle(file, options)


def _values() -> Values:
    values: Values = json.loads(to_json.write(dataset()))
    return values


@pytest.mark.parametrize("options", [IntakeOptions(), IntakeOptions(keep=True)])
def test_a_folder_and_its_bundle_are_read_alike(options: IntakeOptions, tmp_path: Path) -> None:
    folder = collect_records.folder(write_folder(tmp_path / "records", manifest=RETIRING), options)
    whole = _bundle(tmp_path, {**_values(), "dataset": RETIRING}, options)
    assert folder.findings == whole.findings == []
    assert folder.records == whole.records == {values["id"]: facts(values) for values in river_pact.records()}
    assert folder.retired == whole.retired == ("actor/gone",)
    if options.keep:
        assert folder.manifest == whole.manifest == manifest(retired=["actor/gone"])
    assert folder.models == whole.models == ({one.id: one for one in dataset()} if options.keep else {})
    assert sorted(folder.paths) == sorted(
        ["dataset.yaml", *(f"{values['id']}.yaml" for values in river_pact.records())]
    )
    assert whole.paths == ["bundle.json"]


@pytest.mark.parametrize("form", ["folder", "bundle"])
def test_a_fault_across_records_is_placed_in_their_files(form: str, tmp_path: Path) -> None:
    folder = collect_records.folder(write_folder(tmp_path / "records"))
    taken = folder if form == "folder" else _bundle(tmp_path, _values())
    related = (
        Target("actor/arda", "/naming", "the actor"),
        Target("", "/title", "the whole"),
        Target("actor/x", "", ""),
    )
    taken.add_fault(Fault("a-code", "a message", "/type/deeper", record="place/lorn", related=related))
    ((reported, paths, concerns_all),) = taken.findings
    assert concerns_all is False
    if form == "folder":
        assert paths == ("place/lorn.yaml", "actor/arda.yaml", "dataset.yaml")
        assert (reported.span, reported.excerpt) == ((5, 7, 5, 11), "type: city")
        assert [(one.span, one.excerpt) for one in reported.related] == [
            ((6, 9, 6, 14), "naming: named"),
            ((1, 8, 1, 33), 'title: "Arda and the River Pact"'),
        ]
    else:
        assert paths == ("bundle.json",) * 3
        assert reported.excerpt == '      "type": "city",'
        assert reported.pointer == "/places/0/type/deeper"


def test_a_fault_of_no_record_and_of_no_manifest_is_not_reported(tmp_path: Path) -> None:
    taken = collect_records.folder(write_folder(tmp_path))
    taken.add_fault(Fault("a-code", "a message", record="place/nowhere"))
    assert taken.findings == []


@pytest.mark.parametrize(
    ("was", "becomes", "code"),
    [("type: city", "type: region", "a-code"), ("within: place/a", "within: place/b", "changed-file"), ("", None, "")],
)
def test_a_file_that_changed_since_it_was_judged_is_reported_as_that(
    was: str, becomes: str | None, code: str, tmp_path: Path
) -> None:
    root = write_folder(tmp_path, with_fields("place/lorn", within="place/a"))
    taken = collect_records.folder(root)
    file = root / "place" / "lorn.yaml"
    if becomes is None:
        file.unlink()
    else:
        file.write_text(file.read_text(encoding="utf-8").replace(was, becomes), encoding="utf-8")
    taken.add_fault(Fault("a-code", "a message", "/type", record="place/lorn"))
    ((path, _, reported),) = _faults(taken)
    assert (path, reported) == ("place/lorn.yaml", code or "changed-file")


def test_beyond_the_limit_nothing_is_judged(tmp_path: Path) -> None:
    root = write_folder(tmp_path, with_fields(BUDGET, basis="said"))
    assert _faults(collect_records.folder(root, IntakeOptions(limit=11))) == [(".", "", "too-many-records")]
    assert _faults(collect_records.folder(root, IntakeOptions(limit=12))) == [
        (f"{BUDGET}.yaml", "/basis", "unknown-term")
    ]
    values = _values()
    assert _faults(_bundle(tmp_path, values, IntakeOptions(limit=11))) == [("bundle.json", "", "too-many-records")]
    assert _faults(_bundle(tmp_path, values, IntakeOptions(limit=12))) == []


def test_progress_counts_every_file_of_a_folder(tmp_path: Path) -> None:
    counted: list[int] = []

    @contextmanager
    def progress(total: int) -> Iterator[Callable[[int], object]]:
        counted.append(total)
        yield counted.append
        counted.append(-1)

    collect_records.folder(write_folder(tmp_path), IntakeOptions(progress=progress))
    assert counted == [12, 12, -1]


def test_what_is_wrong_with_a_file_leaves_the_others_untouched(tmp_path: Path) -> None:
    root = write_folder(tmp_path, with_fields(BUDGET, basis="said"))
    (root / "place" / "lorn.yaml").write_bytes(b"\xff")
    taken = collect_records.folder(root)
    assert _faults(taken) == [
        ("place/lorn.yaml", "", "not-utf-8"),
        ("risk/strain-on-the-budget.yaml", "/basis", "unknown-term"),
    ]
    assert taken.refused == {"place/lorn", BUDGET}
    assert taken.records.keys() == {values["id"] for values in river_pact.records()} - taken.refused


def test_a_record_under_another_id_than_its_files_is_refused_under_its_files(tmp_path: Path) -> None:
    root = write_folder(tmp_path)
    (root / "place" / "lorn.yaml").rename(root / "place" / "other.yaml")
    taken = collect_records.folder(root)
    ((reported, _, _),) = taken.findings
    assert (reported.code, reported.pointer) == ("id-against-path", "/id")
    assert reported.message == "the id is place/lorn, but the path requires place/other"
    assert reported.help == "write place/other, or move the record"
    # Records that refer to this record are not at fault.
    assert taken.refused == {"place/lorn", "place/other"}
    assert "place/lorn" not in taken.records


def test_a_folder_without_a_manifest_is_read_and_reported(tmp_path: Path) -> None:
    root = write_folder(tmp_path)
    (root / "dataset.yaml").unlink()
    taken = collect_records.folder(root)
    assert _faults(taken) == [(".", "", "missing-manifest")]
    assert taken.manifest is None
    assert len(taken.records) == 12


def test_an_empty_folder_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("x", encoding="utf-8")
    with pytest.raises(CannotRun) as caught:
        collect_records.folder(tmp_path)
    assert str(caught.value) == f"{tmp_path}: {NOTHING_IN_FOLDER}"


def test_notes_and_hidden_files_are_no_part(tmp_path: Path) -> None:
    root = write_folder(tmp_path)
    for name in ("notes.md", "risk/notes.md", ".hidden", "risk/.hidden.yaml"):
        (root / name).write_text("x", encoding="utf-8")
    taken = collect_records.folder(root)
    assert taken.findings == []
    assert sorted(taken.paths) == sorted(["dataset.yaml", *(f"{values['id']}.yaml" for values in river_pact.records())])


@pytest.mark.parametrize("name", ["notes.txt", "risk/strain.yml", "risk/deeper/strain.yaml", "claim/strain.yaml"])
def test_a_file_where_none_belongs_is_reported(name: str, tmp_path: Path) -> None:
    root = write_folder(tmp_path)
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text("x", encoding="utf-8")
    taken = collect_records.folder(root)
    ((path, pointer, code),) = _faults(taken)
    assert name.startswith(path)
    assert taken.refused
    assert (pointer, code) == ("", "misplaced-file")


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"nonsense", b'{"dataset": 1', b'{"a": 1, "a": 2}'])
def test_a_bundle_that_is_no_json_is_reported_and_nothing_taken(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "bundle.json"
    file.write_bytes(data)
    taken = collect_records.bundle(file)
    assert taken.findings
    assert taken.records == {}
    assert taken.manifest is None


@pytest.mark.parametrize("value", [None, 3, "x", [], [{}]])
def test_a_bundle_that_is_no_object_is_reported(value: Any, tmp_path: Path) -> None:
    assert _faults(_bundle(tmp_path, value)) == [("bundle.json", "", "wrong-type")]


def test_every_key_of_a_bundle_must_be_there(tmp_path: Path) -> None:
    taken = _bundle(tmp_path, {})
    assert [(reported.code, reported.message) for reported, _, _ in taken.findings] == [
        ("missing-field", f"`{key}` is missing") for key in _values()
    ]


def test_faults_of_a_bundle_are_placed_in_their_record(tmp_path: Path) -> None:
    values = _values()
    values["risks"][0]["basis"] = "said"
    values["dataset"]["version"] = "1"
    values["notes"] = []
    taken = _bundle(tmp_path, values)
    assert sorted(_faults(taken)) == [
        ("bundle.json", "/dataset/version", "malformed-value"),
        ("bundle.json", "/notes", "unknown-field"),
        ("bundle.json", "/risks/0/basis", "unknown-term"),
    ]
    assert taken.refused == {"", BUDGET}


def test_a_record_twice_in_a_bundle_is_reported_once_at_the_second(tmp_path: Path) -> None:
    values = _values()
    values["places"].append(deepcopy(values["places"][0]))
    assert _faults(_bundle(tmp_path, values)) == [("bundle.json", "/places/1/id", "duplicate-id")]


def test_records_of_a_bundle_stand_in_the_order_of_ids(tmp_path: Path) -> None:
    values = _values()
    values["actors"].reverse()
    assert _faults(_bundle(tmp_path, values)) == [
        ("bundle.json", "/actors/1/id", "disordered-bundle"),
        ("bundle.json", "/actors/2/id", "disordered-bundle"),
    ]


@pytest.mark.parametrize("identifier", ["", None, 3, ["place/lorn"], "lorn", "actor/lorn"])
def test_a_wrong_id_in_a_bundle_is_reported_as_that_alone(identifier: Any, tmp_path: Path) -> None:
    values = _values()
    values["places"][0]["id"] = identifier
    ((path, pointer, code),) = _faults(_bundle(tmp_path, values))
    assert (path, pointer) == ("bundle.json", "/places/0/id")
    assert code in {"malformed-id", "wrong-kind", "wrong-type"}


def _foreign(folder: Path, form: str) -> Intake:
    """A dataset of an unknown schema version, with many other faults."""
    foreign = {**river_pact.manifest(), "schema_version": "9.0", "funding": "none"}
    records = with_fields(BUDGET, basis="said", note="x")
    if form == "folder":
        return collect_records.folder(write_folder(folder / "records", records, foreign))
    whole = {**_values(), "dataset": foreign}
    whole["risks"] = [values for values in records if values["kind"] == "risk"]
    return _bundle(folder, whole)


@pytest.mark.parametrize("form", ["folder", "bundle"])
def test_a_dataset_of_an_unknown_schema_version_is_judged_no_further(form: str, tmp_path: Path) -> None:
    taken = _foreign(tmp_path, form)
    assert [(reported.code, reported.pointer) for reported, _, _ in taken.findings] == [
        ("schema-version", "/schema_version" if form == "folder" else "/dataset/schema_version")
    ]
    assert taken.foreign
    assert taken.records == {}
    assert taken.manifest is None
    assert taken.refused == {"", *(values["id"] for values in river_pact.records())}
    assert len(taken.paths) == (13 if form == "folder" else 1)


@pytest.mark.parametrize("change", [{"treaties": []}, {"risks": ...}, {"risks": None}])
def test_a_bundle_of_an_unknown_schema_version_may_have_other_keys(change: Values, tmp_path: Path) -> None:
    values = {**_values(), "dataset": {**river_pact.manifest(), "schema_version": f"{SCHEMA_VERSION}999"}, **change}
    taken = _bundle(tmp_path, {key: value for key, value in values.items() if value is not ...})
    assert _faults(taken) == [("bundle.json", "/dataset/schema_version", "schema-version")]


FAULTS_OF_WRITING = [
    ("name: Lorn\n", "name: 'Lorn'\n", "single-quotes"),
    ("type: city\n", "type: city\ntype: city\n", "duplicate-key"),
    ("name: Lorn\n", "Name: Lorn\n", "malformed-key"),
    ("type: city\n", "type: city \n", "trailing-space"),
    ("type: city\n", "type: city\n  or town\n", "text-without-key"),
    # Only the fault itself shows that the record is not what its author intended.
    ("type: city\n", "type: city\nnan: 1\n", "malformed-key"),
    ("id: place/lorn\n", "A place\nid: place/lorn\n", "text-without-key"),
]


@pytest.mark.parametrize(("was", "becomes", "code"), FAULTS_OF_WRITING)
def test_a_file_with_any_fault_is_never_used_as_a_record(was: str, becomes: str, code: str, tmp_path: Path) -> None:
    file = write_folder(tmp_path) / "place" / "lorn.yaml"
    written = file.read_text(encoding="utf-8")
    assert written.count(was) == 1
    file.write_text(written.replace(was, becomes), encoding="utf-8")
    taken = collect_records.folder(tmp_path)
    assert [(path, reported) for path, _, reported in _faults(taken)] == [("place/lorn.yaml", code)]
    assert taken.refused == {"place/lorn"}
    assert taken.records.keys() == {values["id"] for values in river_pact.records()} - {"place/lorn"}
    assert len(taken.paths) == 13


@pytest.mark.parametrize("line", ["nan: 1\n", "title: 'Another'\n"])
def test_a_manifest_with_any_fault_is_not_used(line: str, tmp_path: Path) -> None:
    file = write_folder(tmp_path) / "dataset.yaml"
    file.write_text(file.read_text(encoding="utf-8") + line, encoding="utf-8")
    taken = collect_records.folder(tmp_path)
    assert taken.manifest is None
    assert taken.refused == {""}
    assert len(taken.records) == 12
