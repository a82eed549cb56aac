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
  /** For each facet, every value that some claim has; sentences are in the order of the texts. */
  readonly known: Readonly<Record<Facet, ReadonlySet<string>>>;
  /** For each facet and claim, the places of the claim's values in `known`. Numbers are counted faster than texts. */
  readonly codes: Readonly<Record<Facet, readonly (readonly number[])[]>>;
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
  const values = byFacet((facet) => claims.map((claim) => valuesOf(dataset, claim, facet)));
  const known = byFacet((facet) => {
    const found = new Set(values[facet].flat());
    return facet === "sentence" ? new Set(inTextOrder(dataset, found)) : found;
  });
  const codes = byFacet((facet) => {
    const places = new Map([...known[facet]].map((value, place) => [value, place]));
    return values[facet].map((each) => each.flatMap((value) => places.get(value) ?? []));
  });
  return {
    claims,
    known,
    codes,
    texts: claims.map((claim) => [spaced(claim.label), spaced(claim.statement)]),
  };
}

/** Selects claims by filters and by folded words, each of which must begin a word of the label or the statement. */
export function select(index: FacetIndex, filters: Filters, words: readonly string[]): Selection {
  const chosen = chosenCodes(index, filters);
  const counts = byFacet((facet) => new Uint32Array(index.known[facet].size));
  const places: number[] = [];
  for (let place = 0; place < index.claims.length; place += 1) {
    if (!hasAll(index.texts[place] ?? [], words)) continue;
    const failed = chosen.filter(([facet, codes]) => !index.codes[facet][place]?.some((code) => codes.has(code)));
    if (failed.length === 0) places.push(place);
    // A claim that fails in one facet alone would be found with another value of that facet.
    const counted = failed.length === 0 ? FACETS : failed.length === 1 ? failed.map(([facet]) => facet) : [];
    for (const facet of counted) {
      const numbers = counts[facet];
      for (const code of index.codes[facet][place] ?? []) numbers[code] = (numbers[code] ?? 0) + 1;
    }
  }
  return { places, counts: byFacet((facet) => named(index.known[facet], counts[facet])) };
}

/** The facets that filter, with the codes of their chosen values. */
function chosenCodes(index: FacetIndex, filters: Filters): readonly (readonly [Facet, ReadonlySet<number>])[] {
  return FACETS.filter((facet) => filters[facet].length > 0).map((facet) => {
    const known = [...index.known[facet]];
    return [facet, new Set(filters[facet].map((value) => known.indexOf(value)))];
  });
}

/** The counts that are not zero, by value. */
function named(values: ReadonlySet<string>, numbers: Uint32Array): Counts {
  const counts = new Map<string, number>();
  let code = 0;
  for (const value of values) {
    const number = numbers[code] ?? 0;
    if (number > 0) counts.set(value, number);
    code += 1;
  }
  return counts;
}

/** Makes a record with an entry for each facet. */
export function byFacet<Value>(make: (facet: Facet) => Value): Record<Facet, Value> {
  return Object.fromEntries(FACETS.map((facet) => [facet, make(facet)])) as Record<Facet, Value>;
}

/** A sentence as a value of its facet. */
export function sentenceValue(source: string, sentence: number): string {
  return `${source}:${sentence}`;
}

function inTextOrder(dataset: Dataset, sentences: ReadonlySet<string>): readonly string[] {
  const all = dataset.sources.flatMap((source) => source.sentences.map((row) => sentenceValue(source.id, row.number)));
  return all.filter((value) => sentences.has(value));
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
