// The names of facets and of their values.

import type { Dataset } from "../../data/dataset.ts";
import { NO_VOICE } from "../../data/counts.ts";
import type { Facet } from "../../data/facets.ts";
import { labelOf, readable, voiceName } from "../../data/wording.ts";

export const FACET_NAMES: Readonly<Record<Facet, string>> = {
  kind: "Kind",
  voice: "Voice",
  basis: "Basis",
  certainty: "Certainty",
  polarity: "Polarity",
  theme: "Theme",
  actor: "Actor",
  sentence: "Sentence",
};

export function valueLabel(dataset: Dataset, facet: Facet, value: string): string {
  switch (facet) {
    case "voice":
      return voiceName(dataset, value === NO_VOICE ? null : value);
    case "actor":
      return labelOf(dataset, value);
    case "sentence": {
      const [source = "", number = ""] = value.split(":");
      return dataset.sources.length === 1 ? `Sentence ${number}` : `${labelOf(dataset, source)}, sentence ${number}`;
    }
    default:
      return readable(value);
  }
}
