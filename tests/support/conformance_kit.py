"""The conformance kit for validators in any language: `tests/cases/index.json`. See tests/cases/README.md.

The index is derived from the cases. `keywords/` holds documents that break one keyword each, made from the valid ones,
in one JSON Lines file per schema. `make derived` writes these files, and the tests compare them.
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any, Final, NamedTuple

import jsonschema_rs

from nsatu_data.diagnostics import pointer_to
from nsatu_data.model.record_models import RECORDS, WHOLES
from nsatu_data.schema import json_schema
from nsatu_data.syntax import yaml_reader
from tests.support import case_files
from tests.support.broken_constraints import breaches
from tests.support.case_files import VALID, Case
from tests.support.folders import CASES
from tests.support.shape_verdicts import judge

INDEX: Final = "index.json"
KEYWORDS: Final = "keywords"


class Entry(NamedTuple):
    """A case of the kit: a document, its schema, and the expected result.

    `path` leads to a file of YAML or JSON, or, as `file#number`, to a line of a JSON Lines file, counted from 0.
    `valid` is true if the document has no fault, and `syntax` is false if the YAML itself is refused. `code` is the
    code of this package's finding at `line` and `column`. If `keyword` is given, the schema refuses the document by
    this keyword, and `pointer` is the JSON pointer of the refused value.
    """

    name: str
    path: str
    schema: str
    valid: bool
    syntax: bool
    code: str | None = None
    pointer: str | None = None
    line: int | None = None
    column: int | None = None
    keyword: str | None = None


def files() -> dict[str, str]:
    """The text of every derived file of the kit, by its path below `tests/cases`."""
    entries = [*_valid(), *_invalid()]
    texts = {}
    for name in json_schema.names():
        documents = _keywords(name)
        texts[f"{KEYWORDS}/{name}.jsonl"] = "".join(f"{_compact(document)}\n" for _, document in documents)
        entries += [entry for entry, _ in documents]
    rows = ",\n".join(_compact(entry._asdict()) for entry in entries)
    return {INDEX: f'{{"version": 1, "cases": [\n{rows}\n]}}\n', **texts}


def write() -> None:
    """Write the derived files, and delete files that are no longer derived."""
    texts = files()
    for file in (CASES / KEYWORDS).glob("*"):
        if f"{KEYWORDS}/{file.name}" not in texts:
            file.unlink()
    for path, text in texts.items():
        (CASES / path).parent.mkdir(exist_ok=True)
        (CASES / path).write_bytes(text.encode("utf-8"))


def asked(index: Any) -> list[Any]:
    """The cases of an index that have a schema verdict: accepted, or refused by a keyword."""
    return [case for case in index["cases"] if case["valid"] or case["keyword"] is not None]


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _valid() -> Iterator[Entry]:
    for dataset in case_files.valid():
        for file in sorted(dataset.rglob("*.yaml")):
            name = case_files.schema_of(file.relative_to(dataset).as_posix())
            path = file.relative_to(CASES).as_posix()
            for asked in (name,) if name == "dataset" else (name, "record"):
                yield Entry(f"{path} as {asked}", path, asked, valid=True, syntax=True)
    path = case_files.BUNDLE.relative_to(CASES).as_posix()
    yield Entry(f"{path} as bundle", path, "bundle", valid=True, syntax=True)


def _invalid() -> Iterator[Entry]:
    for case in case_files.invalid():
        within = _document_of(case)
        if within is None:
            continue
        overlay = case.folder / "overlay" / within
        file = overlay if overlay.exists() else VALID / case.base / within
        # A new case has no expected output yet.
        found = json.loads(case.expected("json"))["diagnostics"] if "json" in case.forms else []
        finding: dict[str, Any] = next((one for one in found if one["code"] == case.code), {})
        is_here = finding.get("file") == within
        yield Entry(
            f"invalid/{case.name}",
            file.relative_to(CASES).as_posix(),
            case_files.schema_of(within),
            valid=False,
            syntax=within.endswith(".json") or yaml_reader.read(file.read_bytes()).faults == (),
            code=case.code,
            pointer=finding.get("pointer") if is_here and case.schema.keyword is None else case.schema.pointer,
            line=finding.get("line") if is_here else None,
            column=finding.get("column") if is_here else None,
            keyword=case.schema.keyword,
        )


def _document_of(case: Case) -> str | None:
    """The path within its dataset of the document that a case tests; None if the case is not about one file's bytes."""
    if case.links or case.padded or case.unreadable or case.vanishing:
        return None
    if case.judged is not None:
        return case.judged
    overlay = case.folder / "overlay"
    laid = [file.relative_to(overlay).as_posix() for file in overlay.rglob("*") if file.is_file()]
    is_record = len(laid) == 1 and laid[0].endswith((".yaml", ".json")) and case_files.schema_of(laid[0]) in WHOLES
    return laid[0] if is_record else None


@cache
def _keywords(name: str) -> list[tuple[Entry, Any]]:
    """Documents that each break one constraint of a schema."""
    found: list[tuple[Entry, Any]] = []
    # This validator is fast. The tests ask another one about the finished kit.
    judges = jsonschema_rs.validator_for(json_schema.schema(name))
    for breach in breaches(name, json_schema.schema(name)):
        for document in breach.documents:
            # Two constraints may refuse one value: to some validators, `$` also matches before a last line feed.
            (place,) = {tuple(error.instance_path) for error in judges.iter_errors(document)}
            faults = judge(WHOLES[_model_of(name, document)], json.dumps(document))[1]
            entry = Entry(
                f"{KEYWORDS}/{name}/{breach.context.constraint}",
                f"{KEYWORDS}/{name}.jsonl#{len(found)}",
                name,
                valid=False,
                syntax=True,
                code=faults[0].code,
                pointer=pointer_to(place),
                keyword=breach.context.keyword,
            )
            found.append((entry, document))
    return found


def _model_of(name: str, document: Any) -> str:
    """The name of the model for a document of this schema. For a record of unknown kind, any model."""
    if name != "record":
        return name
    kind = document.get("kind") if isinstance(document, dict) else None
    return kind if kind in RECORDS else "actor"


if __name__ == "__main__":
    write()
