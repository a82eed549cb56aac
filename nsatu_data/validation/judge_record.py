"""Judges one record or the manifest by itself: its syntax, its shape, and whether its id matches its path.

`build_model` judges records that are kept and records of bundles. It judges any other record only if `fast_accept` has
not accepted the record and `shape` lists no fault.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from nsatu_data.diagnostics import Fault, pointer_to
from nsatu_data.finding_limits import limited
from nsatu_data.linking.record_facts import Facts, facts
from nsatu_data.model.identifiers import id_at, kind_of
from nsatu_data.storage import read_files
from nsatu_data.syntax import yaml_reader
from nsatu_data.validation.locate import Part, PlacedFinding, placed

if TYPE_CHECKING:
    from pydantic import ValidationError

    from nsatu_data.model.record_models import Model


class Judged(NamedTuple):
    """The verdict on a record: its facts and its findings. `facts` is None if the record is refused.

    `identifier` is the id that the record's path requires. `claimed` is the id that is written in a refused record, if
    the record has a valid shape. `model` is set if records are kept.
    """

    identifier: str
    facts: Facts | None
    findings: tuple[PlacedFinding, ...] = ()
    model: "Model | None" = None
    claimed: str | None = None


class Verdicts(NamedTuple):
    """The verdicts on some files. `sound` maps ids to facts, for records that passed the quick check."""

    sound: dict[str, Facts]
    others: list[Judged]


class Verdict(NamedTuple):
    """The verdict on the shape of a record or of the manifest. `values` is None if the shape is faulty."""

    values: dict[str, Any] | None
    model: "Model | None"
    faults: Sequence[Fault] = ()


NO_VERDICT = Verdict(None, None)
_LONG: Final = 4000
"""`shape` checks a JSON text with more characters before pydantic, whose errors about it may not fit in memory."""


def judge_files(root: Path, paths: Iterable[str], *, keep: bool = False, shapeless: bool = False) -> Verdicts:
    """Judges record files. If `shapeless` is set, their shape is not checked and all of them are refused."""
    # Building the models checks the values too, so the quick check is skipped if models are kept.
    is_quick = not (keep or shapeless)
    if is_quick:
        from nsatu_data.validation.fast_accept import accepts

    verdicts = Verdicts({}, [])
    for path, data in read_files.read_each(root, paths):
        identifier = id_at(path)
        if isinstance(data, Fault):
            verdicts.others.append(Judged(identifier, None, (placed(root, Part(identifier, path), data),)))
            continue
        values = yaml_reader.plain_values(data) if is_quick else None
        if values is not None and accepts(kind_of(path), values) and values["id"] == identifier:
            verdicts.sound[identifier] = facts(values)
        else:
            document = yaml_reader.read(data, read_files.limit_of(path))
            verdicts.others.append(judge_document(root, path, document, keep=keep, shapeless=shapeless))
    return verdicts


def judge_document(
    root: Path, path: str, document: yaml_reader.Document, *, keep: bool = False, shapeless: bool = False
) -> Judged:
    """Judges the record in a file that was read."""
    identifier = id_at(path)
    shape = NO_VERDICT if shapeless else judge_shape(kind_of(identifier), document, keep=keep)
    part = Part(identifier, path, document=document)
    return complete(root, part, shape, document.faults, keep=keep)


def complete(root: Path, part: Part, verdict: Verdict, faults: Sequence[Fault] = (), *, keep: bool = False) -> Judged:
    """Completes the verdict on a record. `faults` are other faults of the record, such as syntax faults."""
    found = [*with_field_help(kind_of(part.identifier), faults), *verdict.faults]
    claimed = verdict.values["id"] if verdict.values is not None else None
    if claimed not in (None, part.identifier):
        message = f"the id is {claimed}, but the path requires {part.identifier}"
        found.append(Fault("id-against-path", message, "/id", f"write {part.identifier}, or move the record"))
    if found or verdict.values is None:
        return Judged(
            part.identifier, None, tuple(placed(root, part, fault) for fault in limited(found)), claimed=claimed
        )
    return Judged(part.identifier, facts(verdict.values), model=verdict.model if keep else None)


def with_field_help(part: str, faults: Sequence[Fault]) -> Sequence[Fault]:
    """The syntax faults of a file. If a top-level key has no value, the help of the fault describes the field."""
    if not any(fault.code == "missing-value" for fault in faults):
        return faults
    from nsatu_data.validation import messages

    return [messages.missing_value(fault, part) if fault.code == "missing-value" else fault for fault in faults]


def judge_shape(name: str, document: yaml_reader.Document, *, keep: bool) -> Verdict:
    """Judges the shape of a file. `name` is the kind of the record, or `dataset` for the manifest."""
    if not document.readable:
        return NO_VERDICT
    if not keep:
        from nsatu_data.validation import fast_accept

        if not document.faults and fast_accept.accepts(name, document.values):
            return Verdict(document.values, None)
        from nsatu_data.validation import shape

        faults = shape.faults(name, document.values, document.refused)
        if faults or document.refused:
            return Verdict(None, None, faults)
    return build_model(name, document.values, document.refused)


def build_model(name: str, values: Any, refused: frozenset[str] = frozenset()) -> Verdict:
    """Judges values by building a model. `name` is the kind of a record, `dataset` or `bundle`.

    Values at the JSON pointers in `refused` are skipped, because the reader has reported them. If `refused` is not
    empty, the verdict has no model.
    """
    from pydantic import ValidationError

    from nsatu_data.model.record_models import WHOLES
    from nsatu_data.validation import shape

    # Strict models accept a list as a tuple, and a string as a vocabulary term, only in JSON text.
    text = json.dumps(values, ensure_ascii=False)
    if len(text) > _LONG and (faults := shape.faults(name, values, refused)):
        return Verdict(None, None, faults)
    try:
        model = WHOLES[name].model_validate_json(text)
    except ValidationError as error:
        # The reader replaces a refused value by null. The models refuse this null, but `shape` skips it.
        return Verdict(None, None, shape.faults(name, values, refused) or (() if refused else _unexplained(error)))
    return NO_VERDICT if refused else Verdict(values, model)


def _unexplained(error: "ValidationError") -> Sequence[Fault]:
    from nsatu_data.validation import messages

    return [messages.unexplained(pointer_to(error.errors(include_url=False)[0]["loc"]))]
