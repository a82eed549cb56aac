// A shape for each kind of record, so that kinds differ without colour. It is drawn around the point 0, 0.

import type { JSX } from "preact";
import type { Kind } from "../data/payload.ts";

/** Outlines in a box from -8 to 8. */
const OUTLINES: Readonly<Record<Kind, string>> = {
  source: "M-5.5-7.5h8l3 3v12h-11z",
  actor: "M0-7.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15z",
  place: "M0 8c-4.5-5-6-7-6-9.5a6 6 0 1 1 12 0c0 2.5-1.5 4.5-6 9.5z",
  event: "M0-8.5 8.5 0 0 8.5-8.5 0z",
  context: "M-6.5-6.5h13v13h-13z",
  motive: "M-7.5-6.5h9l6 6.5-6 6.5h-9z",
  risk: "M0-8 8 6.5H-8z",
  reaction: "M-8-6.5H8v9.5H0l-4 4.5v-4.5h-4z",
  implication: "M-4.25-7.4h8.5L8.5 0l-4.25 7.4h-8.5L-8.5 0z",
};

export function KindOutline({ kind }: { kind: Kind }): JSX.Element {
  return <path class={`shape shape-${kind}`} d={OUTLINES[kind]} />;
}

/** The shape as a small picture beside a word. Screen readers skip it. */
export function KindIcon({ kind }: { kind: Kind }): JSX.Element {
  return (
    <svg class="kind-icon" viewBox="-10 -10 20 20" aria-hidden="true" focusable="false">
      <KindOutline kind={kind} />
    </svg>
  );
}
