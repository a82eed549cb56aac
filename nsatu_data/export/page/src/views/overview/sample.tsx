// The first few claims of a kind in reading order, and a way to all of them.

import type { ComponentChildren, JSX } from "preact";
import type { Claim, ClaimKind } from "../../data/payload.ts";
import { inReadingOrder } from "../../data/reading_order.ts";
import { PLURALS, definition } from "../../data/wording.ts";
import { ClaimCard } from "../../parts/claim_card.tsx";
import { useDataset } from "../../parts/context.ts";
import { href } from "../../route/hash.ts";

const SHOWN = 4;

interface Props {
  readonly kind: ClaimKind;
  readonly heading: string;
  readonly claims: readonly Claim[];
  readonly children?: ComponentChildren;
}

export function Sample({ kind, heading, claims, children }: Props): JSX.Element | null {
  const dataset = useDataset();
  if (claims.length === 0) return null;
  return (
    <section class="sample">
      <h2>{heading}</h2>
      <p class="quiet">
        {PLURALS[kind]}: {definition(dataset, "Kind", kind)}.
        {claims.length > SHOWN && ` These are the first ${SHOWN} in the order of the text.`}
      </p>
      {children}
      <div class="cards">
        {inReadingOrder(dataset, claims)
          .slice(0, SHOWN)
          .map((claim) => (
            <ClaimCard key={claim.id} claim={claim} />
          ))}
      </div>
      {claims.length > SHOWN && (
        <p>
          <a href={href("claims", { kind })}>
            All {claims.length.toLocaleString("en")} {PLURALS[kind].toLowerCase()}
          </a>
        </p>
      )}
    </section>
  );
}
