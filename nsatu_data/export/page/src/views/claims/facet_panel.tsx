// The filters: for each facet its values, with the number of claims that each would give.

import type { JSX } from "preact";
import { type Counts, FACETS, type Facet, type FacetIndex, type Filters } from "../../data/facets.ts";
import { FacetValues } from "./facet_values.tsx";

interface Props {
  readonly isOpen: boolean;
  readonly index: FacetIndex;
  readonly counts: Readonly<Record<Facet, Counts>>;
  readonly filters: Filters;
  readonly toggle: (facet: Facet, value: string) => void;
}

export function FacetPanel({ isOpen, index, counts, filters, toggle }: Props): JSX.Element {
  return (
    <div id="filters" class={isOpen ? "filters filters-open" : "filters"}>
      {FACETS.map((facet) => (
        <FacetValues
          key={facet}
          facet={facet}
          known={index.known[facet]}
          counts={counts[facet]}
          chosen={filters[facet]}
          toggle={(value) => toggle(facet, value)}
        />
      ))}
    </div>
  );
}
