// What happened and what did not: events by whether they took place.

import type { JSX } from "preact";
import type { EventRecord } from "../../data/payload.ts";
import { grouped, inReadingOrder } from "../../data/reading_order.ts";
import { definition } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { ClaimCard } from "../../parts/claim_card.tsx";
import { href } from "../../route/hash.ts";

const HEADINGS = {
  actual: "Said to have happened",
  prospective: "Said to be sought, not done",
  hypothetical: "Only conceived of",
};
const OCCURRENCES = ["actual", "prospective", "hypothetical"] as const;
const SHOWN = 4;

export function Events({ events }: { events: readonly EventRecord[] }): JSX.Element | null {
  const dataset = useDataset();
  if (events.length === 0) return null;
  // The main event comes first.
  const ordered = [...inReadingOrder(dataset, events)].sort((left, right) => rank(left) - rank(right));
  return (
    <section>
      <h2>What is said to have happened, and what is not</h2>
      <div class="occurrences">
        {grouped(ordered, OCCURRENCES, (event) => event.occurrence).map(([occurrence, members]) => (
          <section key={occurrence} class={`occurrence occurrence-${occurrence}`}>
            <h3 title={definition(dataset, "Occurrence", occurrence)}>
              {HEADINGS[occurrence]}{" "}
              <span class="quiet">
                ({occurrence}
                {members.length > SHOWN && `, ${SHOWN} of ${members.length.toLocaleString("en")}`})
              </span>
            </h3>
            {members.slice(0, SHOWN).map((event) => (
              <ClaimCard key={event.id} claim={event} />
            ))}
          </section>
        ))}
      </div>
      {events.length > SHOWN && (
        <p>
          <a href={href("claims", { kind: "event" })}>All {events.length.toLocaleString("en")} events</a>
        </p>
      )}
    </section>
  );
}

function rank(event: EventRecord): number {
  return event.prominence === "main" ? 0 : 1;
}
