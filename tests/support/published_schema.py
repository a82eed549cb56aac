"""The shape of the published schema, and the schema version that a change requires.

`published_schema.txt` holds the shape of the last release: one line for each field, term and rule. `make derived` and a
test compare it with the schema as it is now. `make schema-version` sets the version. After a release of a new schema
version, `python -m tests.support.published_schema` writes the file again.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from nsatu_data.comparison.schema_changes import SchemaChange, compare_schemas, least_schema_version
from nsatu_data.model.schema_version import SCHEMA_VERSION
from nsatu_data.schema import json_schema
from tests.support.folders import ROOT, TESTS

RECORD: Final = TESTS / "published_schema.txt"
_MODULE: Final = ROOT / "nsatu_data" / "model" / "schema_version.py"
_SUFFIXES: Final = (".yaml", ".yml", ".json", ".jsonl", ".md")
_WORDS: Final = ("$schema", "$id", "$defs", "title", "description")


def shape() -> set[str]:
    """The lines that describe the current schema, without descriptions."""
    bundle = json_schema.schema("bundle")
    return {line for name, node in {"Bundle": bundle, **bundle["$defs"]}.items() for line in _definition(name, node)}


def _definition(name: str, node: dict[str, Any]) -> Iterator[str]:
    rest = {key: value for key, value in node.items() if key not in ("properties", "required")}
    yield from _value(name, "definition", rest)
    for field, value in node.get("properties", {}).items():
        yield from _value(f"{name}.{field}", "required" if field in node.get("required", ()) else "optional", value)


def _value(place: str, presence: str, node: dict[str, Any]) -> Iterator[str]:
    kept = {key: value for key, value in node.items() if key not in (*_WORDS, "enum")}
    yield f"{place} {presence} {json.dumps(kept, ensure_ascii=False)}"
    yield from (f"{place} term {term}" for term in node.get("enum", ()))


def asked_for() -> str | None:
    """What to do about the schema version; None if it is right for the changes since the last release."""
    needed, changes = _needed()
    if needed == SCHEMA_VERSION:
        return None
    listed = "".join(f"\n  {change.place} {change.what}" for change in changes if change.breaks)
    return (
        f"SCHEMA_VERSION in nsatu_data/model/schema_version.py must be {needed}, and is {SCHEMA_VERSION}: "
        f"run `make schema-version`; changed since schema {_released()}:{listed or ' nothing'}"
    )


def _released() -> str:
    return RECORD.read_text(encoding="utf-8").partition("\n")[0]


def _needed() -> tuple[str, tuple[SchemaChange, ...]]:
    """The version that the changes since the last release require, and the changes."""
    released, *lines = RECORD.read_text(encoding="utf-8").splitlines()
    changes = compare_schemas(schema_of(lines), schema_of(shape())).changes
    return least_schema_version(released, changes), changes


def schema_of(lines: Iterable[str]) -> dict[str, Any]:
    """The schema whose shape these lines describe."""
    definitions: dict[str, Any] = defaultdict(lambda: {"properties": {}, "required": []})
    terms = []
    for line in lines:
        place, presence, rest = line.split(maxsplit=2)
        name, _, field = place.partition(".")
        if presence == "term":
            terms.append((name, field, rest))
        elif presence == "definition":
            definitions[name].update(json.loads(rest))
        else:
            definitions[name]["properties"][field] = json.loads(rest)
            definitions[name]["required"] += [field] if presence == "required" else []
    for name, field, term in terms:
        node = definitions[name]["properties"][field] if field else definitions[name]
        node.setdefault("enum", []).append(term)
    return {**definitions.pop("Bundle"), "title": "Bundle", "$defs": dict(definitions)}


def write() -> None:
    """Record the current schema as the published one."""
    RECORD.write_text("".join(f"{line}\n" for line in (SCHEMA_VERSION, *sorted(shape()))), encoding="utf-8")


def set_version() -> None:
    """Set the schema version that the changes require. A new major version is also set in the repository's datasets."""
    needed, changes = _needed()
    _replace(_MODULE, f'SCHEMA_VERSION: Final = "{SCHEMA_VERSION}"', f'SCHEMA_VERSION: Final = "{needed}"')
    if SCHEMA_VERSION.partition(".")[0] == needed.partition(".")[0]:
        return
    new = [change for change in changes if change.place.startswith("Bundle.") and "is a new" in change.what]
    kinds = [change.place.removeprefix("Bundle.") for change in new]
    for file in _with_datasets():
        data = file.read_bytes()
        brought = _with_version(data, needed)
        for kind in kinds:
            if file.suffix == ".json":
                brought = _with_list(brought, kind, b"\n  ", b"\n")
            elif file.suffix == ".jsonl":
                brought = b"".join(_with_list(line, kind, b" ", b"") for line in brought.splitlines(keepends=True))
        if brought != data:
            file.write_bytes(brought)


def _with_version(dataset: bytes, needed: str) -> bytes:
    """A manifest or bundle for the needed schema version, which is a new major version.

    A minor version that this package does not know is the fault of a test case, and stays: 1.999 becomes 2.999.
    """
    (old, latest), new = map(int, SCHEMA_VERSION.split(".")), needed.partition(".")[0]

    def replaced(found: re.Match[bytes]) -> bytes:
        minor = int(found[2])
        return b"%s%s" % (found[1], (needed if minor <= latest else f"{new}.{minor}").encode())

    return re.sub(rb'(schema_version"?: ?")%d\.([0-9]+)' % old, replaced, dataset)


def _with_datasets() -> Iterator[Path]:
    """The files that may be a dataset's manifest or a bundle, or show one."""
    yield ROOT / "CONTRIBUTING.md"
    for folder in ("records", "tests/cases/valid", "tests/cases/invalid", "nsatu_data/manuals"):
        yield from (file for file in sorted((ROOT / folder).rglob("*")) if file.is_file() and file.suffix in _SUFFIXES)


def _with_list(bundle: bytes, kind: str, before: bytes, last: bytes) -> bytes:
    """A bundle with an empty list for records of a new kind, before the list of the kind that follows.

    `before` is written before each name of a list, and `last` before the brace that closes the bundle.
    """
    order = [name for name in json_schema.schema("bundle")["properties"] if name != "dataset"]
    following = order[order.index(kind) + 1 :]
    heads = [b'%s"%s":' % (before, name.encode()) for name in following]
    at = next((at for head in heads if (at := bundle.find(head)) >= 0), -1)
    if at >= 0:
        return b'%s%s"%s": [],%s' % (bundle[:at], before, kind.encode(), bundle[at:])
    end = bundle.rfind(b"%s}" % last)
    is_bundle = end >= 0 and b'"dataset":' in bundle
    return b'%s,%s"%s": []%s' % (bundle[:end], before, kind.encode(), bundle[end:]) if is_bundle else bundle


def _replace(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    set_version() if sys.argv[1:] == ["--set-version"] else write()
