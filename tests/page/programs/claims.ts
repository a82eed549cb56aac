// The claims that a query finds in a dataset, with the counts of its facets, as CSV and as the JSON of a download.

import { readQuery, sorted } from "../../../nsatu_data/export/page/src/data/claims_query.ts";
import { writeCsv } from "../../../nsatu_data/export/page/src/data/csv.ts";
import { makeDataset } from "../../../nsatu_data/export/page/src/data/dataset.ts";
import { asJsonFile } from "../../../nsatu_data/export/page/src/data/downloads.ts";
import { indexClaims, select } from "../../../nsatu_data/export/page/src/data/facets.ts";
import { wordsOf } from "../../../nsatu_data/export/page/src/data/fold.ts";
import type { Claim, Payload } from "../../../nsatu_data/export/page/src/data/payload.ts";
import { parse } from "../../../nsatu_data/export/page/src/route/hash.ts";
import { answer } from "./rows.ts";

interface Row {
  readonly payload: Payload;
  readonly hashes: readonly string[];
}

answer(({ payload, hashes }: Row) => {
  const dataset = makeDataset(payload);
  const index = indexClaims(dataset);
  return hashes.map((hash) => {
    const { state, ignored } = readQuery(parse(hash).query, index.known);
    const selection = select(index, state.filters, wordsOf(state.search));
    const found = sorted(dataset, index.claims, selection.places, state)
      .map((place) => index.claims[place])
      .filter((claim): claim is Claim => claim !== undefined);
    return {
      ids: found.map((claim) => claim.id),
      counts: Object.fromEntries(Object.entries(selection.counts).map(([facet, each]) => [facet, Object.fromEntries(each)])),
      ignored,
      csv: writeCsv(dataset, found),
      json: JSON.parse(asJsonFile(dataset, found, state).content),
    };
  });
});
