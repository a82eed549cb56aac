"""Hypothesis strategies for ids, texts, portable YAML values and documents, and records of each kind."""

import re
from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from nsatu_data.model import characters
from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.record_models import RECORDS, Claim, Model
from nsatu_data.model.vocabulary import Kind
from nsatu_data.schema.model_fields import fields, model_of
from nsatu_data.syntax import yaml_writer

Values = dict[str, Any]

DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}

CLAIMS = tuple(kind for kind, model in RECORDS.items() if issubclass(model, Claim))
KINDS_OF_REFERENCES: dict[str, tuple[str, ...]] = {
    "RecordId": tuple(Kind),
    **{f"{kind.title()}Id": (kind,) for kind in RECORDS},
    "ClaimId": CLAIMS,
    "ConductId": ("event", "context"),
    "VoiceId": ("source", "actor"),
    "EntityId": ("actor", "place"),
}

slugs = (
    st.lists(st.text("abcxyz019", min_size=1, max_size=6), min_size=1, max_size=4)
    .map("-".join)
    .filter(lambda slug: slug not in DEVICES)
)


def ids(*kinds: str) -> SearchStrategy[str]:
    """Well-formed ids of these kinds."""
    return st.builds("{}/{}".format, st.sampled_from(kinds), slugs)


def _fit(text: str) -> bool:
    return characters.text_fault(text) is None


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs"]), min_size=1, max_size=8)


def lines(maximum: int = 80) -> SearchStrategy[str]:
    """Texts of one line, with single spaces between words."""
    return (
        st.lists(
            st.one_of(st.text("aZ09'\"\\#:[]{}-,&*!|>%@`", min_size=1, max_size=6), _WORDS), min_size=1, max_size=5
        )
        .map(" ".join)
        .filter(lambda text: len(text) <= maximum and _fit(text))
    )


URLS_OF_A_DATASET = st.text("az09/.:#?-%", max_size=12).map("https://w3id.org/nsatu-data/data/_/".__add__)
"""Addresses that begin as the IRIs of a dataset without an id do. The rest may look like another address or a path."""
DATES = ("2024", "-0044", "199X", "2024-07", "2024-22", "2024-07-XX", "2024-02-29~", "2023/..", "../2024", "2024?/")
SCALARS: dict[str, SearchStrategy[str]] = {
    **{name: ids(*kinds) for name, kinds in KINDS_OF_REFERENCES.items()},
    "DatasetId": slugs,
    "Sha256": st.text("0123456789abcdef", min_size=64, max_size=64),
    "Edtf": st.sampled_from(DATES),
    "Day": st.dates(date(1000, 1, 1)).map(date.isoformat),
    "Language": st.sampled_from(("en", "pt-BR", "zh-Hant", "es-419")),
    "Url": st.text('az09/?&=#%.~!<>"{}|^`\\', min_size=1, max_size=30).map("https://".__add__) | URLS_OF_A_DATASET,
    "Cameo": st.sampled_from(("03", "041", "0841", "190")),
    "Wikidata": st.integers(1, 9_999_999_999).map("Q{}".format),
    "Iso3166": st.text("ABYZ", min_size=2, max_size=2),
    "GeoNames": st.integers(1, 9_999_999_999).map(str),
    "Spdx": st.sampled_from(("CC-BY-4.0", "Apache-2.0", "GPL-3.0+")),
    "Version": st.sampled_from(("0.0.0", "1.20.3", "999999.0.1")),
    "SchemaVersion": st.sampled_from(("1.0", "0.9")),
}

# Codes that a condition ties to a type: one valid code for each family.
CAMEO = {
    "AGREE": "03",
    "CONSULT": "042",
    "SUPPORT": "057",
    "CONCEDE": "0831",
    "COOPERATE": "061",
    "AID": "0712",
    "RETREAT": "0841",
    "REQUEST": "1011",
    "ACCUSE": "112",
    "REJECT": "12",
    "THREATEN": "130",
    "PROTEST": "141",
    "MOBILIZE": "153",
    "SANCTION": "161",
    "COERCE": "175",
    "ASSAULT": "204",
}


def _one(field: FieldShape) -> SearchStrategy[Any]:
    if field.constant is not None:
        return st.just(field.constant)
    part = model_of(field)
    if part is not None:
        return parts(part)
    if field.vocabulary is not None:
        return st.sampled_from([str(term) for term in field.vocabulary])
    if field.leaf is int:
        return st.integers(1, 10_000)
    return SCALARS[field.alias] if field.alias else lines()


def _field(field: FieldShape) -> SearchStrategy[Any]:
    values = _one(field)
    if field.many:
        return st.lists(values, min_size=1, max_size=3, unique_by=None if field.part else lambda item: item)
    return st.none() | values if field.nullable else values


def _spans(values: Values) -> None:
    values["end"] += values["start"]


