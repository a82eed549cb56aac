// What is filtered now, each with a button that takes it away.

import type { JSX } from "preact";
import { type ClaimsQuery, showsAll, toggled } from "../../data/claims_query.ts";
import { FACETS, byFacet } from "../../data/facets.ts";
import { useDataset } from "../../parts/context.ts";
import type { Change } from "./claims.tsx";
import { FACET_NAMES, valueLabel } from "./facet_labels.ts";

export function ActiveFilters({ state, change }: { state: ClaimsQuery; change: Change }): JSX.Element | null {
  const dataset = useDataset();
  if (showsAll(state)) return null;
  return (
    <ul class="active-filters" aria-label="Active filters">
      {state.search.trim() !== "" && (
        <li>
          <button type="button" onClick={() => change({ ...state, search: "", page: 1 })}>
            “{state.search}” <Remove />
          </button>
        </li>
      )}
      {FACETS.flatMap((facet) =>
        state.filters[facet].map((value) => (
          <li key={`${facet} ${value}`}>
            <button type="button" onClick={() => change(toggled(state, facet, value))}>
              {FACET_NAMES[facet]}: {valueLabel(dataset, facet, value)} <Remove />
            </button>
          </li>
        )),
      )}
      <li>
        <button type="button" class="clear" onClick={() => change(cleared(state))}>
          Clear all
        </button>
      </li>
    </ul>
  );
}

function Remove(): JSX.Element {
  return (
    <>
      <span aria-hidden="true">×</span>
      <span class="visually-hidden">(remove this filter)</span>
    </>
  );
}

/** The state without search and filters. */
export function cleared(state: ClaimsQuery): ClaimsQuery {
  return { ...state, search: "", filters: byFacet(() => []), page: 1 };
}
