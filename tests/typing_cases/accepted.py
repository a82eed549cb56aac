"""What a type checker must accept of the collections, and the types that it must find."""

from pathlib import Path
from typing import assert_type

import nsatu_data
from nsatu_data.dataset.kind_collections import Actors, Claims, Events, MixedRecords, Motives, Reactions, Risks, Sources
from nsatu_data.model import (
    Actor,
    ActorType,
    AnyClaim,
    AnyRecord,
    Certainty,
    Claim,
    Event,
    Evidence,
    Motive,
    Risk,
    RiskId,
    Theme,
    Trend,
)
from nsatu_data.schema import validator

dataset = nsatu_data.load()
risk = dataset.risks["risk/strain-on-the-budget"]
sure: list[Certainty] = [Certainty.CERTAIN]

assert_type(nsatu_data.__version__, str)
assert_type(dataset, nsatu_data.Dataset)
assert_type(dataset.risks, Risks)
assert_type(risk, Risk)
assert_type(next(iter(dataset.actors)), Actor)
assert_type(next(reversed(dataset.actors)), Actor)
assert_type(dataset["actor/arda"], AnyRecord)
assert_type(dataset.get("actor/arda"), AnyRecord | None)
assert_type(dataset.risks.get("risk/strain-on-the-budget"), Risk | None)
assert_type(dataset.risks.get("risk/strain-on-the-budget", 0), Risk | int)
assert_type(dataset.events["event/arda-joins"].agents, tuple[str, ...])
assert_type([event.when for event in dataset.events], list[str | None])
assert_type({event for event in dataset.events if event.type == "AGREE"}, set[Event])
assert_type(list(dataset.risks)[1:3], list[Risk])

# A single value
assert_type(dataset.risks.where(certainty="possible", bearers="actor/arda"), Risks)
assert_type(dataset.risks.where(certainty=Certainty.POSSIBLE), Risks)
assert_type(dataset.risks.where(themes=Theme.MILITARY, voice=None), Risks)
assert_type(dataset.risks.where(bearers=None), Risks)
assert_type(dataset.actors.where(name=None, type=ActorType.GROUP, headquarters=None), Actors)
assert_type(dataset.events.where(type="AGREE", cameo=None, place=None, when=None), Events)
assert_type(dataset.motives.where(form="goal", trend=None).where(trend=Trend.GROWING), Motives)
assert_type(dataset.reactions.where(actor=None, stance="mixed"), Reactions)
# Several values
assert_type(dataset.risks.where(certainty={"possible", "probable"}), Risks)
assert_type(dataset.risks.where(certainty=[Certainty.POSSIBLE, "probable"], bearers=("actor/arda",)), Risks)
assert_type(dataset.risks.where(certainty=sure, label={"A", "B"}), Risks)
assert_type(dataset.risks.where(certainty=Certainty), Risks)
assert_type(dataset.motives.where(trend={None, "growing"}, kind="motive"), Motives)
# A record, or several
assert_type(dataset.risks.where(about=dataset.events["event/arda-joins"], voice=dataset.actors["actor/arda"]), Risks)
assert_type(dataset.risks.where(about=dataset.events.where(prominence="main"), bearers=dataset.actors), Risks)
assert_type(dataset.risks.where(about={risk, "event/arda-joins"}, id=risk), Risks)
assert_type(dataset.risks.where(evidence="source/river-pact").where(evidence=risk.evidence), Risks)
assert_type(dataset.actors.where(evidence=dataset.sources), Actors)
# A predicate
assert_type(dataset.risks.where(statement=lambda text: text.endswith(".")), Risks)
assert_type(dataset.risks.where(themes=lambda themes: len(themes) > 1 and themes[0].definition), Risks)
assert_type(dataset.events.where(when=lambda when: when is not None and when.startswith("2031")), Events)
assert_type(dataset.risks.where(lambda risk: risk.evidence[0].sentence < 3, certainty="open"), Risks)
assert_type(dataset.sources.where(lambda source: source.text.code_points > 9), Sources)
# Claims, and records of any kind
assert_type(dataset.claims, Claims)
assert_type(next(iter(dataset.claims)), AnyClaim)
assert_type(next(iter(dataset.claims)).about, tuple[str, ...])
assert_type([claim for claim in dataset.claims if isinstance(claim, Motive)], list[Motive])
assert_type([claim.bearers for claim in dataset.claims if claim.kind == "risk"], list[tuple[str, ...]])
assert_type(dataset.claims.where(about="event/arda-joins", form={"goal", "consequence"}, stance="mixed"), Claims)
assert_type(dataset.claims.where(lambda claim: claim.polarity == "denied", kind={"risk", "motive"}), Claims)
assert_type(dataset.search("budget").where(kind="actor", type="polity"), MixedRecords)
assert_type(dataset.neighbours(risk, 2), MixedRecords)
assert_type(dataset.neighbours("actor/arda", depth=2)["actor/river-pact"], AnyRecord)
claims: list[Claim] = list(dataset.claims)

# Links and texts
assert_type(dataset.referring_to("actor/arda").get("agents", ()), tuple[AnyRecord, ...])
assert_type(nsatu_data.check("records").dataset, nsatu_data.Dataset | None)
assert_type(risk.evidence, tuple[Evidence, ...])
assert_type(Certainty.POSSIBLE.definition, str)
assert_type(dataset.with_texts({"": "a.txt", "source/x": Path("x.txt"), "source/y": b"words"}), nsatu_data.Dataset)
assert_type(dataset.words(risk.evidence[0]), str)
identifier: RiskId = dataset.risks.ids()[0]
validator("risk").validate({"id": identifier})