def _source(values: Values) -> None:
    end = 0
    for number, row in enumerate(values["sentences"], 1):
        length = row["end"] - row["start"]
        row.update(number=number, paragraph=1 + number // 2, start=end, end=end + length)
        end += length + 1
    values["text"]["code_points"] = end


def _actor(values: Values) -> None:
    unnamed = values["naming"] == "unnamed"
    values["name"] = None if unnamed else values["name"] or "Arda"
    if values["type"] not in ("organisation", "mission"):
        values.pop("headquarters", None)


def _event(values: Values) -> None:
    if values["prominence"] == "main" and values["occurrence"] == "hypothetical":
        values["occurrence"] = "actual"
    if "cameo" in values and "type" in values:
        values["cameo"] = CAMEO[values["type"]]


def _reaction(values: Values) -> None:
    if values["certainty"] == "open":
        values["certainty"] = "possible"


def _identifiers(values: Values) -> None:
    """Fill an empty mapping, which portable YAML cannot express."""
    if not values:
        values["wikidata"] = "Q17"


def _against_words(values: Values) -> None:
    if not values:
        values["polarity"] = "It is a way of speaking."


_OBEY: dict[str, Callable[[Values], None]] = {
    "Evidence": _spans,
    "SentenceSpan": _spans,
    "Identifiers": _identifiers,
    "AgainstWords": _against_words,
    "Source": _source,
    "Actor": _actor,
    "Event": _event,
    "Reaction": _reaction,
}


@st.composite
def parts(draw: DrawFn, model: type[Model]) -> Values:
    """Values that the model accepts, including its conditions."""
    values: Values = {}
    for name, field in fields(model).items():
        if field.required or draw(st.booleans()):
            values[name] = draw(_field(field))
    if obey := _OBEY.get(model.__name__):
        obey(values)
    return values


def records(kind: str) -> SearchStrategy[Values]:
    """The values of a record of one kind."""
    return parts(RECORDS[kind])


WORDS_OF_YAML = {"null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity", "none"}
"""Words that some parser reads as a value other than a string, even as a key."""
keys = (
    st.text("abehlnostuy", min_size=1, max_size=5)
    | st.builds("{}{}".format, st.sampled_from("ak"), st.text("az09_", max_size=8))
    | st.just("k" * 64)
).filter(lambda key: key not in WORDS_OF_YAML and not re.fullmatch("e[0-9]+", key))
_ROUGH = st.text(st.sampled_from("aAeEnNyYxX019 _./+-()~=<>,:#'\"\\[]{}|&*!%@`?é語😀\u00a0\u3000"), max_size=12)
_AMBIGUOUS = st.sampled_from(
    ("null", "Yes", "off", "N", "~", "0x1f", "1e3", "e", "1_0", "01", "12:30", "2024-01-01", ".inf", "nan", "=", "<<")
)
texts = _ROUGH.filter(_fit) | lines() | _AMBIGUOUS
integers = st.integers(-(2**53) + 1, 2**53 - 1)
scalars: SearchStrategy[Any] = st.none() | st.booleans() | integers | texts
_ENDS = texts.filter(lambda text: text != "" and not text.startswith(" "))
blocks = st.builds(
    lambda first, middle, last, end: "\n".join((first, *middle, last)) + end,
    _ENDS,
    st.lists(texts.map(lambda text: text.rstrip(" ")), max_size=3),
    _ENDS.map(lambda text: text.rstrip(" ")),
    st.sampled_from(("", "\n")),
).filter(lambda text: " \n" not in text)
"""Texts of several lines that a literal block can hold: no line ends with a space."""
values: SearchStrategy[Any] = st.recursive(
    scalars | blocks,
    lambda inner: st.one_of(
        st.lists(scalars, min_size=1, max_size=12),
        st.lists(st.dictionaries(keys, inner, min_size=1, max_size=3) | scalars, min_size=1, max_size=3),
        st.dictionaries(keys, inner, min_size=1, max_size=4),
    ),
    max_leaves=12,
)
portable = st.dictionaries(keys, values, min_size=1, max_size=5)
"""Mappings that portable YAML can express: no empty collections, no integers that a double cannot hold."""
documents = portable.map(yaml_writer.write)
"""Portable documents in canonical layout."""

_SHARDS = (
    *("\n", " ", "  ", "- ", "-", ":", ": ", "#", " #", "|", "|-", "|\n", ">", "[", "]", ", ", '"', "\\", '\\"', "'"),
    *("null", "true", "0", "-0", "1_0", "1e3", "&a", "*a", "!", "!!str ", "%", "---", "...", "? ", "<<: ", "~", "="),
    *("yes", "e", "é", "\u00a0", "\u3000", "\u200b", "key", "key: ", "key:\n", "- a\n", "  a: b\n", "- b: c\n", "{}"),
    *("[a, b]", "\n\n", "#c\n", "  #c\n", '"a" # c', "|\n  x\n", "|-\n    x\n", "\n    ", "\t", "\r", "\x85", "\u2028"),
)


def mutate(text: str, random: Random) -> str:
    """A document in which something was inserted, deleted, repeated or moved."""
    for _ in range(random.choice((1, 1, 2, 3))):
        rows = text.split("\n")
        row, other = random.randrange(len(rows)), random.randrange(len(rows))
        at = random.randint(0, len(text))
        match random.randrange(5):
            case 0 | 1:
                text = text[:at] + random.choice(_SHARDS) + text[at + random.randint(0, 2) :]
            case 2:
                text = text[:at] + text[at + random.randint(1, 4) :]
            case 3:
                text = "\n".join((*rows[:row], rows[other], *rows[row:]))
            case 4:
                rows[row] = random.choice(("", "  ", "    ")) + rows[row].lstrip(" ")
                text = "\n".join(rows)
    return text.rstrip("\n") + "\n" if random.randrange(10) else text


mutated = st.builds(mutate, documents, st.randoms(use_true_random=True))
"""Portable documents after a mutation."""
