// Claims in the order in which a reader of the texts meets them.

import type { Dataset } from "./dataset.ts";
import type { Claim } from "./payload.ts";

/** Sorts by source, then by where the first evidence begins, then by id. */
export function inReadingOrder<Kind extends Claim>(dataset: Dataset, claims: readonly Kind[]): readonly Kind[] {
  const ranks = new Map(dataset.sources.map((source, rank) => [source.id as string, rank]));
  const placed = claims.map((claim) => {
    const first = claim.evidence[0];
    return { claim, source: ranks.get(first?.source ?? "") ?? ranks.size, start: first?.start ?? 0 };
  });
  placed.sort(
    (left, right) =>
      left.source - right.source || left.start - right.start || (left.claim.id < right.claim.id ? -1 : 1),
  );
  return placed.map(({ claim }) => claim);
}

/** Puts claims into groups by a key, in the order of the keys. Keys without claims are left out. */
export function grouped<Kind extends Claim, Key extends string>(
  claims: readonly Kind[],
  keys: readonly Key[],
  key: (claim: Kind) => Key,
): readonly (readonly [Key, readonly Kind[]])[] {
  const groups = keys.map((each) => [each, claims.filter((claim) => key(claim) === each)] as const);
  return groups.filter(([, members]) => members.length > 0);
}
