// The event that each text is about.

import type { JSX } from "preact";
import type { EventRecord } from "../../data/payload.ts";
import { ClaimCard } from "../../parts/claim_card.tsx";

/** A dataset of many texts shows its first ones; the table of claims has the others. */
const SHOWN = 3;

export function MainEvents({ events }: { events: readonly EventRecord[] }): JSX.Element | null {
  const main = events.filter((event) => event.prominence === "main");
  if (main.length === 0) return null;
  return (
    <section class="main-events">
      <h2>What it is about</h2>
      {main.slice(0, SHOWN).map((event) => (
        <ClaimCard key={event.id} claim={event} />
      ))}
    </section>
  );
}
