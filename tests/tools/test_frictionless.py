"""Frictionless, a library for Data Packages, finds no fault in the CSV files and reads the values that we wrote."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import frictionless

from nsatu_data import cli, load
from nsatu_data.tables.dataset_rows import rows_of
from nsatu_data.tables.rows import rows_by_table
from tests.support import corpora
from tests.support.folders import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable


def test_frictionless_finds_no_fault_and_reads_the_same_values(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "csv"
    assert cli.main(["export", "csv", "--dataset", str(folder), "--output", str(output)]) == 0
    package: Any = frictionless.Package(str(output / "datapackage.json"))
    report = package.validate()
    assert report.flatten(["type", "message"]) == []
    wanted = rows_by_table(rows_of(load(folder)))
    for resource in package.resources:
        found = [tuple(row.to_list()) for row in resource.read_rows()]
        assert found == wanted[str(resource.name)], resource.name


def test_frictionless_finds_no_fault_in_the_tables_of_a_corpus(tmp_path: Path) -> None:
    path, output = corpora.write_lines(tmp_path / "c.jsonl", corpora.BUNDLES), tmp_path / "csv"
    # Some rows have an empty cell in a column that refers to a record.
    assert any("part_of" not in actor for bundle in corpora.BUNDLES for actor in bundle["actors"])
    assert cli.main(["export", "csv", "--dataset", str(path), "--output", str(output)]) == 0
    validate: Any = frictionless.validate
    assert validate(str(output / "datapackage.json")).flatten(["type", "message"]) == []
    file = output / "evidence.csv"
    damaged = file.read_bytes().replace(b",source/", b",source/no-", 1)
    assert damaged != file.read_bytes()
    file.write_bytes(damaged)
    assert "foreign-key" in {kind for (kind,) in validate(str(output / "datapackage.json")).flatten(["type"])}


def test_frictionless_sees_each_sort_of_damage(tmp_path: Path) -> None:
    output = tmp_path / "csv"
    assert cli.main(["export", "csv", "--dataset", str(ROOT / "records"), "--output", str(output)]) == 0
    validate: Any = frictionless.validate
    damages: dict[str, Callable[[str], str]] = {
        "risks.csv": lambda text: text.replace(",certain,", ",sure,", 1),
        "events.csv": lambda text: text.replace("event/", "act/", 1),
        "evidence.csv": lambda text: text.replace(",source/japan-nsatu,", ",,", 1),
    }
    for name, damage in damages.items():
        file = output / name
        whole = file.read_bytes().decode()
        file.write_bytes(damage(whole).encode())
        assert damage(whole) != whole
        assert not validate(str(output / "datapackage.json")).valid, name
        file.write_bytes(whole.encode())
