// Matches words with the labels and ids of records, without regard to case and accents.

import type { AnyRecord } from "../data/payload.ts";

/** A search over records. It finds those in which every word begins a word of the label or id, best first. */
export function finder<Found extends AnyRecord>(records: readonly Found[]): (words: string) => readonly Found[] {
  const entries = records.map((record) => ({
    record,
    label: plain(record.label),
    text: ` ${plain(`${record.label} ${record.id}`)}`,
  }));
  return (words) => {
    const wanted = plain(words).split(" ").filter(Boolean);
    const start = wanted.join(" ");
    const found = entries.filter(({ text }) => wanted.every((word) => text.includes(` ${word}`)));
    // A label that begins with the words comes first; otherwise the order of the records stays.
    return [
      ...found.filter(({ label }) => label.startsWith(start)),
      ...found.filter(({ label }) => !label.startsWith(start)),
    ].map(({ record }) => record);
  };
}

/** A text in small letters without accents, its words with one space between them. */
export function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
