"""Check the values given for a new record for the faults that `validate` would find later."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from nsatu_data.diagnostics import Fault
from nsatu_data.linking.suggestions import Neighbours
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.identifiers import id_at, kind_of
from nsatu_data.storage import dataset_folder, read_files
from nsatu_data.syntax import yaml_reader
from nsatu_data.validation import shape

_PARTIAL: Final = frozenset({"/-"})
"""Tells `shape.faults` that fields may be missing, so that it ignores conditions that read a missing field."""


def faults(kind: str, known: Mapping[str, Any]) -> list[str]:
    """Return a line for each fault in the known values of a record, or of the manifest if `kind` is `dataset`."""
    found = shape.faults(kind, dict(known), _PARTIAL)
    return [_line(fault) for fault in found if fault.code != "missing-field"]


def _line(fault: Fault) -> str:
    place = ".".join(step for step in fault.pointer.split("/")[1:] if not step.isdecimal())
    return ": ".join(filter(None, (place, fault.message))) + (f"; {fault.help}" if fault.help else "")


def unresolved(root: Path, kind: str, known: Mapping[str, Any]) -> list[str]:
    """Return a line for each reference to a record that the dataset does not have."""
    targets = list(_references(kind, known))
    ids = [id_at(entry.path) for entry in dataset_folder.entries(root) if entry.kind] if targets else []
    return [_unresolved(target, ids) for target in targets if target not in ids]


def _references(kind: str, known: Mapping[str, Any]) -> Iterator[str]:
    for name, field in FIELDS[kind].items():
        value = known.get(name)
        if field.is_reference and value is not None:
            yield from value if isinstance(value, list) else [value]


def _unresolved(target: str, ids: list[str]) -> str:
    near = Neighbours(one for one in ids if kind_of(one) == kind_of(target)).nearest(target)
    help = f"did you mean {near}?" if near else "add it first, or use --force to add it later"
    return f"there is no record {target}; {help}"


def retired(root: Path, identifier: str) -> list[str]:
    """Return a line if the manifest lists the id as retired; nothing if the manifest cannot be read."""
    data = read_files.read(root, dataset_folder.MANIFEST)
    values = None if isinstance(data, Fault) else yaml_reader.read(data).values
    ids = values.get("retired") if isinstance(values, dict) else None
    is_retired = isinstance(ids, list) and identifier in ids
    return [f"{identifier} is retired; choose another slug"] if is_retired else []
