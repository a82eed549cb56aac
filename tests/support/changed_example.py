"""A second version of the example, in which something of everything changed, for expected outputs."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

from nsatu_data.schema import json_schema
from tests.support import river_pact
from tests.support.example_datasets import by_id, with_fields

BUDGET: Final = "risk/strain-on-the-budget"
WELCOME: Final = "reaction/some-welcome"
_OTHER: Final = "0123456789abcdef" * 4

Values = dict[str, Any]


def records() -> list[Values]:
    """The records of the second version."""
    (pointer,) = by_id()[BUDGET]["evidence"]
    known = by_id(
        with_fields(
            BUDGET,
            statement="Membership would put the budget of Arda's council under some strain.",
            certainty="probable",
            themes=["legal", "economic"],
            bearers=["actor/arda", "actor/welcomers"],
            evidence=[{**pointer, "start": pointer["start"] + 2, "end": pointer["end"] + 2}],
        )
    )
    welcome = known.pop(WELCOME)
    known.pop("motive/say-in-the-rules")
    joins = known["event/arda-joins"]
    joins["evidence"] = [{**joins["evidence"][0], "sha256": _OTHER}, {**pointer, "sha256": _OTHER}]
    known["actor/arda"]["aliases"] = ["the city on the river"]
    known[river_pact.SOURCE]["author"] = "A. B. Adékọ́ya @example"
    added = {
        **welcome,
        "id": "reaction/others-welcome",
        "label": "Others welcome the request",
        "statement": "Others <b>welcome</b> the request of `Arda`, as the *Hafenbote* | https://example.org writes.",
    }
    return [*known.values(), added]


def manifest() -> Values:
    """The manifest of the second version."""
    return {
        **river_pact.manifest(),
        "version": "1.1.0",
        "description": river_pact.manifest()["description"] + " Compared again.",
        "retired": ["motive/say-in-the-rules"],
    }


def write_schemas(folder: Path) -> None:
    """Write two versions of a schema, `old.schema.json` and `new.schema.json`, that differ in every way."""
    schema = deepcopy(json_schema.schema("risk"))
    base = schema["$id"].partition("/schema/")[0]
    for name, version in (("old", "1.0"), ("new", "1.1")):
        schema["$id"] = f"{base}/schema/{version}/risk.schema.json"
        (folder / f"{name}.schema.json").write_text(json.dumps(schema), encoding="utf-8")
        schema["properties"]["label"]["maxLength"] = 90
        schema["properties"]["cost"] = {"type": "null"}
        schema["properties"]["scope"] = {"type": "null"}
        schema["required"] = [field for field in schema["required"] if field != "themes"] + ["scope"]
        schema["$defs"]["Polarity"]["enum"] = ["affirmed"]
        schema["$defs"]["Basis"]["description"] = "Other words."
