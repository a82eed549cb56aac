// What to do if no claim is left.

import type { JSX } from "preact";
import { type ClaimsQuery, showsAll } from "../../data/claims_query.ts";
import { FACETS, byFacet } from "../../data/facets.ts";
import { cleared } from "./active_filters.tsx";
import type { Change } from "./claims.tsx";

export function NothingFound({ state, change }: { state: ClaimsQuery; change: Change }): JSX.Element {
  if (showsAll(state)) return <p>This dataset makes no claim.</p>;
  const hasFilters = FACETS.some((facet) => state.filters[facet].length > 0);
  const hasWords = state.search.trim() !== "";
  return (
    <section class="nothing-found">
      <h2>Nothing found</h2>
      <p>{reason(hasWords, hasFilters)}</p>
      <p class="ways-back">
        {hasWords && hasFilters && (
          <>
            <button type="button" onClick={() => change({ ...state, search: "", page: 1 })}>
              Keep the filters, clear the search
            </button>
            <button type="button" onClick={() => change({ ...state, filters: byFacet(() => []), page: 1 })}>
              Keep the search, clear the filters
            </button>
          </>
        )}
        <button type="button" onClick={() => change(cleared(state))}>
          Show all claims
        </button>
      </p>
    </section>
  );
}

function reason(hasWords: boolean, hasFilters: boolean): string {
  if (!hasWords) return "No claim passes all of these filters.";
  return hasFilters ? "No claim passes all of these filters and has all of these words." : "No claim has all of these words.";
}
