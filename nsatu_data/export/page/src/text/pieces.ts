// A part of a text cut where evidence begins and ends.

import type { Span } from "../data/coverage.ts";

export interface Piece extends Span {
  readonly isCovered: boolean;
}

/** Cuts a part of a text at the borders of the spans in it, which are in order and apart from each other. */
export function pieces(part: Span, covered: readonly Span[]): readonly Piece[] {
  const found: Piece[] = [];
  let here = part.start;
  for (const { start, end } of covered) {
    const from = Math.max(start, here);
    const to = Math.min(end, part.end);
    if (from > here) found.push({ start: here, end: from, isCovered: false });
    if (to > from) found.push({ start: from, end: to, isCovered: true });
    here = Math.max(here, to);
  }
  if (here < part.end) found.push({ start: here, end: part.end, isCovered: false });
  return found;
}
