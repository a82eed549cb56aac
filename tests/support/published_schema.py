"""The schema version that the changes since the last published schema require.

`make derived` and a test compare the newest schema in `docs/published` with the schema as it is now.
`make schema-version` runs `python -m tests.support.published_schema` to set the version.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from nsatu_data.comparison.schema_changes import SchemaChanges, compare_schemas, least_schema_version
from nsatu_data.model.schema_version import SCHEMA_VERSION
from nsatu_data.schema import json_schema
from tests.support import published_versions
from tests.support.folders import ROOT

_MODULE: Final = ROOT / "nsatu_data" / "model" / "schema_version.py"
_SUFFIXES: Final = (".yaml", ".yml", ".json", ".jsonl", ".md")


def published() -> dict[str, Any]:
    """The bundle's schema of the newest published version."""
    folder = published_versions.schema_folder(published_versions.schema_versions()[-1])
    schema: dict[str, Any] = json.loads((folder / json_schema.file_name("bundle")).read_bytes())
    return schema


def changes() -> SchemaChanges:
    """What changed in the schema since the newest published version."""
    return compare_schemas(published(), json_schema.schema("bundle"))


def asked_for() -> str | None:
    """What to do about the schema version; None if it is right for the changes since the newest published version."""
    since = changes()
    needed = _needed(since)
    if needed == SCHEMA_VERSION:
        return None
    listed = "".join(f"\n  {change.place} {change.what}" for change in since.changes if change.breaks)
    reworded = "".join(f"\n  {name} has other bytes" for name in published_versions.reworded(since.old))
    return (
        f"SCHEMA_VERSION in nsatu_data/model/schema_version.py must be {needed}, and is {SCHEMA_VERSION}: "
        f"run `make schema-version`; changed since schema {since.old}:{listed or reworded or ' nothing'}"
    )


def _needed(since: SchemaChanges) -> str:
    """The version that the changes require.

    A published file never changes, so other words, or another context, shape or definition, need a new minor version.
    """
    least = least_schema_version(since.old, since.changes)
    if least != since.old or not published_versions.reworded(since.old):
        return least
    major, minor = since.old.split(".")
    return f"{major}.{int(minor) + 1}"


def set_version() -> None:
    """Set the schema version that the changes require. A new major version is also set in the repository's datasets."""
    since = changes()
    needed = _needed(since)
    _replace(_MODULE, f'SCHEMA_VERSION: Final = "{SCHEMA_VERSION}"', f'SCHEMA_VERSION: Final = "{needed}"')
    if SCHEMA_VERSION.partition(".")[0] == needed.partition(".")[0]:
        return
    new = [change for change in since.changes if change.place.startswith("Bundle.") and "is a new" in change.what]
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
    set_version()
