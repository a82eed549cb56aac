// One facet: its values as checkboxes. Long facets are folded, and can be searched.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { Dataset } from "../../data/dataset.ts";
import type { Counts, Facet } from "../../data/facets.ts";
import { hasAll, spaced, wordsOf } from "../../data/fold.ts";
import { CLAIM_KINDS } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { FACET_NAMES, valueLabel } from "./facet_labels.ts";

/** How many values a folded facet shows, and how many an unfolded one: more are slow to draw and to look through. */
const FOLDED = 7;
const UNFOLDED = 50;
/** Facets with few values, which always appear, in the order of their vocabulary. */
const VOCABULARIES: Partial<Readonly<Record<Facet, string>>> = {
  basis: "Basis",
  certainty: "Certainty",
  polarity: "Polarity",
};

interface Props {
  readonly facet: Facet;
  readonly known: ReadonlySet<string>;
  readonly counts: Counts;
  readonly chosen: readonly string[];
  readonly toggle: (value: string) => void;
}

export function FacetValues({ facet, known, counts, chosen, toggle }: Props): JSX.Element | null {
  const dataset = useDataset();
  const [isUnfolded, unfold] = useState(false);
  const [search, setSearch] = useState("");
  const values = useMemo(() => ordered(dataset, facet, known, counts), [dataset, facet, known, counts]);
  if (values.length === 0) return null;
  const name = FACET_NAMES[facet];
  const isLong = values.length > FOLDED + 1;
  const words = isUnfolded ? wordsOf(search) : [];
  const found = words.length === 0 ? values : values.filter((value) => has(dataset, facet, value, words));
  const most = !isLong ? values.length : isUnfolded ? UNFOLDED : FOLDED;
  const first = found.slice(0, most);
  const shown = [...first, ...chosen.filter((value) => !first.includes(value))];
  return (
    <fieldset class="facet">
      <legend>{name}</legend>
      {isUnfolded && values.length > UNFOLDED && (
        <input
          type="search"
          class="facet-search"
          autocomplete="off"
          aria-label={`Find a value of ${name.toLowerCase()}`}
          placeholder="Find"
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      {shown.map((value) => (
        <label key={value} class={counts.has(value) ? "facet-value" : "facet-value facet-none"}>
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
          <span>{valueLabel(dataset, facet, value)}</span>
          <span class="facet-count">{(counts.get(value) ?? 0).toLocaleString("en")}</span>
        </label>
      ))}
      {isUnfolded && found.length > UNFOLDED && (
        <p class="quiet">The first {UNFOLDED} of {found.length.toLocaleString("en")}.</p>
      )}
      {isUnfolded && found.length === 0 && <p class="quiet">No value has these words.</p>}
      {isLong && (
        <button type="button" class="facet-more" aria-expanded={isUnfolded} onClick={() => unfold(!isUnfolded)}>
          {isUnfolded ? `Show the first ${FOLDED}` : `Show ${values.length > UNFOLDED ? "more of" : "all"} ${values.length.toLocaleString("en")}`}
          <span class="visually-hidden"> values of {name.toLowerCase()}</span>
        </button>
      )}
    </fieldset>
  );
}

/** Whether each word begins a word of a value's label. */
function has(dataset: Dataset, facet: Facet, value: string, words: readonly string[]): boolean {
  return hasAll([spaced(valueLabel(dataset, facet, value))], words);
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
