"""Compares the two verdicts on a record's shape: the model's, and that of `nsatu_data.validation.shape`."""

import json

from pydantic import ValidationError

from nsatu_data.diagnostics import Fault
from nsatu_data.model.record_models import Model
from nsatu_data.schema.model_fields import name_of
from nsatu_data.validation import shape


def judge(model: type[Model], text: str, refused: frozenset[str] = frozenset()) -> tuple[Model | None, list[Fault]]:
    """The model of a JSON text, or None if the model refuses it, and the shape faults. Skips values in `refused`.

    `refused` holds JSON pointers of values that the reader has reported. Without it, fails unless both verdicts agree.
    With it, returns None instead of a model.
    """
    faults = shape.faults(name_of(model), json.loads(text), refused)
    record, error = None, None
    try:
        record = model.model_validate_json(text)
    except ValidationError as refusal:
        error = refusal
    if not refused:
        assert bool(faults) == (error is not None), (text, error, faults)
    return (None if refused else record), faults
