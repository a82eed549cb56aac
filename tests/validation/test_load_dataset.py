import re
from pathlib import Path

import pytest

from nsatu_data import CannotRun, InvalidDataset, check, load
from nsatu_data.export import to_json
from nsatu_data.model.schema_version import SCHEMA_VERSION
from tests.support.example_datasets import by_id, dataset, with_fields, write_folder
from tests.support.folders import ROOT

BUDGET = "risk/strain-on-the-budget"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_load_raises_one_error_that_holds_every_error_and_reads_well() -> None:
    records = by_id(with_fields(BUDGET, basis="said", mentions=["actor/arda"], note="x"))
    records["place/lorn"]["within"] = "place/nowhere"
    write_folder(Path("records"), records.values())
    with pytest.raises(InvalidDataset) as caught:
        load("records")
    assert str(caught.value) == (
        "records/place/lorn.yaml:12:9: error: there is no record place/nowhere [unresolved-reference]\n"
        'records/risk/strain-on-the-budget.yaml:6:8: error: "said" is not a term of `basis` [unknown-term]\n'
        "records/risk/strain-on-the-budget.yaml:19:1: error: unknown field `note` [unknown-field]"
    )
    outcome = check("records")
    assert outcome.dataset is None
    assert caught.value.diagnostics == outcome.diagnostics
    assert isinstance(caught.value, ValueError)


def test_load_leaves_warnings_out_of_its_error() -> None:
    records = by_id(with_fields(BUDGET, mentions=["actor/arda"]))
    records["place/lorn"]["within"] = "place/nowhere"
    write_folder(Path("records"), records.values())
    with pytest.raises(InvalidDataset) as caught:
        load("records")
    assert [found.code for found in caught.value.diagnostics] == ["unresolved-reference"]


def test_a_folder_and_its_bundle_are_loaded_alike() -> None:
    assert load(write_folder(Path("records"))) == dataset()
    Path("bundle.json").write_text(to_json.write(dataset()), encoding="utf-8")
    assert load("bundle.json") == dataset()


def test_a_faulty_bundle_is_not_loaded() -> None:
    Path("bundle.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InvalidDataset) as caught:
        load("bundle.json")
    assert {found.code for found in caught.value.diagnostics} == {"missing-field"}


def test_nothing_to_load_is_no_dataset() -> None:
    with pytest.raises(CannotRun) as caught:
        load("nowhere")
    assert str(caught.value) == "nowhere: there is no such file or folder"


def test_without_a_path_a_checkout_loads_its_records() -> None:
    assert load() == load(ROOT / "records")


def test_a_newer_schema_is_reported_though_it_has_fields_that_are_not_known() -> None:
    write_folder(Path("records"))
    file = Path("records/dataset.yaml")
    newer = re.sub('(schema_version: )".*"', rf'\1"{SCHEMA_VERSION}999"', file.read_text(encoding="utf-8"))
    file.write_text(f"{newer}funding: public\n", encoding="utf-8")
    with pytest.raises(InvalidDataset) as caught:
        load("records")
    assert str(caught.value) == (
        "records/dataset.yaml:4:17: error: "
        f"schema version {SCHEMA_VERSION}999 is not supported: this package reads {SCHEMA_VERSION} [schema-version]"
    )
