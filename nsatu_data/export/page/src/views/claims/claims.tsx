// The table of claims: search, filters, sorting and pages, all of them in the address.

import type { JSX } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { type ClaimsQuery, PAGE_SIZE, readQuery, sorted, toggled, writeQuery } from "../../data/claims_query.ts";
import type { Dataset } from "../../data/dataset.ts";
import { type FacetIndex, indexClaims, select } from "../../data/facets.ts";
import { wordsOf } from "../../data/fold.ts";
import type { Claim } from "../../data/payload.ts";
import { count } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { Legend } from "../../parts/legend.tsx";
import { beginAt, usePageTurn } from "../../route/page_turn.ts";
import { go } from "../../route/use_route.ts";
import type { ViewProps } from "../page.tsx";
import { ActiveFilters } from "./active_filters.tsx";
import { Downloads } from "./downloads.tsx";
import { FacetPanel } from "./facet_panel.tsx";
import { NothingFound } from "./nothing_found.tsx";
import { Pager } from "./pager.tsx";
import { SearchBox } from "./search_box.tsx";
import { ClaimsTable, SortChoice } from "./table.tsx";

export type Change = (state: ClaimsQuery, options?: { readonly replace: boolean }) => void;

let lastIndex: { readonly dataset: Dataset; readonly index: FacetIndex } | undefined;

/** The index of a dataset, made once: it survives a change of view. */
function indexOf(dataset: Dataset): FacetIndex {
  if (lastIndex?.dataset !== dataset) lastIndex = { dataset, index: indexClaims(dataset) };
  return lastIndex.index;
}

export function Claims({ route }: ViewProps): JSX.Element {
  const dataset = useDataset();
  const index = indexOf(dataset);
  const results = useRef<HTMLElement>(null);
  const [areFiltersOpen, openFilters] = useState(false);
  const { state, ignored } = useMemo(() => readQuery(route.query, index.known), [route.query, index]);
  const words = useMemo(() => wordsOf(state.search), [state.search]);
  const selection = useMemo(() => select(index, state.filters, words), [index, state.filters, words]);
  const found = useMemo(() => {
    const places = sorted(dataset, index.claims, selection.places, state);
    return places.map((place) => index.claims[place]).filter((claim): claim is Claim => claim !== undefined);
  }, [dataset, index, selection, state.column, state.isDescending]);
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const page = Math.min(state.page, pages);
  const change: Change = (next, { replace } = { replace: false }) =>
    go({ view: "claims", subject: "", query: writeQuery(next) }, { replace });
  usePageTurn(state.page, JSON.stringify(writeQuery({ ...state, page: 1 })), results);
  const showResults = (): void => beginAt(results);
  /** For buttons that are gone after the change: the keyboard goes on at the results. */
  const changeAndGoOn: Change = (next, options) => {
    results.current?.focus({ preventScroll: true });
    change(next, options);
  };
  return (
    <>
      <h1>Claims</h1>
      <div class="claims-layout">
        <div class="claims-side">
          <SearchBox state={state} change={change} />
          <button type="button" class="skip-filters" onClick={showResults}>
            Skip the filters
          </button>
          <button
            type="button"
            class="filters-button"
            aria-expanded={areFiltersOpen}
            aria-controls="filters"
            onClick={() => openFilters(!areFiltersOpen)}
          >
            {areFiltersOpen ? "Hide the filters" : "Filter"}
          </button>
          <FacetPanel
            isOpen={areFiltersOpen}
            index={index}
            counts={selection.counts}
            filters={state.filters}
            toggle={(facet, value) => change(toggled(state, facet, value))}
          />
          {areFiltersOpen && (
            <button
              type="button"
              class="filters-button"
              onClick={() => {
                openFilters(false);
                showResults();
              }}
            >
              Show {count(found.length, "claim")}
            </button>
          )}
        </div>
        <section ref={results} tabIndex={-1} class="claims-results" aria-label="Results">
          {ignored > 0 && (
            <p class="finding">
              {count(ignored, "part")} of this link {ignored === 1 ? "is" : "are"} not known to this dataset and{" "}
              {ignored === 1 ? "was" : "were"} ignored.
            </p>
          )}
          <p role="status" class="claims-count">
            {found.length === index.claims.length
              ? count(found.length, "claim")
              : `${found.length.toLocaleString("en")} of ${count(index.claims.length, "claim")}`}
          </p>
          <ActiveFilters state={state} change={changeAndGoOn} />
          {found.length === 0 ? (
            <NothingFound state={state} change={changeAndGoOn} />
          ) : (
            <>
              <div class="claims-tools">
                <SortChoice state={state} change={change} />
                <Downloads claims={found} state={state} />
              </div>
              <Legend />
              <ClaimsTable
                claims={found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
                words={words}
                state={state}
                change={change}
              />
              {pages > 1 && <Pager page={page} pages={pages} state={state} />}
            </>
          )}
        </section>
      </div>
    </>
  );
}
