"""A bundle in memory has the findings of the same bundle on disk, whether or not its records are kept as models."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nsatu_data import CannotRun, check, load
from nsatu_data.export import to_json
from nsatu_data.model.record_models import RECORDS
from nsatu_data.validation.check_dataset import check_bundle
from nsatu_data.validation.collect_records import IntakeOptions
from tests.support import case_files, value_mutations
from tests.support.folders import ROOT

FOLDERS = [ROOT / "records", *case_files.valid()]
BUNDLES = {folder.name: to_json.write(load(folder)) for folder in FOLDERS}


@pytest.mark.parametrize("name", BUNDLES)
def test_bytes_and_values_have_the_findings_of_the_file(name: str, tmp_path: Path) -> None:
    file = tmp_path / "bundle.json"
    file.write_bytes(BUNDLES[name].encode())
    on_disk = check(file)
    for given_bundle in (BUNDLES[name].encode(), json.loads(BUNDLES[name])):
        assert check(given_bundle) == on_disk
        assert check_bundle(given_bundle) == on_disk._replace(dataset=None)
    assert on_disk.dataset == load(file)


_CHARACTERS = (
    "\t",
    "\n",
    "\x7f",
    "\x85",
    "\u200b",
    "\u202e",
    "\ufeff",
    "e\u0301",
    "é",
    "日本",
    "\\",
    '"',
    "\\n",
    "\u00ad",
)


@st.composite
def _mutated(draw: st.DrawFn) -> str:
    """A bundle in which some values are wrong, in any way that the writers of JSON allow."""
    bundle = json.loads(BUNDLES[draw(st.sampled_from(["river-pact", "every-field", "two-sources"]))])
    random = Random(draw(st.integers(0, 2**32)))  # noqa: S311
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from([kind for kind in RECORDS if bundle[f"{kind}s"]]))
        at = draw(st.integers(0, len(bundle[f"{kind}s"]) - 1))
        changed = value_mutations.of_values(kind, bundle[f"{kind}s"][at], random)
        if changed is not None and isinstance(changed.value, dict):
            bundle[f"{kind}s"][at] = changed.value
    if draw(st.booleans()):
        records = bundle[f"{draw(st.sampled_from(list(RECORDS)))}s"]
        records += records[: draw(st.integers(0, 2))]
    for record in draw(st.lists(st.sampled_from(bundle["actors"]), max_size=2)):
        if isinstance(record.get("label"), str):
            record["label"] += draw(st.sampled_from(_CHARACTERS))
    text = json.dumps(bundle, ensure_ascii=draw(st.booleans()), indent=draw(st.sampled_from([None, 1])))
    return text.replace('"sentence": 1', '"sentence": 1.0') if draw(st.booleans()) else text


@pytest.mark.exhaustive
@settings(max_examples=150)
@given(_mutated())
def test_the_quick_check_finds_what_the_models_find(text: str) -> None:
    quick = check_bundle(text.encode())
    assert quick._replace(dataset=None) == check_bundle(text.encode(), options=IntakeOptions(keep=True))._replace(
        dataset=None
    )


def test_texts_in_memory_verify_evidence() -> None:
    folder = case_files.VALID / "river-pact"
    data = next(iter(case_files.texts_of(folder).values())).read_bytes()
    bundle = to_json.write(load(folder)).encode()
    number = sum(len(record.evidence) for record in load(folder) if record.kind != "source")
    for key in ("", "source/river-pact"):
        summary = check(bundle, texts={key: data}).summary
        assert (summary.evidence_verified, summary.evidence_unverified) == (number, 0)
    (found, *_) = check(bundle, texts={"": data + b"more"}).diagnostics
    assert (found.code, found.file) == ("text-mismatch", "bundle.json")
    (found,) = check(bundle, texts={"": b"\xff"}).diagnostics
    assert (found.code, found.file) == ("not-utf-8", "text.txt")


def test_whole_numbers_with_a_point_can_be_verified() -> None:
    folder = case_files.VALID / "river-pact"
    texts = {source: file.read_bytes() for source, file in case_files.texts_of(folder).items()}
    text = to_json.write(load(folder))
    for field in ("start", "end", "number", "paragraph", "sentence"):
        text = text.replace(f'"{field}": 1', f'"{field}": 1.0e0' if field == "number" else f'"{field}": 1')
    for field in ("start", "end", "sentence"):
        text = _with_points(text, field)
    assert check(text.encode(), texts=texts) == check(to_json.write(load(folder)).encode(), texts=texts)


def _with_points(text: str, field: str) -> str:
    values = json.loads(text)

    def pointed(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: float(one) if key == field and isinstance(one, int) else pointed(one) for key, one in value.items()
            }
        return [pointed(one) for one in value] if isinstance(value, list) else value

    return json.dumps(pointed(values), ensure_ascii=False, indent=2)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({1, 2}, "Object of type set is not JSON serializable"),
        (float("nan"), "Out of range float values are not JSON compliant"),
        (b"", "Object of type bytes is not JSON serializable"),
    ],
)
def test_values_that_json_lacks_are_refused(value: Any, reason: str) -> None:
    with pytest.raises(CannotRun, match=f"the bundle has a value that JSON cannot write: {reason}"):
        check({"dataset": value})


def test_what_is_no_bundle_is_a_finding() -> None:
    for data, code in ((b"", "not-json"), (b"[]", "wrong-type"), (b"{}", "missing-field"), (b"\xff", "not-utf-8")):
        assert check(data).diagnostics[0].code == code
