// How many claims have each value of a field.

import type { Share } from "../parts/share_bars.tsx";
import type { Dataset } from "./dataset.ts";
import type { Claim } from "./payload.ts";
import { CLAIM_KINDS, PLURALS, definition, readable, voiceName } from "./wording.ts";

/** The value by which the table of claims names a voice that is null. */
export const NO_VOICE = "null";

export function kindShares(dataset: Dataset): readonly Share[] {
  const counts = countBy(dataset.claims, (claim) => claim.kind);
  return CLAIM_KINDS.filter((kind) => counts.has(kind)).map((kind) => ({
    value: kind,
    label: PLURALS[kind],
    count: counts.get(kind) ?? 0,
    title: definition(dataset, "Kind", kind),
  }));
}

/** The shares of the terms of a field, in the order of its vocabulary. */
export function termShares(
  dataset: Dataset,
  field: "basis" | "certainty" | "polarity",
  vocabulary: string,
): readonly Share[] {
  const counts = countBy<string>(dataset.claims, (claim) => claim[field]);
  return Object.entries(dataset.vocabularies[vocabulary] ?? {}).map(([term, meaning]) => ({
    value: term,
    label: readable(term),
    count: counts.get(term) ?? 0,
    title: meaning,
  }));
}

/** The shares of the voices, the most frequent first. */
export function voiceShares(dataset: Dataset): readonly Share[] {
  const shares = [...countBy(dataset.claims, (claim) => claim.voice ?? NO_VOICE)].map(([value, count]) => ({
    value,
    label: voiceName(dataset, value === NO_VOICE ? null : value),
    count,
  }));
  return shares.sort((left, right) => right.count - left.count || (left.value < right.value ? -1 : 1));
}

export function countBy<Key>(claims: readonly Claim[], key: (claim: Claim) => Key): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const claim of claims) counts.set(key(claim), (counts.get(key(claim)) ?? 0) + 1);
  return counts;
}
