// What the records of a sentence say: the labels of the first of them, whole, because a cut one could lose its hedge.

import type { JSX } from "preact";
import type { Covered } from "../../data/coverage.ts";
import { type Dataset, isClaim } from "../../data/dataset.ts";
import { numeral } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";

const SHOWN = 2;

export function RowLabels({ row }: { row: Covered }): JSX.Element {
  const labels = firstLabels(useDataset(), row);
  return (
    <span class="map-labels">
      {labels.join("; ")}
      {row.cited.size > labels.length && labels.length > 0 && `; and ${numeral(row.cited.size - labels.length)} more`}
    </span>
  );
}

/** The labels of the first records that cite a sentence. Claims come first, because they say something. */
function firstLabels(dataset: Dataset, row: Covered): readonly string[] {
  const records = [...row.cited.keys()].flatMap((id) => dataset.byId.get(id) ?? []);
  const claims = records.filter(isClaim);
  return [...claims, ...records.filter((record) => !isClaim(record))].slice(0, SHOWN).map(({ label }) => label);
}
