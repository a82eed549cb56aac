"""Selects records by the values of their fields. If none match, explains why and suggests similar values."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nsatu_data.dataset.collection import has_value
from nsatu_data.dataset.wrong_values import did_you_mean, problem
from nsatu_data.diagnostics import CannotRun
from nsatu_data.model.field_table import FIELDS

if TYPE_CHECKING:
    from nsatu_data.dataset.dataset import Dataset
    from nsatu_data.model.record_models import AnyRecord


def select(dataset: "Dataset", kinds: Sequence[str], wanted: Sequence[tuple[str, str | None]]) -> "list[AnyRecord]":
    """The records of these kinds whose fields have the wanted values. Kinds without those fields are skipped.

    Raises CannotRun if no kind has all the fields, or if a value is an unknown term or id.
    """
    names = dict(wanted)
    eligible = [kind for kind in kinds if names.keys() <= FIELDS[kind].keys()]
    if not eligible:
        known = dict.fromkeys(name for kind in kinds for name in FIELDS[kind])
        unknown = [name for name in names if name not in known]
        help = did_you_mean(unknown, list(known)) or f"; the fields are {', '.join(known)}"
        fields = f"all the fields {', '.join(names)}" if len(names) > 1 else f"the field {next(iter(names))}"
        raise CannotRun(f"no kind has {fields}{help}")
    found = [record for record in dataset if record.kind in eligible and all(has_value(record, *one) for one in wanted)]
    ids = [] if found else [record.id for record in dataset]
    for name, value in () if found else wanted:
        message = problem([FIELDS[kind][name] for kind in eligible], value, ids)
        if message is not None:
            raise CannotRun(message)
    return found
