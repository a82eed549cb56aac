// Who does what in a claim, in a few words: the fields by which kinds of claims differ.

import type { ComponentChildren, JSX } from "preact";
import type { Claim } from "../data/payload.ts";
import { readable } from "../data/wording.ts";
import { RecordLink, RecordLinks } from "./record_link.tsx";

export function Roles({ claim }: { claim: Claim }): JSX.Element | null {
  const roles = [...rolesOf(claim)];
  if (roles.length === 0) return null;
  return (
    <dl class="roles">
      {roles.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt> <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function* rolesOf(claim: Claim): Generator<readonly [string, ComponentChildren]> {
  switch (claim.kind) {
    case "event":
      if (claim.agents) yield ["by", <RecordLinks ids={claim.agents} />];
      if (claim.recipients) yield ["to", <RecordLinks ids={claim.recipients} />];
      if (claim.place) yield ["in", <RecordLink id={claim.place} />];
      break;
    case "context":
      if (claim.trend) yield ["trend", readable(claim.trend)];
      break;
    case "motive":
      yield [claim.form === "goal" ? "goal of" : "reason of", <RecordLink id={claim.actor} />];
      break;
    case "risk":
      if (claim.bearers) yield ["borne by", <RecordLinks ids={claim.bearers} />];
      break;
    case "reaction":
      yield ["by", claim.actor === null ? "nobody named" : <RecordLink id={claim.actor} />];
      yield ["stance", readable(claim.stance)];
      break;
    case "implication":
      yield ["form", readable(claim.form)];
      break;
  }
}
