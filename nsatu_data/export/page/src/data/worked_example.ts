// One claim of the dataset that shows what the marks are for, and its marks in a sentence.

import type { Dataset } from "./dataset.ts";
import type { Claim } from "./payload.ts";
import { inReadingOrder } from "./reading_order.ts";
import { voiceName } from "./wording.ts";

/** The first claim in reading order whose marks say most: a hedge, then a voice besides the text, then a plain basis. */
export function exampleClaim(dataset: Dataset): Claim | undefined {
  return inReadingOrder(dataset, dataset.claims).reduce<Claim | undefined>(
    (best, claim) => (best === undefined || weight(claim) > weight(best) ? claim : best),
    undefined,
  );
}

function weight(claim: Claim): number {
  return (
    Number(claim.certainty === "possible" || claim.certainty === "probable") * 4 +
    Number(!claim.voice?.startsWith("source/")) * 2 +
    Number(claim.basis === "stated")
  );
}

const BASES: Readonly<Record<Claim["basis"], string>> = {
  stated: "says it outright",
  implied: "implies it without saying it",
  inferred: "reads it from conduct or events",
};

const CERTAINTIES: Readonly<Record<Claim["certainty"], string>> = {
  certain: "without a hedge, which does not make it true",
  probable: "as probable",
  possible: "as possible, not as certain",
  open: "as a question that it leaves open",
};

/** The marks of a claim in a sentence. */
export function inWords(dataset: Dataset, claim: Claim): string {
  const speaker = claim.voice === null ? "an unnamed voice" : voiceName(dataset, claim.voice);
  const polarity = claim.polarity === "denied" ? " The “not” belongs to the statement." : "";
  return `${capitalised(speaker)} ${BASES[claim.basis]}, ${CERTAINTIES[claim.certainty]}.${polarity}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase("en") + text.slice(1);
}
