from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nsatu_data import check, cli
from nsatu_data.authoring.scaffold import scaffold, unfilled
from nsatu_data.authoring.settings import parse_settings
from nsatu_data.diagnostics import CannotRun
from nsatu_data.model.record_models import RECORDS, WHOLES
from nsatu_data.schema.model_fields import fields, model_of
from nsatu_data.storage import dataset_folder, read_files
from nsatu_data.syntax import yaml_reader, yaml_writer
from tests.support import river_pact
from tests.support.example_datasets import Values, by_id, write_folder
from tests.support.folders import ROOT

MADE = ("id", "kind", "text", "sentences", "language", "schema_version")
TO_BE_FILLED_IN = {
    name: [field.name for field in fields(WHOLES[name]).values() if field.required and field.name not in MADE]
    for name in ("dataset", *RECORDS)
}
SIDES = ["certainty", "polarity", "voice"]
REAL = [
    yaml_reader.read(read_files.read(ROOT / "records", entry.path)).values  # type: ignore[arg-type]
    for entry in dataset_folder.entries(ROOT / "records")
    if entry.kind not in ("", "source")
]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("text.txt").write_bytes(river_pact.TEXT.encode())
    return tmp_path


def _settings(values: Values) -> Iterator[str]:
    """The values as FIELD=VALUE, without those that are generated: ids, offsets and digests, evidence."""
    for name, value in values.items():
        if name in ("id", "kind", "text", "sentences", "evidence", "about"):
            continue
        inner = value[0] if isinstance(value, list) and isinstance(value[0], dict) else value
        if isinstance(inner, dict):
            yield from (f"{name}.{setting}" for setting in _settings(inner))
        elif isinstance(value, list):
            yield from (f"{name}={item}" for item in value)
        else:
            yield f"{name}={'null' if value is None else value}"


def _arguments(values: Values) -> list[str]:
    sets = [argument for setting in _settings(values) for argument in ("--set", setting)]
    return [*sets, *(argument for target in values.get("about", ()) for argument in ("--about", target))]


