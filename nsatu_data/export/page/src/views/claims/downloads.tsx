// The claims of the view as files.

import type { JSX } from "preact";
import type { ClaimsQuery } from "../../data/claims_query.ts";
import { asCsvFile, asJsonFile, save } from "../../data/downloads.ts";
import type { Claim } from "../../data/payload.ts";
import { useDataset } from "../../parts/context.ts";

export function Downloads({ claims, state }: { claims: readonly Claim[]; state: ClaimsQuery }): JSX.Element {
  const dataset = useDataset();
  return (
    <span class="downloads">
      Download this view:
      <button type="button" onClick={() => save(asCsvFile(dataset, claims))}>
        CSV
      </button>
      <button type="button" onClick={() => save(asJsonFile(dataset, claims, state))}>
        JSON
      </button>
    </span>
  );
}
