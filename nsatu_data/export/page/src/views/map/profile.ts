// How many records cite each part of a sentence, as steps that a chart can draw.

import type { Covered, Span } from "../../data/coverage.ts";
import { numeral, range } from "../../data/wording.ts";

/** A part of a sentence that the same number of records cite. */
export interface Step extends Span {
  readonly depth: number;
}

/** The steps of a sentence from its start to its end. Together they cover it, and neighbours differ in depth. */
export function steps(row: Covered): readonly Step[] {
  const { start, end } = row.sentence;
  const changes = new Map<number, number>();
  const change = (at: number, by: number): void => void changes.set(at, (changes.get(at) ?? 0) + by);
  for (const span of [...row.cited.values()].flat()) {
    change(span.start, 1);
    change(span.end, -1);
  }
  const result: Step[] = [];
  let depth = 0;
  let here = start;
  for (const [at, by] of [...changes, [end, 0] as const].sort(([left], [right]) => left - right)) {
    if (at > here && (by !== 0 || at === end)) {
      result.push({ start: here, end: at, depth });
      here = at;
    }
    depth += by;
  }
  return result;
}

/** The largest number of records that cite the same words of any of the sentences. */
export function deepest(rows: readonly Covered[]): number {
  return rows.flatMap(steps).reduce((most, step) => Math.max(most, step.depth), 0);
}

/** Numbers as ranges for a reader: "1, 3 to 5, 9". */
export function ranges(numbers: readonly number[]): string {
  const parts: string[] = [];
  let first: number | undefined;
  numbers.forEach((number, index) => {
    first ??= number;
    if (numbers[index + 1] === number + 1) return;
    parts.push(first === number ? numeral(number) : range(first, number));
    first = undefined;
  });
  return parts.join(", ");
}

/** The sentences that the most records cite, the most cited first. */
export function busiest(rows: readonly Covered[], most: number): readonly Covered[] {
  const cited = rows.filter((row) => row.cited.size > 0);
  return cited.sort((left, right) => right.cited.size - left.cited.size).slice(0, most);
}
