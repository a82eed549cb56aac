"""Mutates valid records in three ways: in their bytes, in their structure, or in their values."""

from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

from nsatu_data.syntax import yaml_writer
from tests.support import case_files
from tests.support.folders import RECORDS
from tests.support.text_mutations import of_bytes, of_structure
from tests.support.value_mutations import of_values


class Origin(NamedTuple):
    """A valid file: its path, the name of its schema, its text and its value."""

    path: str
    schema: str
    text: str
    value: Any


class Mutation(NamedTuple):
    """A file after a mutation.

    `how` names the mutation, and `before` is the text before it. `pointer` is the JSON pointer of the value that was
    changed or removed; it is None if the text was mutated. `value` is the whole document after a change of a value.
    `is_one_fault` is true if the mutation makes exactly one fault, which one finding must report.
    """

    origin: Origin
    sort: str
    how: str
    before: str
    data: bytes
    pointer: str | None = None
    value: Any = None
    is_one_fault: bool = False


def origins() -> list[Origin]:
    """Every file of the valid cases and of the records."""
    found = []
    for root in (RECORDS, *case_files.valid()):
        for file in sorted(root.rglob("*.yaml")):
            path = file.relative_to(root).as_posix()
            origin = Origin(
                f"{root.name}/{path}",
                case_files.schema_of(path),
                file.read_text(encoding="utf-8"),
                case_files.value_of(file),
            )
            found.append(origin)
    return found


def mutations(seed: int, count: int) -> Iterator[Mutation]:
    """`count` mutations, equally many in each way, reproducible from `seed`."""
    random = Random(seed)  # noqa: S311 - the same for everyone
    valid = origins()
    for number in range(count):
        made = None
        while made is None:
            made = _made(("bytes", "structure", "values")[number % 3], random.choice(valid), random)
        yield made


def _made(sort: str, origin: Origin, random: Random) -> Mutation | None:
    """A mutation of `origin`; None if it changed nothing."""
    if sort == "values":
        changed = of_values(origin.schema, origin.value, random)
        if changed is None:
            return None
        how, pointer, value, is_one_fault = changed
        data = yaml_writer.write(value).encode()
        return Mutation(origin, sort, how, yaml_writer.write(origin.value), data, pointer, value, is_one_fault)
    how, data = (of_bytes if sort == "bytes" else of_structure)(origin.text, random)
    return None if data == origin.text.encode() else Mutation(origin, sort, how, origin.text, data)
