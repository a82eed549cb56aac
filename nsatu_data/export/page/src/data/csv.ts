// Claims as CSV (RFC 4180), written as `nsatu-data list --format csv` writes records.

import { valueOf } from "./dataset.ts";
import type { Dataset } from "./dataset.ts";
import type { Claim } from "./payload.ts";
import { CLAIM_KINDS } from "./wording.ts";

/** The beginnings of cells that a spreadsheet would run as a formula (OWASP, CSV Injection), and the apostrophe. */
const FORMULA = /^[=+\-@\t\r＝＋－＠']/;
const NEEDS_QUOTES = /[",\r\n]/;

/** The fields of claims that a cell can hold, in the order of the models, then `evidence`. */
export function csvColumns(dataset: Dataset): readonly string[] {
  const fields = CLAIM_KINDS.flatMap((kind) => dataset.fields[kind].filter((field) => field.part === undefined));
  return [...new Set(fields.map((field) => field.name)), "evidence"];
}

/** A table of claims. The items of a list are joined by `|`; null is `null`, and an absent field is empty. */
export function writeCsv(dataset: Dataset, claims: readonly Claim[]): string {
  const columns = csvColumns(dataset);
  const rows = claims.map((claim) => columns.map((column) => cell(claim, column)));
  return [columns, ...rows].map((row) => `${row.map((text) => quoted(safe(text))).join(",")}\r\n`).join("");
}

function cell(claim: Claim, column: string): string {
  if (column === "evidence") {
    return claim.evidence.map(({ source, sentence, start, end }) => `${source} ${sentence} ${start}-${end}`).join("|");
  }
  const value = valueOf(claim, column);
  if (value === undefined) return "";
  if (Array.isArray(value)) return value.map((item) => escaped(String(item))).join("|");
  return String(value);
}

function escaped(item: string): string {
  return item.replaceAll("\\", "\\\\").replaceAll("|", "\\|");
}

function safe(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
