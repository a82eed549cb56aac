// Makes the pointer for selected words, as `nsatu-data cite` prints it.

import type { Evidence, Source } from "../data/payload.ts";
import { writeYaml } from "../data/yaml.ts";
import type { CodePoints } from "./code_points.ts";
import { digest } from "./digest.ts";
import { isWhole } from "./word_boundaries.ts";

/** A pointer, or why the words cannot be cited. `isCut`: the words begin or end inside a word. */
export type Selected =
  | { readonly pointer: Evidence; readonly words: string; readonly isCut: boolean }
  | { readonly problem: string };

/** Makes the pointer to the words from `start` to `end`, in code points. Spaces at the ends are left out. */
export function pointerTo(source: Source, text: CodePoints, start: number, end: number): Selected {
  const [, spaces = "", words = ""] = /^([ \n]*)([^]*?)[ \n]*$/.exec(text.slice(start, end)) ?? [];
  if (words === "") return { problem: "No words are selected." };
  const first = start + spaces.length;
  const last = first + Array.from(words).length;
  const row = source.sentences.find((sentence) => sentence.start <= first && first < sentence.end);
  if (row === undefined) return { problem: "The words are in no sentence of the source." };
  if (last > row.end) return { problem: "The words are in several sentences; cite each sentence by itself." };
  const around = Array.from(text.slice(Math.max(0, first - MARGIN), last + MARGIN));
  const shift = Math.max(0, first - MARGIN);
  return {
    pointer: { source: source.id, sentence: row.number, start: first, end: last, sha256: digest(words) },
    words,
    isCut: !isWhole(around, first - shift, last - shift),
  };
}

/** The characters around a selection by which a word boundary is found. */
const MARGIN = 160;

/** The pointer as a field of a record, ready to paste. */
export function pointerYaml(pointer: Evidence): string {
  return writeYaml({ evidence: [pointer] });
}
