// Values by which claims are filtered, and how many claims each value would give.

import { NO_VOICE } from "./counts.ts";
import type { Dataset } from "./dataset.ts";
import { hasAll, spaced } from "./fold.ts";
import type { Claim } from "./payload.ts";
import { inReadingOrder } from "./reading_order.ts";

export const FACETS = ["kind", "voice", "basis", "certainty", "polarity", "theme", "actor", "sentence"] as const;
export type Facet = (typeof FACETS)[number];

/** The chosen values of each facet. A claim needs one of them in every facet that has any. */
export type Filters = Readonly<Record<Facet, readonly string[]>>;
export type Counts = ReadonlyMap<string, number>;

export interface FacetIndex {
  /** The claims in reading order. */
  readonly claims: readonly Claim[];
  /** For each claim and facet, the claim's values. */
  readonly values: readonly Readonly<Record<Facet, readonly string[]>>[];
  /** For each facet, every value that some claim has. */
  readonly known: Readonly<Record<Facet, ReadonlySet<string>>>;
  /** For each claim, the searched texts as folded words. */
  readonly texts: readonly (readonly string[])[];
}

export interface Selection {
  /** The places in `claims` of those that pass all filters and have all words. */
  readonly places: readonly number[];
  /** For each facet and value, the claims that pass the filters of the other facets and have the value. */
  readonly counts: Readonly<Record<Facet, Counts>>;
}

export function indexClaims(dataset: Dataset): FacetIndex {
  const claims = inReadingOrder(dataset, dataset.claims);
  const values = claims.map((claim) => byFacet((facet) => valuesOf(dataset, claim, facet)));
  return {
    claims,
    values,
    known: byFacet((facet) => new Set(values.flatMap((each) => each[facet]))),
    texts: claims.map((claim) => [spaced(claim.label), spaced(claim.statement)]),
  };
}

/** Selects claims by filters and by folded words, each of which must begin a word of the label or the statement. */
export function select(index: FacetIndex, filters: Filters, words: readonly string[]): Selection {
  const chosen = byFacet((facet) => new Set(filters[facet]));
  const counts = byFacet(() => new Map<string, number>());
  const places: number[] = [];
  index.claims.forEach((_, place) => {
    const values = index.values[place];
    if (values === undefined || !hasAll(index.texts[place] ?? [], words)) return;
    const failed = FACETS.filter((facet) => chosen[facet].size > 0 && !values[facet].some((one) => chosen[facet].has(one)));
    if (failed.length === 0) places.push(place);
    // A claim that fails in one facet alone would be found with another value of that facet.
    const counted = failed.length === 0 ? FACETS : failed.length === 1 ? failed : [];
    for (const facet of counted) {
      for (const value of values[facet]) counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
    }
  });
  return { places, counts };
}

/** Makes a record with an entry for each facet. */
export function byFacet<Value>(make: (facet: Facet) => Value): Record<Facet, Value> {
  return Object.fromEntries(FACETS.map((facet) => [facet, make(facet)])) as Record<Facet, Value>;
}

/** A sentence as a value of its facet. */
export function sentenceValue(source: string, sentence: number): string {
  return `${source}:${sentence}`;
}

function valuesOf(dataset: Dataset, claim: Claim, facet: Facet): readonly string[] {
  switch (facet) {
    case "kind":
      return [claim.kind];
    case "voice":
      return [claim.voice ?? NO_VOICE];
    case "theme":
      return claim.themes;
    case "actor":
      return [...new Set([...dataset.refersTo(claim.id).values()].flat())].filter((id) => id.startsWith("actor/"));
    case "sentence":
      return [...new Set(claim.evidence.map((pointer) => sentenceValue(pointer.source, pointer.sentence)))];
    default:
      return [claim[facet]];
  }
}
