"""Valid records with something done to them, of three sorts: to their bytes, to their structure, to their values."""

from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

from nsatu_data.syntax import yaml_writer
from tests.support import case_files
from tests.support.folders import RECORDS
from tests.support.text_mutations import of_bytes, of_structure
from tests.support.value_mutations import of_values


class Origin(NamedTuple):
    """A valid file: where it lies, the name of its schema, its text and its value."""

    path: str
    schema: str
    text: str
    value: Any


class Mutation(NamedTuple):
    """A file with something done to it.

    `how` names what was done, `before` is the text that it was done to. `pointer` leads to the value that was changed,
    or that is not there any more; it is None where the text was changed, whatever that did to its values. `value` is
    the whole with the changed value in it. `is_one_fault` tells that it is faulty, and that one finding says all.
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
    """Every file of the valid cases, and of the records."""
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
    """So many mutations, of each sort as many, always the same for a seed."""
    random = Random(seed)  # noqa: S311 - the same for everyone
    valid = origins()
    for number in range(count):
        made = None
        while made is None:
            made = _made(("bytes", "structure", "values")[number % 3], random.choice(valid), random)
        yield made


def _made(sort: str, origin: Origin, random: Random) -> Mutation | None:
    """A mutation of an origin; None where what was done leaves it as it was."""
    if sort == "values":
        changed = of_values(origin.schema, origin.value, random)
        if changed is None:
            return None
        how, pointer, value, is_one_fault = changed
        data = yaml_writer.write(value).encode()
        return Mutation(origin, sort, how, yaml_writer.write(origin.value), data, pointer, value, is_one_fault)
    how, data = (of_bytes if sort == "bytes" else of_structure)(origin.text, random)
    return None if data == origin.text.encode() else Mutation(origin, sort, how, origin.text, data)
