"""Generates documents from a JSON Schema, reproducibly from a seed. Most parts obey the schema, a few do not.

Hypothesis draws strings that match the patterns. Conditions (`if`, `then`) are met only by chance.
"""

import re
from functools import cache
from random import Random
from typing import Any, Final

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from nsatu_data.model.vocabulary import Kind

ODD: Final[tuple[Any, ...]] = (
    *(None, True, False, 0, 1, -1, 7, 1.0, -0.0, 0.5, 1e22, 10**8, 10**8 + 1, 10**8 + 1.0),
    *(2**53 + 1, -(2**63), 2**64, 10**40),
    *("", " ", "x", "a  b", " a", "a ", "é", "e\u0301", "ﬁ", "語 語", "\U0001f40b", "a\nb", "a\n", "a\r", "a\tb"),
    *("a\x7fb", "a\x85b", "a\u00a0b", "a\u2028b", "\u200b", "\u202eb", "\ufeffa", "\ufffe", "a\x00", "null", "1.0"),
    *("K" * 80, "K" * 81, "é" * 81, "\U0001f40b" * 41, "\U0001f40b" * 80, "\U0001f40b" * 81, "x" * 501),
    *("\U0001f40b" * 500, "0" * 64, "F" * 64, "0" * 63, "\u0660" * 64),
    *("actor/arda", "actor/arda\n", "actor/Arda", "actor/con", "actor/con1", "actor/a--b", "actor/-a", "actor/é"),
    *("actor/", "actor", "actor/" + "a" * 64, "actor/" + "a" * 65, "risk/nul", "event/com0", "event/lpt9"),
    *(f"{kind}/some" for kind in Kind),
    *("2024", "2024-02-29", "2023-02-29", "2024-02-30", "2024-13-01", "-0044", "199X", "2024-22", "../2024"),
    *("2024/..", "2024?/", "/", "2024\n", "03", "0871", "190", "01", "00", "21", "041\n", "Q1", "Q0", "Q01"),
    *("12345678901", "AA", "Aa", "en", "en-GB", "en_GB", "x-y", "https://example.org/", "http://é.example/"),
    *("ftp://example.org/", "https://", "https:// ", "https://a\n", "CC-BY-4.0", "1.0", "1.10", "0.0.0", "1.02.3"),
    *("999999.0.1", "1000000.0.0", "stated", "certain", "open", "main", "economic", "hypothetical", "unnamed"),
    *([], {}, [[]], [{}], [None], ["a"], ["economic", "economic"], ["actor/arda", "actor/arda"], [1, 1.0]),
    *({"a": 1}, {"start": 0, "end": 1}, {"start": 1, "end": 1}, {"start": 0}, {"wikidata": "Q1"}, {"wikidata": None}),
)
"""Values on which validators might differ, or that are valid only in another part of a record."""
NAMES: Final = ("", "note", "Id", "id ", "skip", "utf16", "__proto__", "constructor", "toString", "é", "$ref", "a/b~c")
_RARELY: Final = 0.004
_LETTERS: Final = st.characters(exclude_categories=["Cc", "Cf", "Cn", "Co", "Cs"])
"""Characters that the rules outside the schema allow in a text too."""
SAME_FOR_EVERYONE: Final = settings(
    max_examples=40,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def document(whole: dict[str, Any], random: Random) -> Any:
    """Generate a document that mostly obeys a schema. The schema must not refer to other files."""
    return _value(whole, whole, random)


def _value(whole: dict[str, Any], node: dict[str, Any], random: Random) -> Any:
    if random.random() < _RARELY:
        return random.choice(ODD)
    if "$ref" in node:
        return _value(whole, whole["$defs"][node["$ref"].rpartition("/")[2]], random)
    if "const" in node or "enum" in node:
        return random.choice(node.get("enum") or [node["const"]])
    chosen = random.choice(node["type"] if isinstance(node["type"], list) else [node["type"]])
    if chosen == "array":
        return _array(whole, node, random)
    return _object(whole, node, random) if chosen == "object" else _scalar(chosen, node, random)


def _scalar(chosen: str, node: dict[str, Any], random: Random) -> Any:
    if chosen == "null":
        return None
    if chosen == "string":
        return random.choice(_texts(node["pattern"], node.get("not", {}).get("pattern"), node.get("maxLength", 99)))
    least, most = node["minimum"], node["maximum"]
    limits = (least, most, float(most), 1.0, least - 1, most + 1)
    return random.choice(limits) if random.random() < 10 * _RARELY else random.randint(least, 300)


def _array(whole: dict[str, Any], node: dict[str, Any], random: Random) -> list[Any]:
    size = random.randint(node.get("minItems", 0), 3)
    items = [_value(whole, node["items"], random) for _ in range(size)]
    is_set = node.get("uniqueItems") and random.random() > 10 * _RARELY
    return list({repr(item): item for item in items}.values()) if is_set else items


def _object(whole: dict[str, Any], node: dict[str, Any], random: Random) -> dict[str, Any]:
    made = {
        name: _value(whole, inner, random)
        for name, inner in node["properties"].items()
        if (random.random() > _RARELY if name in node.get("required", ()) else random.random() < 1 / 3)
    }
    if type(made.get("start")) is type(made.get("end")) is int and random.random() > 10 * _RARELY:
        made["start"], made["end"] = sorted((made["start"], made["end"]))
    if random.random() < 2 * _RARELY:
        made[random.choice(NAMES)] = random.choice(ODD)
    return made


@cache
def _texts(pattern: str, barred: str | None, longest: int) -> list[str]:
    """Strings that match `pattern`. Hardly any contains a match of `barred`."""
    drawn: list[str] = []

    @SAME_FOR_EVERYONE
    @given(st.from_regex(pattern.replace("$", r"\Z"), alphabet=_LETTERS))
    def draw(text: str) -> None:
        drawn.append(text)

    draw()
    sound = [text for text in drawn if len(text) <= longest and not (barred and re.search(barred, text))]
    return [*sorted(set(sound)), *sorted(set(drawn) - set(sound))[: 1 + len(set(sound)) // 50]]
