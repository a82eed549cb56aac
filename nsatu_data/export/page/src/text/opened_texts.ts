// The texts that the reader has opened. They are in the memory of this tab and nowhere else.

import type { Evidence, Source } from "../data/payload.ts";
import { type CodePoints, countCodePoints } from "./code_points.ts";
import { type Comparison, type Verdict, compareText, verdictOf } from "./verify.ts";

export interface OpenedText {
  readonly source: Source;
  readonly text: CodePoints;
  readonly comparison: Comparison;
  /** Whether the words at a pointer are those that the record was made from. */
  verdict(pointer: Evidence): Verdict;
}

export type OpenedTexts = ReadonlyMap<string, OpenedText>;

let opened: OpenedTexts = new Map();
const listeners = new Set<() => void>();

/** The opened texts by the ids of their sources. Each change makes another map. */
export function openedTexts(): OpenedTexts {
  return opened;
}

/** Opens a text that is in canonical form, in place of one opened before. */
export function openText(source: Source, canonical: string): void {
  const text = countCodePoints(canonical);
  const verdicts = new Map<string, Verdict>();
  const verdict = (pointer: Evidence): Verdict => {
    const key = `${pointer.sentence} ${pointer.start} ${pointer.end} ${pointer.sha256}`;
    const found = verdicts.get(key) ?? verdictOf(pointer, source, text);
    verdicts.set(key, found);
    return found;
  };
  change(new Map([...opened, [source.id, { source, text, comparison: compareText(source, text), verdict }]]));
}

/** Forgets the text of a source. */
export function closeText(source: string): void {
  change(new Map([...opened].filter(([id]) => id !== source)));
}

/** Calls a function after each change. Returns a function that ends this. */
export function onChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(now: OpenedTexts): void {
  opened = now;
  for (const listener of listeners) listener();
}
