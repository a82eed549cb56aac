// The claims of a view as files. They hold what the dataset publishes and nothing of an opened text.

import { type ClaimsQuery, writeQuery } from "./claims_query.ts";
import { writeCsv } from "./csv.ts";
import type { Dataset } from "./dataset.ts";
import type { Claim } from "./payload.ts";

export interface Download {
  readonly name: string;
  readonly type: string;
  readonly content: string;
}

const NAME_OF_DIGEST = 8;

export function asCsvFile(dataset: Dataset, claims: readonly Claim[]): Download {
  // Without the mark, spreadsheets read UTF-8 as the system's old encoding.
  return { name: `${baseName(dataset)}.csv`, type: "text/csv", content: `\uFEFF${writeCsv(dataset, claims)}` };
}

export function asJsonFile(dataset: Dataset, claims: readonly Claim[], state: ClaimsQuery): Download {
  const { title, version, licences } = dataset.manifest;
  const query = Object.fromEntries(Object.entries(writeQuery(state)).filter(([, value]) => value !== ""));
  const whole = { dataset: { title, version, licence: licences.data, sha256: dataset.digest }, query, claims };
  return { name: `${baseName(dataset)}.json`, type: "application/json", content: `${JSON.stringify(whole, null, 2)}\n` };
}

/** Lets the browser save a file. */
export function save({ name, type, content }: Download): void {
  const address = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has the content once the click is handled, but may read it a little later.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** The name says which dataset the file comes from, because a CSV file has no other place for it. */
function baseName(dataset: Dataset): string {
  return `claims-${dataset.manifest.version}-${dataset.digest.slice(0, NAME_OF_DIGEST)}`;
}
