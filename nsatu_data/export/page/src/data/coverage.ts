// Which records cite each sentence of a source, and how much of the sentence they cover, as `nsatu-data coverage` counts.

import { type Dataset, evidenceOf, kindOf } from "./dataset.ts";
import type { Kind, Source } from "./payload.ts";

export type Sentence = Source["sentences"][number];

/** A part of the canonical text, in code points; the end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Covered {
  readonly sentence: Sentence;
  /** The records that cite the sentence, in order, with the parts of the sentence that each of them cites. */
  readonly cited: ReadonlyMap<string, readonly Span[]>;
}

export interface Totals {
  readonly sentences: number;
  readonly cited: number;
  readonly skipped: number;
  readonly neither: number;
  readonly characters: number;
  readonly coveredCharacters: number;
}

const known = new WeakMap<Dataset, Map<string, readonly Covered[]>>();

/** The coverage of every sentence of a source, in order. It is counted once and then remembered. */
export function coverage(dataset: Dataset, source: Source): readonly Covered[] {
  const sources = known.get(dataset) ?? new Map<string, readonly Covered[]>();
  known.set(dataset, sources);
  const rows = sources.get(source.id) ?? source.sentences.map((sentence) => covered(dataset, source.id, sentence));
  sources.set(source.id, rows);
  return rows;
}

function covered(dataset: Dataset, source: string, sentence: Sentence): Covered {
  const cited = new Map<string, readonly Span[]>();
  for (const id of dataset.citing(source, sentence.number)) {
    const record = dataset.byId.get(id);
    const pointers = record === undefined ? [] : evidenceOf(record);
    const here = pointers.filter((pointer) => pointer.source === source && pointer.sentence === sentence.number);
    const inside = here.map((pointer) => clipped(pointer, sentence)).filter(({ start, end }) => start < end);
    if (inside.length > 0) cited.set(id, joined(inside));
  }
  return { sentence, cited };
}

/** The same sentence with the records of one kind alone. */
export function ofKind(row: Covered, kind: Kind): Covered {
  return { sentence: row.sentence, cited: new Map([...row.cited].filter(([id]) => kindOf(id) === kind)) };
}

/** The parts of a sentence that any record cites, in order. Parts that touch are joined. */
export function stretches(row: Covered): readonly Span[] {
  return joined([...row.cited.values()].flat());
}

/** The fraction of the characters of a sentence that any record cites, from 0 to 1. */
export function share(row: Covered): number {
  return length(stretches(row)) / (row.sentence.end - row.sentence.start);
}

export function totals(rows: readonly Covered[]): Totals {
  const cited = rows.filter((row) => row.cited.size > 0).length;
  const skipped = rows.filter((row) => row.sentence.skip !== undefined).length;
  return {
    sentences: rows.length,
    cited,
    skipped,
    neither: rows.length - cited - skipped,
    characters: length(rows.map((row) => row.sentence)),
    coveredCharacters: length(rows.flatMap(stretches)),
  };
}

/** Joins spans that overlap or touch. */
export function joined(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((left, right) => left.start - right.start || left.end - right.end)) {
    const last = result.at(-1);
    if (last !== undefined && span.start <= last.end) {
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else {
      result.push({ start: span.start, end: span.end });
    }
  }
  return result;
}

function clipped(span: Span, sentence: Span): Span {
  return { start: Math.max(span.start, sentence.start), end: Math.min(span.end, sentence.end) };
}

function length(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + span.end - span.start, 0);
}
