// Claims as CSV (RFC 4180), in the bytes of `nsatu-data list --format csv`. A test compares the two.

import { evidenceOf, valueOf } from "./dataset.ts";
import type { Dataset } from "./dataset.ts";
import type { Claim, Field } from "./payload.ts";
import { CLAIM_KINDS } from "./wording.ts";

/** The beginnings of cells that a spreadsheet would run as a formula (OWASP, CSV Injection), and the apostrophe. */
const FORMULA = /^[=+\-@\t\r＝＋－＠']/;
const NEEDS_QUOTES = /[",\r\n]/;

/** A table with every field that a claim can have. The items of a list are joined by `|`; null is `null`. */
export function writeCsv(dataset: Dataset, claims: readonly Claim[]): string {
  const columns = [...new Set(CLAIM_KINDS.flatMap((kind) => dataset.fields[kind].map((field) => field.name)))];
  const fields = new Map(
    CLAIM_KINDS.map((kind) => [kind, new Map(dataset.fields[kind].map((field) => [field.name, field]))]),
  );
  const rows = claims.map((claim) => columns.map((column) => cell(claim, fields.get(claim.kind)?.get(column))));
  return [columns, ...rows].map((row) => `${row.map((text) => quoted(safe(text))).join(",")}\r\n`).join("");
}

function cell(claim: Claim, field: Field | undefined): string {
  const value = field && valueOf(claim, field.name);
  if (field === undefined || value === undefined) return "";
  if (field.name === "evidence") {
    const pointers = evidenceOf(claim).map(({ source, sentence, start, end }) => `${source} ${sentence}:${start}-${end}`);
    return joined(pointers);
  }
  if (Array.isArray(value)) return joined(value.map(String));
  if (typeof value === "object" && value !== null) {
    return joined(Object.entries(value).map(([name, item]) => `${name} ${item}`));
  }
  return String(value);
}

function joined(items: readonly string[]): string {
  return items.map((item) => item.replaceAll("\\", "\\\\").replaceAll("|", "\\|")).join("|");
}

function safe(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
