// Finds records by words that begin words of their labels or ids, as the search of the claims finds claims.

import { hasAll, spaced, wordsOf } from "../data/fold.ts";
import type { AnyRecord } from "../data/payload.ts";

/** A search over records. Records whose label begins with the words come first; otherwise their order stays. */
export function finder<Found extends AnyRecord>(records: readonly Found[]): (words: string) => readonly Found[] {
  const entries = records.map((record) => ({ record, texts: [spaced(record.label), spaced(record.id)] }));
  return (query) => {
    const words = wordsOf(query);
    if (words.length === 0) return [];
    const start = spaced(query);
    const found = entries.filter(({ texts }) => hasAll(texts, words));
    const isFirst = ({ texts }: (typeof entries)[number]): boolean => texts[0]?.startsWith(start) === true;
    return [...found.filter(isFirst), ...found.filter((entry) => !isFirst(entry))].map(({ record }) => record);
  };
}
