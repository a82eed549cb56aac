"""The verdicts on a record, which must be one: of the models, and of what tells what is wrong without them."""

import json

from pydantic import ValidationError

from nsatu_data.diagnostics import Fault
from nsatu_data.model.record_models import Model
from nsatu_data.schema.model_fields import name_of
from nsatu_data.validation import shape


def judge(model: type[Model], text: str, refused: frozenset[str] = frozenset()) -> tuple[Model | None, list[Fault]]:
    """What a model makes of JSON text, None where it refuses it, and what is told of it; of `refused`, nothing is.

    Fails where the one refuses and the other tells nothing, or the other way round.
    """
    told = shape.faults(name_of(model), json.loads(text), refused)
    record, error = None, None
    try:
        record = model.model_validate_json(text)
    except ValidationError as refusal:
        error = refusal
    if not refused:
        assert bool(told) == (error is not None), (text, error, told)
    return (None if refused else record), told
