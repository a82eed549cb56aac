// An opened text as paragraphs of pieces, which are covered by evidence or not. A long text is cut into pages.

import { type Covered, type Span, stretches } from "../../data/coverage.ts";
import type { CodePoints } from "../../text/code_points.ts";
import { type Piece, pieces } from "../../text/pieces.ts";

export interface TextPage extends Span {
  readonly paragraphs: readonly (readonly Piece[])[];
}

/** The characters on a page, unless one paragraph has more. */
const PAGE_LENGTH = 20_000;

/** Cuts a text into pages of whole paragraphs. Together, the pieces and one line feed between paragraphs are the text. */
export function pagesOf(text: CodePoints, rows: readonly Covered[]): readonly TextPage[] {
  const covered = rows.flatMap(stretches);
  const pages: TextPage[] = [];
  let paragraphs: (readonly Piece[])[] = [];
  let pageStart = 0;
  let start = 0;
  let next = 0;
  for (const line of text.text.split("\n")) {
    const end = start + lengthOf(line);
    const first = next;
    while (next < covered.length && (covered[next]?.start ?? 0) < end) next += 1;
    paragraphs.push(pieces({ start, end }, covered.slice(first, next)));
    if (end - pageStart >= PAGE_LENGTH) {
      pages.push({ start: pageStart, end, paragraphs });
      paragraphs = [];
      pageStart = end + 1;
    }
    start = end + 1;
  }
  if (paragraphs.length > 0) pages.push({ start: pageStart, end: text.length, paragraphs });
  return pages;
}

function lengthOf(line: string): number {
  let length = 0;
  for (const _ of line) length += 1;
  return length;
}
