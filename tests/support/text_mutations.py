"""Mutates the text of a record: its bytes, or the structure of its lines."""

from collections.abc import Callable
from random import Random

_BYTES = (
    *(bytes([one]) for one in (0, 9, 10, 13, 27, 32, 127, 128, 192, 255)),
    *(one.encode() for one in ("\ufeff", "\u00a0", "\u0085", "\u2028", "\u202e", "e\u0301", "é", "語", "😀", "\ufffe")),
    *(bytes([one]) for one in b"\"'\\#:,-[]{}|>&*!%@`?~=<._/+()0159aeEnNxyz"),
)


def of_bytes(text: str, random: Random) -> tuple[str, bytes]:
    """Mutate bytes. Returns the name of the mutation and the resulting bytes."""
    data = text.encode()
    at, other = sorted((random.randrange(len(data)), random.randrange(len(data))))
    few = random.randint(1, 4)
    how = random.choice(("insert", "delete", "replace", "swap", "duplicate", "truncate"))
    if how == "insert":
        return how, data[:at] + random.choice(_BYTES) + data[at:]
    if how == "delete":
        return how, data[:at] + data[at + few :]
    if how == "replace":
        return how, data[:at] + random.choice(_BYTES) + data[at + 1 :]
    if how == "swap":
        return how, data[:at] + data[at : at + few + 1][::-1] + data[at + few + 1 :]
    if how == "duplicate":
        return how, data[: at + few] + data[at : at + few] + data[at + few :]
    return how, data[:other]


def of_structure(text: str, random: Random) -> tuple[str, bytes]:
    """Mutate the structure. Returns the name of the mutation and the resulting bytes."""
    lines = text.split("\n")[:-1]
    at, other = random.randrange(len(lines)), random.randrange(len(lines))
    how = random.choice(tuple(_STRUCTURES))
    changed = _STRUCTURES[how](list(lines), at, other, random)
    return how, "".join(f"{line}\n" for line in changed if line.strip(" ") or line in lines).encode()


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


def _with_changed_value(change: Callable[[str, Random], str]) -> Callable[[list[str], int, int, Random], list[str]]:
    def change_value(lines: list[str], at: int, _: int, random: Random) -> list[str]:
        key, colon, value = lines[at].partition(": ")
        if colon and value and not value.startswith("|"):
            lines[at] = f"{key}: {change(value, random)}"
        return lines

    return change_value


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
    "list or scalar": _with_changed_value(_as_scalar),
    "anchor": _with_changed_value(lambda value, _: f"&it {value}"),
    "alias": _with_changed_value(lambda _, __: "*it"),
    "tag": _with_changed_value(lambda value, random: f"{random.choice(('!', '!!str', '!it'))} {value}"),
    "single quotes": _with_changed_value(_with_single_quotes),
    "no quotes": _with_changed_value(lambda value, _: _unquoted(value)),
    "braces": _with_changed_value(lambda value, _: f"{{it: {value}}}"),
    "brackets": _with_changed_value(lambda value, _: f"[{value}, a]" if value[0] == "[" else f"[[{value}], a]"),
    "ambiguous": _with_changed_value(
        lambda _, random: random.choice(("no", "Yes", "~", "0x1f", "1e3", "010", "1:30", ".5"))
    ),
    "comment": _with_changed_value(lambda value, _: f"{value} # a note"),
    "block": _with_block,
    "words below": _with_words_below,
}
