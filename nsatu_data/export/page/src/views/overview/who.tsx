// Who the texts are about: actors, with how many claims involve each of them.

import type { JSX } from "preact";
import type { Dataset } from "../../data/dataset.ts";
import { count, readable } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { recordHref } from "../../route/hash.ts";

const SHOWN = 18;

export function Who(): JSX.Element | null {
  const dataset = useDataset();
  const actors = dataset.actors.map((actor) => ({ actor, involved: claimsThatInvolve(dataset, actor.id) }));
  if (actors.length === 0) return null;
  actors.sort((left, right) => right.involved - left.involved || (left.actor.id < right.actor.id ? -1 : 1));
  return (
    <section>
      <h2>Who</h2>
      <ul class="who">
        {actors.slice(0, SHOWN).map(({ actor, involved }) => (
          <li key={actor.id}>
            <a href={recordHref(actor.id)}>{actor.label}</a>
            <span class="quiet">
              {readable(actor.type)}, {readable(actor.naming)}, {count(involved, "claim")}
            </span>
          </li>
        ))}
      </ul>
      {actors.length > SHOWN && <p class="quiet">And {actors.length - SHOWN} more.</p>}
    </section>
  );
}

function claimsThatInvolve(dataset: Dataset, id: string): number {
  const referring = new Set([...dataset.referredBy(id).values()].flat());
  return dataset.claims.filter((claim) => referring.has(claim.id)).length;
}
