"""Mutates the value of a record: wrong types and terms, missing, unknown and repeated fields, and more."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from random import Random
from typing import Any, Final, NamedTuple

from nsatu_data.diagnostics import pointer_to
from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.record_models import RECORDS, Manifest, Model
from nsatu_data.schema.model_fields import fields, model_of

SCHEMAS: Final[dict[str, type[Model]]] = {**RECORDS, "dataset": Manifest}
"""The model of each schema, by the schema's name."""


class Changed(NamedTuple):
    """A value after a mutation: the mutation, the pointer, and whether it makes exactly one fault."""

    how: str
    pointer: str
    value: Any
    is_one_fault: bool


class _Place(NamedTuple):
    """A field of a value or, if `is_item`, an item of a list in it."""

    path: tuple[str | int, ...]
    field: FieldShape
    is_item: bool = False


def of_values(name: str, valid: Any, random: Random) -> Changed | None:
    """A mutation of a value that the schema `name` accepts; None if the chosen mutation is not possible."""
    value = deepcopy(valid)
    place = random.choice(list(_places(SCHEMAS[name], value, ())))
    holder = value
    for step in place.path[:-1]:
        holder = holder[step]
    how = random.choice(tuple(_VALUES))
    changed = _VALUES[how](holder, place, random)
    if changed is None or value == valid:
        return None
    return Changed(how, pointer_to((*place.path[:-1], changed)), value, how not in _MAY_BE_SOUND)


def _places(model: type[Model], value: dict[str, Any], path: tuple[str | int, ...]) -> Iterator[_Place]:
    for name, field in fields(model).items():
        if name not in value:
            continue
        yield _Place((*path, name), field)
        part = model_of(field)
        items = value[name] if field.many else ()
        for index, item in enumerate(items):
            yield _Place((*path, name, index), field, is_item=True)
            if part:
                yield from _places(part, item, (*path, name, index))
        if part and not field.many:
            yield from _places(part, value[name], (*path, name))


Change = Callable[[Any, _Place, Random], str | int | None]
"""Functions that change a value within its holder.

They return the key or index of the faulty value; None if the change is not possible.
"""


def _put(holder: Any, place: _Place, value: Any) -> str | int:
    step = place.path[-1]
    holder[step] = value
    return step


def _wrong_type(holder: Any, place: _Place, random: Random) -> str | int | None:
    whole = not place.is_item
    right = list if place.field.many and whole else dict if place.field.part else place.field.leaf
    # The portable layout cannot express a list within a list.
    lists = [] if place.is_item else [["a", "b"]]
    others = [one for one in (7, -1, True, "some words", "a", *lists, {"a": 1}) if not _is_a(one, right)]
    return _put(holder, place, random.choice(others))


def _is_a(value: Any, right: type) -> bool:
    if isinstance(value, bool):
        return False
    return isinstance(value, right) if right in (int, list, dict) else isinstance(value, str)


def _null(holder: Any, place: _Place, _: Random) -> str | int | None:
    return None if place.field.nullable and not place.is_item else _put(holder, place, None)


def _null_where_it_may_be(holder: Any, place: _Place, _: Random) -> str | int | None:
    return _put(holder, place, None) if place.field.nullable and not place.is_item else None


def _empty(holder: Any, place: _Place, _: Random) -> str | int | None:
    whole = not place.is_item
    if place.field.many and whole:
        return _put(holder, place, [])
    return None if place.field.part else _put(holder, place, "")


def _misspelt(holder: Any, place: _Place, random: Random) -> str | int | None:
    text = holder[place.path[-1]]
    if not isinstance(text, str) or not (place.field.vocabulary or place.field.alias or place.field.constant):
        return None
    at = random.randrange(len(text))
    changed = random.choice(
        (text[:at] + text[at + 1 :], text[:at] + "x" + text[at:], text.title(), f"{text}.", f"{text}s")
    )
    if place.field.alias and not place.field.is_reference:
        changed = f"?{changed}"
    if place.field.is_reference or place.path == ("id",):
        changed = random.choice(
            (text.replace("/", ""), text.title(), f"{text}.", f"{text}s/x", text.replace("/", "s/"))
        )
    return None if changed in (text, text.lower()) and changed == text else _put(holder, place, changed)


def _wrong_kind(holder: Any, place: _Place, random: Random) -> str | int | None:
    if place.field.constant:
        return _put(holder, place, random.choice([kind for kind in RECORDS if kind != place.field.constant]))
    takes = {"VoiceId": ("source", "actor"), "EntityId": ("actor", "place"), "ConductId": ("event", "context")}
    if not place.field.is_reference or place.field.alias == "RecordId" or (place.field.many and not place.is_item):
        return None
    alias = place.field.alias or ""
    mine = takes.get(alias, tuple(RECORDS)[3:] if alias == "ClaimId" else (alias.removesuffix("Id").lower(),))
    return _put(holder, place, f"{random.choice([kind for kind in RECORDS if kind not in mine])}/some")


