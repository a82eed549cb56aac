"""Judges one record, or the manifest, by itself: its syntax, its shape, and whether it stands in its place.

The models are made only where a record is to be kept as one: what is wrong is told without them.
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
from nsatu_data.validation.locate import Found, Part, found

if TYPE_CHECKING:
    from pydantic import ValidationError

    from nsatu_data.model.record_models import Model


class Judged(NamedTuple):
    """The verdict on a record: its facts, None where it was refused, and what was found.

    `model` is the record itself where it was to be kept. `claimed` is the id that a refused record gives itself where
    its place demands another: it is in the wrong place, but there.
    """

    identifier: str
    facts: Facts | None
    found: tuple[Found, ...] = ()
    model: "Model | None" = None
    claimed: str | None = None


class Verdicts(NamedTuple):
    """The verdicts on some files: by id the facts of records that are plainly sound, and the verdicts on the others."""

    sound: dict[str, Facts]
    others: list[Judged]


class Verdict(NamedTuple):
    """What is left of a record or of the manifest once its shape was judged."""

    values: dict[str, Any] | None
    model: "Model | None"
    faults: Sequence[Fault] = ()


NOTHING = Verdict(None, None)
_LONG: Final = 4000
"""The length of JSON text beyond which pydantic may have more errors than fit in memory."""


def files_judged(root: Path, paths: Iterable[str], *, keep: bool = False, shapeless: bool = False) -> Verdicts:
    """The verdicts on these files; where `shapeless`, their shape is not asked for, and they are refused."""
    # Whoever keeps the models makes them in any case.
    is_quick = not (keep or shapeless)
    if is_quick:
        from nsatu_data.validation.fast_accept import accepts

    verdicts = Verdicts({}, [])
    for path, data in read_files.read_each(root, paths):
        identifier = id_at(path)
        if isinstance(data, Fault):
            verdicts.others.append(Judged(identifier, None, (found(root, Part(identifier, path), data),)))
            continue
        values = yaml_reader.plain_values(data) if is_quick else None
        if values is not None and accepts(kind_of(path), values) and values["id"] == identifier:
            verdicts.sound[identifier] = facts(values)
        else:
            verdicts.others.append(written(root, path, yaml_reader.read(data), keep=keep, shapeless=shapeless))
    return verdicts


def written(
    root: Path, path: str, document: yaml_reader.Document, *, keep: bool = False, shapeless: bool = False
) -> Judged:
    """The verdict on what was read of a record's file."""
    identifier = id_at(path)
    shape = NOTHING if shapeless else shape_of(kind_of(identifier), document, keep=keep)
    part = Part(identifier, path, document=document)
    return closed(root, part, shape, document.faults, keep=keep)


def closed(root: Path, part: Part, verdict: Verdict, faults: Sequence[Fault] = (), *, keep: bool = False) -> Judged:
    """The verdict on a record of which `faults` are known besides those of its shape."""
    told = [*in_words_of_fields(kind_of(part.identifier), faults), *verdict.faults]
    claimed = verdict.values["id"] if verdict.values is not None else None
    if claimed not in (None, part.identifier):
        message = f"the id is {claimed}, in the place of {part.identifier}"
        told.append(Fault("id-against-path", message, "/id", f"write {part.identifier}, or move the record"))
    if told or verdict.values is None:
        return Judged(
            part.identifier, None, tuple(found(root, part, fault) for fault in limited(told)), claimed=claimed
        )
    return Judged(part.identifier, facts(verdict.values), model=verdict.model if keep else None)


def in_words_of_fields(part: str, faults: Sequence[Fault]) -> Sequence[Fault]:
    """The faults of a file's syntax, those of keys without a value in the words of the fields of the whole."""
    if not any(fault.code == "missing-value" for fault in faults):
        return faults
    from nsatu_data.validation import messages

    return [messages.unfilled(fault, part) if fault.code == "missing-value" else fault for fault in faults]


def shape_of(name: str, document: yaml_reader.Document, *, keep: bool) -> Verdict:
    """The values of a file, if they are a record of the kind, or the manifest, `dataset`."""
    if not document.readable:
        return NOTHING
    if not keep:
        from nsatu_data.validation import fast_accept

        if not document.faults and fast_accept.accepts(name, document.values):
            return Verdict(document.values, None)
        from nsatu_data.validation import shape

        faults = shape.faults(name, document.values, document.refused)
        if faults or document.refused:
            return Verdict(None, None, faults)
    return with_models(name, document.values, document.refused)


def with_models(name: str, values: Any, refused: frozenset[str] = frozenset()) -> Verdict:
    """The values, if they are a record of the kind, a `dataset` or a `bundle`; of what `refused` points to, nothing."""
    from pydantic import ValidationError

    from nsatu_data.model.record_models import WHOLES
    from nsatu_data.validation import shape

    # Strict models take a list for a tuple, and a string for a term, from JSON text only.
    text = json.dumps(values, ensure_ascii=False)
    if len(text) > _LONG and (faults := shape.faults(name, values, refused)):
        return Verdict(None, None, faults)
    try:
        model = WHOLES[name].model_validate_json(text)
    except ValidationError as error:
        # Where a value was refused, null stands, which the models refuse as well.
        return Verdict(None, None, shape.faults(name, values, refused) or (() if refused else _unexplained(error)))
    return NOTHING if refused else Verdict(values, model)


def _unexplained(error: "ValidationError") -> Sequence[Fault]:
    from nsatu_data.validation import messages

    return [messages.unexplained(pointer_to(error.errors(include_url=False)[0]["loc"]))]
