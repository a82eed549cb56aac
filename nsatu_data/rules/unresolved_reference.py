"""A reference leads to a record that there is.

An id that names nothing is most often misspelt, or the record was renamed or removed. A record whose own shape is
wrong counts as being there.
"""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.identifiers import kind_of, nearest
from nsatu_data.reading import Reading

CODE: Final = "unresolved-reference"


def check(reading: Reading) -> Iterator[Fault]:
    for identifier, references in reading.references.items():
        for reference in references:
            if reference.target not in reading.records and reference.target not in reading.refused:
                yield Fault(
                    CODE,
                    f"there is no record {reference.target}",
                    reference.pointer,
                    _help(reading, identifier, reference.target),
                    record=identifier,
                )


def _help(reading: Reading, identifier: str, target: str) -> str:
    kind = kind_of(target)
    near = nearest(target, [known for known in reading.records if kind_of(known) == kind and known != identifier])
    return f"did you mean {near}?" if near else f"write the id of a record under {kind}/, or add this one"
