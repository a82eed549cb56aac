"""A small dataset about a made-up text, with a record of every kind: what the schema reference shows.

It is written here as its author would think of it, and made by the same functions that make every dataset.
"""

from typing import Any, Final

from nsatu_data.model.schema_version import SCHEMA_VERSION
from nsatu_data.text.canonical_text import canonicalise, digest

TEXT: Final = (
    "Arda's council asked to join the River Pact, which has its seat in Lorn.\n"
    "Trade on the river is growing, and Arda wants a say in its rules. "
    "Some welcome the request. Joining might strain Arda's budget, and it would end a long absence."
)

SOURCE: Final = "source/river-pact"


def manifest() -> dict[str, Any]:
    """The values of `dataset.yaml`."""
    return {
        "title": "Arda and the River Pact",
        "description": "What a short made-up article says about Arda's request to join the River Pact.",
        "version": "1.0.0",
        "schema_version": SCHEMA_VERSION,
        "licences": {"data": "CC-BY-4.0"},
        "creators": [{"name": "The authors of the example"}],
    }


def records() -> list[dict[str, Any]]:
    """The values of every record, in the order of kinds and ids."""
    return [
        _source(),
        {
            **_head("actor/arda", "Arda"),
            "name": "Arda",
            "type": "polity",
            "naming": "named",
            "evidence": [_evidence("Arda's council")],
        },
        {
            **_head("actor/river-pact", "River Pact"),
            "name": "River Pact",
            "type": "organisation",
            "naming": "named",
            "headquarters": "place/lorn",
            "evidence": [_evidence("the River Pact")],
        },
        {
            **_head("actor/welcomers", "Those who welcome the request (unnamed)"),
            "name": None,
            "type": "group",
            "naming": "unnamed",
            "evidence": [_evidence("Some welcome")],
        },
        {**_head("place/lorn", "Lorn"), "name": "Lorn", "type": "city", "evidence": [_evidence("its seat in Lorn")]},
        {
            **_head("event/arda-asks-to-join", "Arda asks to join the River Pact"),
            **_claim("Arda's council has requested membership of the River Pact."),
            "occurrence": "actual",
            "prominence": "main",
            "type": "AGREE",
            "cameo": "030",
            "agents": ["actor/arda"],
            "recipients": ["actor/river-pact"],
            "when": None,
            "evidence": [_evidence("Arda's council asked to join the River Pact")],
        },
        {
            **_head("event/arda-joins", "Arda joins the River Pact"),
            **_claim("Arda might become a member of the River Pact.", basis="implied", certainty="possible"),
            "occurrence": "prospective",
            "prominence": "other",
            "agents": ["actor/arda"],
            "recipients": ["actor/river-pact"],
            "when": None,
            "evidence": [_evidence("to join the River Pact")],
        },
        {
            **_head("context/river-trade-grows", "Trade on the river is growing"),
            **_claim("Trade along the river is on the rise.", theme="economic"),
            "about": ["event/arda-asks-to-join"],
            "trend": "growing",
            "evidence": [_evidence("Trade on the river is growing")],
        },
        {
            **_head("motive/say-in-the-rules", "To have a say in the river's rules"),
            **_claim("Arda means to influence the rules of the river."),
            "about": ["event/arda-asks-to-join"],
            "actor": "actor/arda",
            "form": "goal",
            "evidence": [_evidence("Arda wants a say in its rules")],
        },
        {
            **_head("risk/strain-on-the-budget", "Strain on Arda's budget"),
            **_claim("Membership could put Arda's budget under strain.", certainty="possible", theme="economic"),
            "about": ["event/arda-joins"],
            "bearers": ["actor/arda"],
            "evidence": [_evidence("Joining might strain Arda's budget")],
        },
        {
            **_head("reaction/some-welcome", "Some welcome the request"),
            **_claim("Some are glad of Arda's request."),
            "about": ["event/arda-asks-to-join"],
            "actor": "actor/welcomers",
            "stance": "supportive",
            "evidence": [_evidence("Some welcome the request")],
        },
        {
            **_head("implication/end-of-absence", "A long absence would end"),
            **_claim("Membership would bring Arda's long absence from the pact to an end.", certainty="probable"),
            "about": ["event/arda-joins"],
            "form": "consequence",
            "evidence": [_evidence("it would end a long absence")],
        },
    ]


def _head(identifier: str, label: str) -> dict[str, Any]:
    return {"id": identifier, "kind": identifier.partition("/")[0], "label": label}


def _claim(
    statement: str, basis: str = "stated", certainty: str = "certain", theme: str = "diplomatic"
) -> dict[str, Any]:
    return {
        "statement": statement,
        "voice": SOURCE,
        "basis": basis,
        "certainty": certainty,
        "polarity": "affirmed",
        "themes": [theme],
    }


_CANONICAL = canonicalise(TEXT)
_SENTENCES = (
    (1, "Arda's council asked to join the River Pact, which has its seat in Lorn."),
    (2, "Trade on the river is growing, and Arda wants a say in its rules."),
    (2, "Some welcome the request."),
    (2, "Joining might strain Arda's budget, and it would end a long absence."),
)


def _source() -> dict[str, Any]:
    rows = []
    for number, (paragraph, sentence) in enumerate(_SENTENCES, 1):
        start = _CANONICAL.text.index(sentence)
        rows.append(
            {
                "number": number,
                "paragraph": paragraph,
                "start": start,
                "end": start + len(sentence),
                "sha256": digest(sentence),
            }
        )
    return {
        **_head(SOURCE, "Made-up article on the River Pact"),
        "title": None,
        "author": None,
        "publisher": None,
        "published": None,
        "url": None,
        "language": "en",
        "genre": "news",
        "rights": "Made up for this example; free to use.",
        "text": {
            "form": "canonical-1",
            "code_points": len(_CANONICAL.text),
            "utf8_bytes": len(_CANONICAL.text.encode()),
            "sha256": digest(_CANONICAL.text),
        },
        "sentences": rows,
    }


def _evidence(words: str) -> dict[str, Any]:
    start = _CANONICAL.text.index(words)
    number = next(number for number, (_, sentence) in enumerate(_SENTENCES, 1) if words in sentence)
    return {"source": SOURCE, "sentence": number, "start": start, "end": start + len(words), "sha256": digest(words)}