@pytest.mark.parametrize("kind", TO_BE_FILLED_IN)
def test_what_is_to_be_filled_in_and_nothing_else_is_wrong_with_a_scaffold(
    kind: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_folder(here / "records", [] if kind == "source" else [by_id()[river_pact.SOURCE]])
    more = ["--text", "text.txt", "--set", "language=en"] if kind == "source" else []
    slug = [] if kind == "dataset" else ["new-one"]
    if kind == "dataset":
        (here / "records" / "dataset.yaml").unlink()
    path = "records/dataset.yaml" if kind == "dataset" else f"records/{kind}/new-one.yaml"
    assert cli.main(["new", kind, *slug, *more]) == 0
    reported = f"{path} is written; fill in: {', '.join(TO_BE_FILLED_IN[kind])}\n"
    assert capsys.readouterr() == (reported, "")
    found = [(one.code, one.excerpt) for one in check(path).diagnostics]
    assert found == [("missing-value", f"{field}:") for field in TO_BE_FILLED_IN[kind]]


@pytest.mark.parametrize(
    "values", [one for one in river_pact.records() if one["id"] != river_pact.SOURCE], ids=lambda one: one["id"]
)
def test_a_record_of_the_example_is_made_of_what_is_given(values: Values, here: Path) -> None:
    write_folder(here / "records", [by_id()[river_pact.SOURCE]])
    words = [river_pact.TEXT[pointer["start"] : pointer["end"]] for pointer in values["evidence"]]
    cites = [argument for one in words for argument in ("--cite", one)]
    slug = values["id"].partition("/")[2]
    # The records to which the new record refers do not exist.
    made = ["new", values["kind"], slug, *_arguments(values), *cites, "--text", "text.txt"]
    assert cli.main([*made, "--force"]) == 0
    assert (here / "records" / f"{values['id']}.yaml").read_text(encoding="utf-8") == yaml_writer.write(
        {name: values[name] for name in fields(RECORDS[values["kind"]]) if name in values}
    )


def test_the_source_of_the_example_is_made_of_its_text(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    values = by_id()[river_pact.SOURCE]
    write_folder(here / "records", [])
    assert cli.main(["new", "source", "river-pact", "--text", "text.txt", *_arguments(values)]) == 0
    assert capsys.readouterr() == ("records/source/river-pact.yaml is written\n", "")
    assert (here / "records/source/river-pact.yaml").read_text(encoding="utf-8") == yaml_writer.write(values)


def test_the_manifest_of_the_example_is_made_of_what_is_given(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["new", "dataset", *_arguments(river_pact.manifest())]) == 0
    assert capsys.readouterr() == ("records/dataset.yaml is written\n", "")
    assert (here / "records/dataset.yaml").read_text(encoding="utf-8") == yaml_writer.write(river_pact.manifest())


@pytest.mark.parametrize("values", REAL, ids=[values["id"] for values in REAL])
def test_a_record_of_the_dataset_has_the_values_that_are_given_for_it(values: Values) -> None:
    kind = values["kind"]
    settings = [*_settings(values), *(f"about={target}" for target in values.get("about", ()))]
    made = {
        "id": values["id"],
        "kind": values["kind"],
        "evidence": values["evidence"],
        **parse_settings(kind, settings),
    }
    assert yaml_reader.read(scaffold(kind, made).encode()).values == values
    assert unfilled(kind, made) == []


PLACE = """\
# id: The record's id.
id:
kind: place
# label: A name for lists and graphs.
label:
# name: The name as the source writes it.
name:
# type: What sort of place it is.
#   city: a town or city
#   country: the territory of a polity; the polity itself is an actor
#   region: any other part of the world, within a country or across several
type:
# within: The place that it is a part of.
# within:
# identifiers: Identifiers in other databases.
#   wikidata: The item in Wikidata.
#   iso3166: The ISO 3166-1 alpha-2 code; it implies no position on recognition.
#   geonames: The number in GeoNames.
# identifiers:
# evidence (a list): Where the source speaks of it.
#   source: The source of the words.
#   sentence: Number of the sentence, from 1, as in the source record.
#   start: Offset of the first character in the canonical text, in Unicode code points from 0 (W3C text
#     position selector).
#   end: Offset just after the last character, in Unicode code points.
#   sha256: Digest of the UTF-8 bytes of the characters from start to end.
#   utf16: The same span in UTF-16 code units, as JavaScript, Java and C# count. Exports add it.
#   utf8: The same span in UTF-8 bytes, as Go and Rust count. Exports add it.
evidence:
"""


def test_a_field_has_its_meaning_and_its_terms_above_it() -> None:
    assert scaffold("place", {"kind": "place"}) == PLACE


@pytest.mark.parametrize("kind", RECORDS)
def test_every_term_of_every_field_that_is_not_known_is_reported(kind: str) -> None:
    made = scaffold(kind, {}).splitlines()
    words = " ".join(word for line in made for word in line.removeprefix("# ").split())
    for field in fields(RECORDS[kind]).values():
        assert " ".join(f"{field.name}{' (a list)' if field.many else ''}: {field.description}".split()) in words
        for term in field.vocabulary or ():
            assert " ".join(f"{term}: {term.definition}".split()) in words
        for member in fields(model_of(field)).values() if model_of(field) else ():
            assert " ".join(f"{member.name}: {member.description}".split()) in words
    assert max(map(len, made)) <= yaml_writer.WIDTH


@pytest.mark.parametrize(
    ("kind", "settings", "values"),
    [
        ("risk", ["label=A = b", "statement="], {"label": "A = b", "statement": ""}),
        (
            "risk",
            ["themes=economic, diplomatic", "themes=military"],
            {"themes": ["economic", "diplomatic", "military"]},
        ),
        ("actor", ["name=null", "role=null"], {"name": None, "role": "null"}),
        ("actor", ["aliases=Foo, Bar & Co", "aliases=null"], {"aliases": ["Foo, Bar & Co", "null"]}),
        (
            "actor",
            ["identifiers.wikidata=Q1", "identifiers.iso3166=PL"],
            {"identifiers": {"wikidata": "Q1", "iso3166": "PL"}},
        ),
        ("place", ["label=1", "name=😀"], {"label": "1", "name": "😀"}),
    ],
)
def test_values_are_read_by_what_their_fields_are(kind: str, settings: list[str], values: dict[str, Any]) -> None:
    assert parse_settings(kind, settings) == values


def test_the_only_item_of_a_list_is_given_by_its_fields() -> None:
    settings = ["licences.data=CC0-1.0", "creators.name=A, B", "retired=risk/a,risk/b"]
    assert parse_settings("dataset", settings) == {
        "licences": {"data": "CC0-1.0"},
        "creators": [{"name": "A, B"}],
        "retired": ["risk/a", "risk/b"],
    }


@pytest.mark.parametrize(
    ("setting", "reported"),
    [
        ("label", "'label' is not FIELD=VALUE"),
        ("", "'' is not FIELD=VALUE"),
        ("lable=A", "there is no field lable; did you mean label?"),
        ("zzz=A", "there is no field zzz"),
        ("=A", "there is no field "),
        ("id=risk/a", "id cannot be set; leave it out"),
        ("kind=risk", "kind cannot be set; leave it out"),
        ("identifiers=a", "there is no field identifiers"),
        (
            "against_words=a",
            f"against_words has no single value; set its fields: {', '.join(f'against_words.{one}' for one in SIDES)}",
        ),
        ("label.x=a", "label.x cannot be set; leave it out"),
        ("evidence.strat=1", "there is no field strat; did you mean start?"),
        ("label=a\udcff", r"'label=a\udcff' cannot be written: half of a surrogate pair (U+DCFF) is not allowed"),
        ("label=a\tb", r"'label=a\tb' cannot be written: a tab (U+0009) is not allowed"),
        (
            "label=e\u0301",
            r"'label=e\u0301' cannot be written: the text is not in Unicode normalization form C",
        ),
    ],
)
def test_what_cannot_be_given_is_reported(setting: str, reported: str) -> None:
    with pytest.raises(CannotRun) as caught:
        parse_settings("risk", [setting])
    assert str(caught.value) == reported
