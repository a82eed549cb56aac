// A claim of the dataset, and how to read its marks.

import type { JSX } from "preact";
import { exampleClaim, inWords } from "../data/worked_example.ts";
import { ClaimCard } from "./claim_card.tsx";
import { useDataset } from "./context.ts";

export function WorkedExample(): JSX.Element | null {
  const dataset = useDataset();
  const claim = exampleClaim(dataset);
  if (claim === undefined) return null;
  return (
    <section class="worked-example">
      <h2>How to read a claim</h2>
      <ClaimCard claim={claim} />
      <p>
        <b>How to read it:</b> {inWords(dataset, claim)} A statement keeps each “might” and “not” of its own; the marks
        describe it, and add nothing to it.
      </p>
    </section>
  );
}
