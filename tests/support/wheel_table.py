"""Writes docs/dependencies.md: why a library is needed at run time, its licence, and which systems it has a wheel for.

`make wheels` runs it as `python -m tests.support.wheel_table` after the lock has changed, because it asks the package
index: uv for the files of each version, pip for its metadata. Tests compare the rest of the page with the lock.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from tests.support import requirements_lock, wheel_index
from tests.support.folders import ROOT
from tests.support.readme_parts import between
from tests.support.requirements_lock import LOCK, SCALE_LOCK
from tests.support.wheel_systems import PYTHONS, SYSTEMS, Pin, is_pure, is_required, served

PAGE: Final = ROOT / "docs" / "dependencies.md"
EXTRAS: Final = ("jsonschema", "authoring", "frames", "graph", "rdf", "spark")
"""The extras that users install. The others are for this repository."""
REASONS: Final = {
    "argcomplete": "completes commands in bash, zsh and fish, and knows how each shell quotes",
    "jsonschema": "judges a record by the published schema, for `nsatu_data.schema.validator`",
    "jsonschema-rs": "accepts a valid record with the compiled schema; without it, validation is slower",
    "networkx": "makes graphs: `to_networkx`",
    "nupunkt": "splits English texts into sentences",
    "pandas": "makes data frames: `to_pandas`",
    "polars": "makes data frames: `to_polars`",
    "pyarrow": "makes Arrow tables and Parquet files",
    "pydantic": "builds and checks the models, from which the schema is derived",
    "pyspark": "checks a corpus that is larger than one machine",
    "pyyaml": "reads ordinary YAML, which `format` rewrites",
    "rdflib": "asks linked data in SPARQL; the package itself does not import it",
    "sentencex": "splits texts in other languages into sentences",
    "tqdm": "shows progress in a terminal",
    "wcwidth": "measures how wide a text is in a terminal",
}
"""Why the package requires each library that it names itself."""
SPARK_REASONS: Final = {"pandas": "pyspark requires it to pass rows to Python"}
"""The reasons for the extra `spark` where they are others."""
UNUSED: Final = frozenset({"html5rdf"})
"""Libraries that are in the lock for an extra of a library that users do not install: `rdflib[html]`."""
HEAD: Final = ("library", "version", "needed by", "why", "licence", "wheel")

Wheels = Mapping[tuple[str, str], list[str]]
"""The names of wheels, by package and version."""


class Library(NamedTuple):
    """A library at the versions that a lock has for a part. Several versions are for different versions of Python."""

    name: str
    pins: tuple[Pin, ...]

    @property
    def version(self) -> str:
        """The versions as the page shows them."""
        return ", ".join(pin.version for pin in self.pins)

    def is_pure(self, wheels: Wheels) -> bool:
        """Whether each version has a wheel for any system."""
        return all(is_pure(wheels[pin.package, pin.version]) for pin in self.pins)

    def has_wheels(self, wheels: Wheels) -> bool:
        """Whether a version has a wheel for some system."""
        return any(wheels[pin.package, pin.version] for pin in self.pins)


def parts() -> dict[str, list[Library]]:
    """The libraries that each part requires, directly or through others: the package alone (""), and each extra."""
    found = {}
    for part in ("", *EXTRAS):
        locked = requirements_lock.pins(_lock(part))
        names = requirements_lock.with_dependencies(direct(part), locked) - UNUSED
        found[part] = [Library(name, _pins(name, locked[name])) for name in sorted(names)]
    return found


def direct(part: str) -> set[str]:
    """The libraries that a part names itself."""
    named = requirements_lock.requirements(part) if part else requirements_lock.project()["project"]["dependencies"]
    return {requirements_lock.name(one) for one in named}


def _lock(part: str) -> Path:
    return SCALE_LOCK if part in requirements_lock.SCALE else LOCK


def _pins(name: str, block: str) -> tuple[Pin, ...]:
    found = re.findall(r"^\S+==(\S+)(?: ; (.*?))? \\$", block, re.MULTILINE)
    return tuple(Pin(name, version, marker or None) for version, marker in found)


def rows() -> dict[Library, list[str]]:
    """The columns that the lock gives for each library: name, version, needed by, why."""
    needed: dict[Library, list[str]] = {}
    reasons: dict[Library, str] = {}
    for part, libraries in parts().items():
        locked = requirements_lock.pins(_lock(part))
        names = {library.name for library in libraries}
        for library in libraries:
            needed.setdefault(library, []).append(f"`{part}`" if part else f"always{_only_on(library)}")
            required_by = names.intersection(requirements_lock.requiring(locked[library.name]))
            reasons.setdefault(library, _reason(library.name, part, sorted(required_by)))
    return {one: [one.name, one.version, ", ".join(needed[one]), reasons[one]] for one in needed}


def _only_on(library: Library) -> str:
    """A note on a library that only some systems require; empty if all do."""
    required = [one for one in SYSTEMS if any(is_required(pin, one, PYTHONS[-1]) for pin in library.pins)]
    families = dict.fromkeys(system.markers["platform_system"] for system in required)
    return "" if len(required) == len(SYSTEMS) else f" on {' and '.join(families)}"


def _reason(name: str, part: str, required_by: Iterable[str]) -> str:
    if name not in direct(part):
        return f"for {', '.join(required_by)}"
    if reason := (SPARK_REASONS if part == "spark" else {}).get(name) or REASONS.get(name):
        return reason
    raise SystemExit(f"tests/support/wheel_table.py does not say why the package requires {name}: add it to REASONS")


def all_libraries(licences: Mapping[str, str], wheels: Wheels) -> str:
    """The table of libraries."""

    def wheel(library: Library) -> str:
        if library.is_pure(wheels):
            return "any system"
        return "by system" if library.has_wheels(wheels) else "none"

    return _table(HEAD, ([*row, licences[one.name], wheel(one)] for one, row in rows().items()))


def compiled_libraries(wheels: Wheels) -> str:
    """The table of libraries that have a wheel for each system."""
    chosen = (one for one in rows() if one.has_wheels(wheels) and not one.is_pure(wheels))
    body = ([one.name, one.version, *(served(system, one.pins, wheels) for system in SYSTEMS)] for one in chosen)
    return _table(["library", "version", *(system.name for system in SYSTEMS)], body)


def _table(head: Iterable[str], body: Iterable[Iterable[str]]) -> str:
    columns = list(head)
    lines = [columns, ["---"] * len(columns), *map(list, body)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def check_parts() -> None:
    """Compare what the lock gives for each part with what uv resolves. Exits with the difference."""
    found = {part: {library.name for library in libraries} for part, libraries in parts().items()}
    for part, names in found.items():
        pinned = re.findall(r"^\S+==.*?(?= \\$)", _lock(part).read_text(encoding="utf-8"), re.MULTILINE)
        if different := wheel_index.required(part, pinned) ^ (names | found[""]):
            raise SystemExit(f"{part or 'the package'}: uv and the lock differ: {', '.join(sorted(different))}")


def main() -> None:
    check_parts()
    libraries = list(rows())
    # A call for each library, because the locks have a library at versions that exclude each other.
    wheels: dict[tuple[str, str], list[str]] = {}
    for library in libraries:
        wheels |= wheel_index.files(library.pins)
    licences = wheel_index.licences(one.pins[-1] for one in libraries if one.has_wheels(wheels))
    text = PAGE.read_text(encoding="utf-8")
    text = between(text, "libraries", lambda _: all_libraries(licences, wheels))
    text = between(text, "compiled", lambda _: compiled_libraries(wheels))
    PAGE.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
