"""What a type checker must accept of the collections, and the types that it must find."""

from typing import assert_type

import nsatu_data
from nsatu_data.dataset.kind_collections import Actors, Events, Motives, Reactions, Risks
from nsatu_data.model import Actor, ActorType, AnyRecord, Certainty, Claim, Event, Evidence, Risk, RiskId, Theme, Trend
from nsatu_data.schema import validator

dataset = nsatu_data.load()

assert_type(dataset, nsatu_data.Dataset)
assert_type(dataset.risks, Risks)
assert_type(dataset.risks.where(certainty="possible", bearers="actor/arda"), Risks)
assert_type(dataset.risks.where(certainty=Certainty.POSSIBLE), Risks)
assert_type(dataset.risks.where(themes=Theme.MILITARY, voice=None), Risks)
assert_type(dataset.risks.where(bearers=None), Risks)
assert_type(dataset.actors.where(name=None, type=ActorType.GROUP, headquarters=None), Actors)
assert_type(dataset.events.where(type="AGREE", cameo=None, place=None, when=None), Events)
assert_type(dataset.motives.where(form="goal", trend=None).where(trend=Trend.GROWING), Motives)
assert_type(dataset.reactions.where(actor=None, stance="mixed"), Reactions)
assert_type(dataset.risks["risk/strain-on-the-budget"], Risk)
assert_type(next(iter(dataset.actors)), Actor)
assert_type(dataset.events["event/arda-joins"].agents, tuple[str, ...])
assert_type([event.when for event in dataset.events], list[str | None])
assert_type({event for event in dataset.events if event.type == "AGREE"}, set[Event])
assert_type(dataset["actor/arda"], AnyRecord)
assert_type(dataset.claims, tuple[Claim, ...])
assert_type(dataset.referring_to("actor/arda").get("agents", ()), tuple[AnyRecord, ...])
assert_type(nsatu_data.check("records").dataset, nsatu_data.Dataset | None)
assert_type(dataset.risks["risk/strain-on-the-budget"].evidence, tuple[Evidence, ...])
assert_type(Certainty.POSSIBLE.definition, str)
identifier: RiskId = dataset.risks.ids()[0]
validator("risk").validate({"id": identifier})
