// The claims of the view as files.

import type { JSX } from "preact";
import type { ClaimsQuery } from "../../data/claims_query.ts";
import { asCsvFile, asJsonFile, save } from "../../data/downloads.ts";
import type { Claim } from "../../data/payload.ts";
import { useDataset } from "../../parts/context.ts";

export function Downloads({ claims, state }: { claims: readonly Claim[]; state: ClaimsQuery }): JSX.Element {
  const dataset = useDataset();
  return (
    <div class="downloads">
      Download this view:
      <button type="button" onClick={() => save(asCsvFile(dataset, claims))}>
        CSV
      </button>
      <button type="button" onClick={() => save(asJsonFile(dataset, claims, state))}>
        JSON
      </button>
      <details>
        <summary>About these files</summary>
        <p>
          Both hold every claim of the view, in its order, not only those of this page. The CSV has one row for each
          claim and one column for each field. A cell is empty if that kind of claim has no such field. Items of a list
          are joined by <code>|</code>. If a spreadsheet would run a cell as a formula, an apostrophe comes first. The
          JSON also names the version of the dataset and the filters. Neither has words of a text that you opened.
        </p>
      </details>
    </div>
  );
}
