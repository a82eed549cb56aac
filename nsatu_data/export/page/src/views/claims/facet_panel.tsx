// The filters: for each facet its values, with the number of claims that each would give.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { Dataset } from "../../data/dataset.ts";
import { type Counts, FACETS, type Facet, type FacetIndex, type Filters } from "../../data/facets.ts";
import { CLAIM_KINDS } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { FACET_NAMES, valueLabel } from "./facet_labels.ts";

const SHOWN = 7;
/** Facets with few values, which always appear, in the order of their vocabulary. */
const VOCABULARIES: Partial<Readonly<Record<Facet, string>>> = {
  basis: "Basis",
  certainty: "Certainty",
  polarity: "Polarity",
};

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

interface ValuesProps {
  readonly facet: Facet;
  readonly known: ReadonlySet<string>;
  readonly counts: Counts;
  readonly chosen: readonly string[];
  readonly toggle: (value: string) => void;
}

function FacetValues({ facet, known, counts, chosen, toggle }: ValuesProps): JSX.Element | null {
  const dataset = useDataset();
  const [showsAll, showAll] = useState(false);
  const values = useMemo(() => ordered(dataset, facet, known, counts), [dataset, facet, known, counts]);
  if (values.length === 0) return null;
  const isFolded = !showsAll && values.length > SHOWN + 1;
  const shown = isFolded ? values.filter((value, place) => place < SHOWN || chosen.includes(value)) : values;
  return (
    <fieldset class="facet">
      <legend>{FACET_NAMES[facet]}</legend>
      {shown.map((value) => (
        <label key={value} class={counts.has(value) ? "facet-value" : "facet-value facet-none"}>
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
          <span>{valueLabel(dataset, facet, value)}</span>
          <span class="facet-count">{(counts.get(value) ?? 0).toLocaleString("en")}</span>
        </label>
      ))}
      {values.length > SHOWN + 1 && (
        <button type="button" class="facet-more" aria-expanded={!isFolded} onClick={() => showAll(!showsAll)}>
          {isFolded ? `Show all ${values.length.toLocaleString("en")}` : `Show the first ${SHOWN}`}
          <span class="visually-hidden"> values of {FACET_NAMES[facet].toLowerCase()}</span>
        </button>
      )}
    </fieldset>
  );
}

/** Terms in the order of their vocabulary, sentences in the order of the text, others with the most claims first. */
function ordered(dataset: Dataset, facet: Facet, known: ReadonlySet<string>, counts: Counts): readonly string[] {
  if (facet === "kind") return CLAIM_KINDS.filter((kind) => known.has(kind));
  const vocabulary = VOCABULARIES[facet];
  if (vocabulary !== undefined) return Object.keys(dataset.vocabularies[vocabulary] ?? {});
  if (facet === "sentence") return [...known];
  const found = [...counts].sort(([left, one], [right, other]) => other - one || (left < right ? -1 : 1));
  return [...found.map(([value]) => value), ...[...known].filter((value) => !counts.has(value)).sort()];
}
