// An arrow of a picture as a sentence, to show how arrows are read.

import type { Dataset } from "../../data/dataset.ts";
import { phrase } from "../../data/link_phrases.ts";
import { labelOf } from "../../data/wording.ts";
import type { Picture } from "./picture.ts";

export interface Example {
  readonly from: string;
  readonly words: string;
  readonly to: string;
}

/** The arrow between two records, with words in the picture, whose sentence is the shortest; undefined if there is none. */
export function exampleOf(dataset: Dataset, { nodes, edges }: Picture): Example | undefined {
  const examples = edges.flatMap(({ edge, place }): readonly Example[] => {
    const [from, to] = [nodes.get(edge.from)?.node, nodes.get(edge.to)?.node];
    const [field, ...others] = edge.fields;
    if (from?.type !== "record" || to?.type !== "record" || place === undefined) return [];
    if (field === undefined || others.length > 0) return [];
    return [{ from: labelOf(dataset, from.key), words: phrase(field, "out", from.kind), to: labelOf(dataset, to.key) }];
  });
  const length = ({ from, words, to }: Example): number => from.length + words.length + to.length;
  return examples.reduce<Example | undefined>(
    (best, each) => (best === undefined || length(each) < length(best) ? each : best),
    undefined,
  );
}