def _other_term(holder: Any, place: _Place, random: Random) -> str | int | None:
    if not place.field.vocabulary or (place.field.many and not place.is_item):
        return None
    return _put(holder, place, str(random.choice(list(place.field.vocabulary))))


def _extra(holder: Any, place: _Place, random: Random) -> str | int | None:
    if place.is_item:
        return None
    name = random.choice(("extra", "notes", "x", "sha_256", "a" * 64))
    if name in holder:
        return None
    holder[name] = random.choice((None, 1, "words", ["a"], {"a": {"b": [1]}}))
    return name


def _misspelt_field(holder: Any, place: _Place, random: Random) -> str | int | None:
    name = place.path[-1]
    if not isinstance(name, str):
        return None
    at = random.randrange(1, len(name))
    swapped = name[:at] + name[at : at + 2][::-1] + name[at + 2 :]
    wrong = random.choice((name[:at] + name[at + 1 :], f"{name[:at]}x{name[at:]}", f"{name}s", swapped))
    if wrong in _names(holder) or len(wrong) < 4 or wrong in ("null", "true", "none"):
        return None
    items = [(wrong if key == name else key, value) for key, value in holder.items()]
    holder.clear()
    holder.update(items)
    return wrong


def _names(holder: Any) -> set[str]:
    """The fields of the object, and those of every model."""
    return {*holder, *(name for model in SCHEMAS.values() for name in fields(model))}


def _without(holder: Any, place: _Place, _: Random) -> str | int | None:
    if place.is_item or not place.field.required or len(holder) == 1:
        return None
    del holder[place.path[-1]]
    return place.path[-1]


def _without_optional(holder: Any, place: _Place, _: Random) -> str | int | None:
    if place.is_item or place.field.required or len(holder) == 1:
        return None
    del holder[place.path[-1]]
    return place.path[-1]


def _too_long(holder: Any, place: _Place, random: Random) -> str | int | None:
    if place.field.many and not place.is_item:
        item = holder[place.path[-1]][0]
        items = [item] * 201 if place.field.part else [f"{item}-{number}" for number in range(201)]
        # No vocabulary has 201 terms, and 201 sentences would make the file too large.
        return None if place.field.vocabulary or place.field.name == "sentences" else _put(holder, place, items)
    if place.field.leaf is not str or place.field.constant:
        return None
    return _put(holder, place, " ".join(["word"] * random.choice((401, 600))))


def _out_of_range(holder: Any, place: _Place, random: Random) -> str | int | None:
    if place.field.leaf is not int:
        return None
    return _put(holder, place, random.choice((-1, 10**8 + 1, 10**15, 2**53 + 1, 10**40)))


def _other_number(holder: Any, place: _Place, random: Random) -> str | int | None:
    if place.field.leaf is not int:
        return None
    return _put(holder, place, max(1, holder[place.path[-1]] + random.choice((-100, -10, -1, 1, 2, 10, 100, 10**6))))


def _untidy(holder: Any, place: _Place, random: Random) -> str | int | None:
    text = holder[place.path[-1]]
    if not isinstance(text, str) or place.field.leaf is not str or place.field.alias or place.field.constant:
        return None
    odd = random.choice(("  ", "\t", "\u202e", "e\u0301", "\x07", "\u2028", "\ufeff"))
    at = random.randrange(1, len(text)) if len(text) > 1 else 0
    return _put(holder, place, random.choice((f" {text}", f"{text} ", f"{text[:at]}a{odd}b{text[at:]}")))


def _broken_line(holder: Any, place: _Place, _: Random) -> str | int | None:
    text = holder[place.path[-1]]
    if not isinstance(text, str) or place.field.leaf is not str or place.field.alias or place.is_item:
        return None
    return _put(holder, place, f"{text}\nand more")


def _repeated(holder: Any, place: _Place, _: Random) -> str | int | None:
    if not place.is_item or place.field.part:
        return None
    holder.append(holder[place.path[-1]])
    return len(holder) - 1


_VALUES: dict[str, Change] = {
    "wrong type": _wrong_type,
    "null": _null,
    "null where it may be": _null_where_it_may_be,
    "empty": _empty,
    "misspelt": _misspelt,
    "wrong kind": _wrong_kind,
    "other term": _other_term,
    "extra field": _extra,
    "misspelt field": _misspelt_field,
    "without a field": _without,
    "without an optional field": _without_optional,
    "too long": _too_long,
    "out of range": _out_of_range,
    "other number": _other_number,
    "untidy": _untidy,
    "broken line": _broken_line,
    "repeated": _repeated,
}
_MAY_BE_SOUND = {"null where it may be", "other term", "without an optional field", "other number"}
"""Mutations that need not make a fault: the field may accept the new value."""
