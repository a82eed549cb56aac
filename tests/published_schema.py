"""The published shape of the schema, a line for each field, term and law, and the version that a change asks for.

`published_schema.txt` holds the shape of the last release. `make derived` and a test compare it with the schema as it
is now. After a release of a new schema version, `python -m tests.published_schema` writes the record again.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from nsatu_data.model.schema_version import SCHEMA_VERSION
from nsatu_data.schema import json_schema

RECORD: Final = Path(__file__).parent / "published_schema.txt"
_WORDS: Final = ("$schema", "$id", "$defs", "title", "description")


def shape() -> set[str]:
    """The lines that describe the schema as it is now; descriptions are left out."""
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
    """What to do about the schema version; None where it is as the changes since the last release ask."""
    released, *lines = RECORD.read_text(encoding="utf-8").splitlines()
    needed, changes = needed_version(released, set(lines), shape())
    if needed == SCHEMA_VERSION:
        return None
    told = "".join(f"\n  {change}" for change in changes)
    return (
        f"SCHEMA_VERSION in nsatu_data/model/schema_version.py must be {needed}, and is {SCHEMA_VERSION}; "
        f"changed since schema {released}:{told or ' nothing'}"
    )


def needed_version(released: str, published: set[str], now: set[str]) -> tuple[str, list[str]]:
    """The version that the changes since a release ask for, and the changes.

    A new term, or a new optional field with the definitions that only it needs, is a minor change. Any other is major.
    """
    major, minor = map(int, released.split("."))
    known = {_name(line) for line in published}
    added, removed = now - published, published - now
    changes = sorted([*(f"+ {line}" for line in added), *(f"- {line}" for line in removed)], key=lambda one: one[2:])
    if not changes:
        return released, changes
    if not removed and all(line.split()[1] in ("optional", "term") or _name(line) not in known for line in added):
        return f"{major}.{minor + 1}", changes
    return f"{major + 1}.0", changes


def _name(line: str) -> str:
    return line.split(maxsplit=1)[0].partition(".")[0]


def write() -> None:
    """Records the schema as it is now as the published one."""
    RECORD.write_text("".join(f"{line}\n" for line in (SCHEMA_VERSION, *sorted(shape()))), encoding="utf-8")


if __name__ == "__main__":
    write()
