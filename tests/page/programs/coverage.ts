// Counts the coverage of each sentence of a dataset, as the article map does.

import { coverage, share, stretches, totals } from "../../../nsatu_data/export/page/src/data/coverage.ts";
import { makeDataset } from "../../../nsatu_data/export/page/src/data/dataset.ts";
import type { Payload } from "../../../nsatu_data/export/page/src/data/payload.ts";
import { answer } from "./rows.ts";

answer((payload: Payload) => {
  const dataset = makeDataset(payload);
  const sources = dataset.sources.map((source) => ({ source, rows: coverage(dataset, source) }));
  return {
    rows: sources.flatMap(({ source, rows }) =>
      rows.map((row) => ({
        source: source.id,
        sentence: row.sentence.number,
        paragraph: row.sentence.paragraph,
        skip: row.sentence.skip ?? null,
        share: share(row),
        records: [...row.cited.keys()],
        stretches: stretches(row),
      })),
    ),
    totals: totals(sources.flatMap(({ rows }) => rows)),
  };
});
