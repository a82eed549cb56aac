"""Valid records with something done to them, of three sorts: to their bytes, to their structure, to their values."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from nsatu_data import layout
from nsatu_data.diagnostics import pointer_to
from nsatu_data.fields import FieldShape, fields
from nsatu_data.models import RECORDS, Manifest, Model
from tests import casebook

REAL = Path(__file__).parent.parent / "records"
SCHEMAS: dict[str, type[Model]] = {**RECORDS, "dataset": Manifest}


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
    for root in (REAL, *casebook.valid()):
        for file in sorted(root.rglob("*.yaml")):
            path = file.relative_to(root).as_posix()
            origin = Origin(
                f"{root.name}/{path}",
                casebook.schema_of(path),
                file.read_text(encoding="utf-8"),
                casebook.value_of(file),
            )
            found.append(origin)
    return found


def mutations(seed: int, count: int) -> Iterator[Mutation]:
    """So many mutations, of each sort as many, always the same for a seed."""
    random = Random(seed)  # noqa: S311 - the same for everyone
    valid = origins()
    makers = (_of_bytes, _of_structure, _of_values)
    for number in range(count):
        made = None
        while made is None:
            made = makers[number % 3](random.choice(valid), random)
        yield made


_BYTES = (
    *(bytes([one]) for one in (0, 9, 10, 13, 27, 32, 127, 128, 192, 255)),
    *(one.encode() for one in ("\ufeff", "\u00a0", "\u0085", "\u2028", "\u202e", "e\u0301", "é", "語", "😀", "\ufffe")),
    *(bytes([one]) for one in b"\"'\\#:,-[]{}|>&*!%@`?~=<._/+()0159aeEnNxyz"),
)


def _of_bytes(origin: Origin, random: Random) -> Mutation | None:
    data = origin.text.encode()
    at, other = sorted((random.randrange(len(data)), random.randrange(len(data))))
    few = random.randint(1, 4)
    how = random.choice(("insert", "delete", "replace", "swap", "duplicate", "truncate"))
    if how == "insert":
        mutated = data[:at] + random.choice(_BYTES) + data[at:]
    elif how == "delete":
        mutated = data[:at] + data[at + few :]
    elif how == "replace":
        mutated = data[:at] + random.choice(_BYTES) + data[at + 1 :]
    elif how == "swap":
        mutated = data[:at] + data[at : at + few + 1][::-1] + data[at + few + 1 :]
    elif how == "duplicate":
        mutated = data[: at + few] + data[at : at + few] + data[at + few :]
    else:
        mutated = data[:other]
    return None if mutated == data else Mutation(origin, "bytes", how, origin.text, mutated)


def _of_structure(origin: Origin, random: Random) -> Mutation | None:
    lines = origin.text.split("\n")[:-1]
    at, other = random.randrange(len(lines)), random.randrange(len(lines))
    how = random.choice(tuple(_STRUCTURES))
    changed = _STRUCTURES[how](list(lines), at, other, random)
    mutated = "".join(f"{line}\n" for line in changed if line.strip(" ") or line in lines)
    return None if mutated == origin.text else Mutation(origin, "structure", how, origin.text, mutated.encode())


def _indented(lines: list[str], at: int, _: int, random: Random) -> list[str]:
    lines[at] = " " * random.randint(1, 4) + lines[at]
    return lines


def _dedented(lines: list[str], at: int, _: int, random: Random) -> list[str]:
    lines[at] = lines[at].removeprefix(" " * random.randint(1, 4)) if random.random() < 0.5 else lines[at].lstrip(" ")
    return lines


def _block_indented(lines: list[str], at: int, other: int, random: Random) -> list[str]:
    spaces = " " * random.randint(1, 4)
    first, last = sorted((at, other))
    last = min(last, first + 6)
    return [*lines[:first], *(spaces + line for line in lines[first : last + 1]), *lines[last + 1 :]]


def _removed(lines: list[str], at: int, _: int, _random: Random) -> list[str]:
    return lines[:at] + lines[at + 1 :]


def _doubled(lines: list[str], at: int, other: int, _: Random) -> list[str]:
    return [*lines[:other], lines[at], *lines[other:]]


def _swapped(lines: list[str], at: int, other: int, _: Random) -> list[str]:
    lines[at], lines[other] = lines[other], lines[at]
    return lines


def _swapped_with_next(lines: list[str], at: int, _: int, random: Random) -> list[str]:
    return _swapped(lines, at, min(at + 1, len(lines) - 1), random)


def _without_value(lines: list[str], at: int, _: int, _random: Random) -> list[str]:
    key, colon, _value = lines[at].partition(": ")
    lines[at] = key + colon.strip(" ")
    return lines


def _without_key(lines: list[str], at: int, _: int, _random: Random) -> list[str]:
    head, _colon, value = lines[at].partition(": ")
    lines[at] = head[: len(head) - len(head.lstrip(" -"))] + value
    return lines


def _without_dash(lines: list[str], at: int, _: int, _random: Random) -> list[str]:
    lines[at] = lines[at].replace("- ", "", 1) if lines[at].lstrip(" ").startswith("- ") else lines[at]
    return lines


def _with_dash(lines: list[str], at: int, _: int, _random: Random) -> list[str]:
    indent = len(lines[at]) - len(lines[at].lstrip(" "))
    lines[at] = f"{lines[at][:indent]}- {lines[at][indent:]}"
    return lines


def _value_mended(change: Callable[[str, Random], str]) -> Callable[[list[str], int, int, Random], list[str]]:
    def mend(lines: list[str], at: int, _: int, random: Random) -> list[str]:
        key, colon, value = lines[at].partition(": ")
        if colon and value and not value.startswith("|"):
            lines[at] = f"{key}: {change(value, random)}"
        return lines

    return mend


def _unquoted(value: str) -> str:
    return value[1:-1].replace('\\"', '"') if value.startswith('"') else value


def _with_single_quotes(value: str, _: Random) -> str:
    return "'{}'".format(value[1:-1].replace("'", "''")) if value[0] == '"' else value


def _as_scalar(value: str, _: Random) -> str:
    return value.strip("[]").split(", ")[0] if value.startswith("[") else f"[{value}]"


def _below(lines: list[str], at: int, mark: str, words: str, random: Random) -> list[str]:
    key, colon, value = lines[at].partition(": ")
    if not colon or not value or value.startswith("|"):
        return lines
    head = key.lstrip(" ")
    deeper = " " * (len(key) - len(head) + 2 * head.startswith("- ") + random.choice((1, 2, 2, 2, 4)))
    return [*lines[:at], f"{key}: {mark or value}", f"{deeper}{words or _unquoted(value)}", *lines[at + 1 :]]


def _with_block(lines: list[str], at: int, _: int, random: Random) -> list[str]:
    return _below(lines, at, random.choice(("|", "|-", ">", "|+")), "", random)


def _with_words_below(lines: list[str], at: int, _: int, random: Random) -> list[str]:
    return _below(lines, at, "", "and more", random)


_STRUCTURES: dict[str, Callable[[list[str], int, int, Random], list[str]]] = {
    "indent a line": _indented,
    "dedent a line": _dedented,
    "indent lines": _block_indented,
    "remove a line": _removed,
    "double a line": _doubled,
    "swap lines": _swapped,
    "swap neighbours": _swapped_with_next,
    "remove a value": _without_value,
    "remove a key": _without_key,
    "remove a dash": _without_dash,
    "add a dash": _with_dash,
    "list or scalar": _value_mended(_as_scalar),
    "anchor": _value_mended(lambda value, _: f"&it {value}"),
    "alias": _value_mended(lambda _, __: "*it"),
    "tag": _value_mended(lambda value, random: f"{random.choice(('!', '!!str', '!it'))} {value}"),
    "single quotes": _value_mended(_with_single_quotes),
    "no quotes": _value_mended(lambda value, _: _unquoted(value)),
    "braces": _value_mended(lambda value, _: f"{{it: {value}}}"),
    "brackets": _value_mended(lambda value, _: f"[{value}, a]" if value[0] == "[" else f"[[{value}], a]"),
    "ambiguous": _value_mended(lambda _, random: random.choice(("no", "Yes", "~", "0x1f", "1e3", "010", "1:30", ".5"))),
    "comment": _value_mended(lambda value, _: f"{value} # a note"),
    "block": _with_block,
    "words below": _with_words_below,
}


class _Place(NamedTuple):
    """A field of a value, or, where it `is_item`, an item of a list in it."""

    path: tuple[str | int, ...]
    field: FieldShape
    is_item: bool = False


def _of_values(origin: Origin, random: Random) -> Mutation | None:
    value = deepcopy(origin.value)
    place = random.choice(list(_places(SCHEMAS[origin.schema], value, ())))
    holder = value
    for step in place.path[:-1]:
        holder = holder[step]
    how = random.choice(tuple(_VALUES))
    changed = _VALUES[how](holder, place, random)
    if changed is None or value == origin.value:
        return None
    pointer = pointer_to((*place.path[:-1], changed))
    before, after = layout.write(origin.value), layout.write(value).encode()
    return Mutation(origin, "values", how, before, after, pointer, value, how not in _MAY_BE_SOUND)


def _places(model: type[Model], value: dict[str, Any], path: tuple[str | int, ...]) -> Iterator[_Place]:
    for name, field in fields(model).items():
        if name not in value:
            continue
        yield _Place((*path, name), field)
        items = value[name] if field.many else ()
        for index, item in enumerate(items):
            yield _Place((*path, name, index), field, is_item=True)
            if field.model:
                yield from _places(field.model, item, (*path, name, index))
        if field.model and not field.many:
            yield from _places(field.model, value[name], (*path, name))


Change = Callable[[Any, _Place, Random], str | int | None]
"""Changes a value within its holder, and gives the key or index of what is wrong now; None where it cannot."""


def _put(holder: Any, place: _Place, value: Any) -> str | int:
    step = place.path[-1]
    holder[step] = value
    return step


def _wrong_type(holder: Any, place: _Place, random: Random) -> str | int | None:
    whole = not place.is_item
    right = list if place.field.many and whole else dict if place.field.model else place.field.leaf
    # The layout has no words for a list within a list.
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
    return None if place.field.model else _put(holder, place, "")


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
    if wrong in place_names(holder) or len(wrong) < 4 or wrong in ("null", "true", "none"):
        return None
    items = [(wrong if key == name else key, value) for key, value in holder.items()]
    holder.clear()
    holder.update(items)
    return wrong


def place_names(holder: Any) -> set[str]:
    """The fields that are there, and those that any model has."""
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
        items = [item] * 201 if place.field.model else [f"{item}-{number}" for number in range(201)]
        # There are not as many terms, and so many sentences make a file too large.
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
    if not place.is_item or place.field.model:
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
"""What need not be a fault: another value that the field takes."""
