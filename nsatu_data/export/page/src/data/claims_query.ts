// The state of the table of claims, as it is written into the address.

import type { Dataset } from "./dataset.ts";
import { FACETS, type Facet, type FacetIndex, type Filters, byFacet } from "./facets.ts";
import type { Claim } from "./payload.ts";
import { CLAIM_KINDS, voiceName } from "./wording.ts";

export const COLUMNS = ["kind", "statement", "voice", "basis", "certainty", "polarity", "sentence"] as const;
export type Column = (typeof COLUMNS)[number];

/** As many rows as a slow machine draws in a tenth of a second. */
export const PAGE_SIZE = 25;

export interface ClaimsQuery {
  readonly search: string;
  readonly filters: Filters;
  readonly column: Column;
  readonly isDescending: boolean;
  /** Counts from 1. */
  readonly page: number;
}

/** Reads the query of an address. `ignored` counts what it names that the dataset or the table does not have. */
export function readQuery(
  query: Readonly<Record<string, string>>,
  known: FacetIndex["known"],
): { readonly state: ClaimsQuery; readonly ignored: number } {
  let ignored = Object.keys(query).filter((key) => !isFacet(key) && !["q", "sort", "page"].includes(key)).length;
  const filters = byFacet((facet) => {
    const given = new Set((query[facet] ?? "").split(",").filter((value) => value !== ""));
    const kept = [...given].filter((value) => known[facet].has(value));
    ignored += given.size - kept.length;
    return kept;
  });
  const sort = query["sort"] ?? "";
  const column = COLUMNS.find((each) => each === sort.replace(/^-/, ""));
  if (sort !== "" && column === undefined) ignored += 1;
  const page = Number(query["page"] ?? "1");
  return {
    state: {
      search: query["q"] ?? "",
      filters,
      column: column ?? "sentence",
      isDescending: column !== undefined && sort.startsWith("-"),
      page: Number.isSafeInteger(page) && page > 0 ? page : 1,
    },
    ignored,
  };
}

/** Writes the state as a query. What is as at the beginning is left out. */
export function writeQuery(state: ClaimsQuery): Record<string, string> {
  const query: Record<string, string> = { q: state.search };
  for (const facet of FACETS) query[facet] = state.filters[facet].join(",");
  if (state.column !== "sentence" || state.isDescending) query["sort"] = `${state.isDescending ? "-" : ""}${state.column}`;
  if (state.page > 1) query["page"] = String(state.page);
  return query;
}

/** Whether nothing is filtered and nothing is searched. */
export function showsAll(state: ClaimsQuery): boolean {
  return state.search.trim() === "" && FACETS.every((facet) => state.filters[facet].length === 0);
}

/** Adds a value to a facet, or removes it. The first page is shown then. */
export function toggled(state: ClaimsQuery, facet: Facet, value: string): ClaimsQuery {
  const chosen = state.filters[facet];
  const now = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
  return { ...state, filters: { ...state.filters, [facet]: now }, page: 1 };
}

/** The places sorted by a column; equal ones stay in reading order. */
export function sorted(
  dataset: Dataset,
  claims: readonly Claim[],
  places: readonly number[],
  { column, isDescending }: ClaimsQuery,
): readonly number[] {
  if (column === "sentence") return isDescending ? [...places].reverse() : places;
  const key = keyOf(dataset, column);
  const keyed = places.map((place) => {
    const claim = claims[place];
    return { place, key: claim === undefined ? "" : key(claim) };
  });
  const direction = isDescending ? -1 : 1;
  keyed.sort((left, right) => direction * compare(left.key, right.key) || left.place - right.place);
  return keyed.map(({ place }) => place);
}

/** What a column sorts by: terms by their place in the vocabulary, everything else by its letters. */
function keyOf(dataset: Dataset, column: Column): (claim: Claim) => string | number {
  switch (column) {
    case "kind":
      return (claim) => CLAIM_KINDS.indexOf(claim.kind);
    case "basis":
    case "certainty":
    case "polarity": {
      const terms = Object.keys(dataset.vocabularies[`${column.charAt(0).toUpperCase()}${column.slice(1)}`] ?? {});
      return (claim) => terms.indexOf(claim[column]);
    }
    case "voice":
      return (claim) => voiceName(dataset, claim.voice).toLowerCase();
    default:
      return (claim) => claim.statement.toLowerCase();
  }
}

function compare(left: string | number, right: string | number): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function isFacet(key: string): key is Facet {
  return (FACETS as readonly string[]).includes(key);
}
