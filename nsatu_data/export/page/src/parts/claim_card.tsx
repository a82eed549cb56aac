// A claim as a readable sentence with its marks, as it appears in lists.

import type { JSX } from "preact";
import type { Claim } from "../data/payload.ts";
import { readable } from "../data/wording.ts";
import { recordHref } from "../route/hash.ts";
import { Marks } from "./marks.tsx";
import { Roles } from "./roles.tsx";
import { Words } from "./words.tsx";

interface Props {
  readonly claim: Claim;
  /** Whether the list around the card shows the words of the claim's evidence itself. */
  readonly hasWords?: boolean;
}

export function ClaimCard({ claim, hasWords = false }: Props): JSX.Element {
  return (
    <article class={`claim kind-${claim.kind}`}>
      <p class="statement">
        <span class="kind">{readable(claim.kind)}</span> <a href={recordHref(claim.id)}>{claim.statement}</a>
      </p>
      <div class="claim-line">
        <Roles claim={claim} />
        <Marks claim={claim} />
      </div>
      {!hasWords && <Words evidence={claim.evidence} />}
    </article>
  );
}
