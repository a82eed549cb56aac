// Compares a text with its source record, and pointers with the words that they point at.
//
// The verdicts are those of `nsatu-data validate --text`: see `nsatu_data/linking/verified_evidence.py`.

import type { Evidence, Source } from "../data/payload.ts";
import type { CodePoints } from "./code_points.ts";
import { digest, utf8Length } from "./digest.ts";

type Sentence = Source["sentences"][number];

/** `unverifiable`: the sentence is not in this text, so the pointer cannot be compared with it. */
export type Verdict = "verified" | "mismatch" | "unverifiable";

export interface Comparison {
  /** Whether the text is the one that was encoded, to the last character. */
  readonly isSame: boolean;
  /** The numbers of the sentences that the text does not have at their places. */
  readonly changed: readonly number[];
  /** How many sentences the text has, at their places or moved by a change in one place before them. */
  readonly kept: number;
  readonly codePoints: number;
  readonly utf8Bytes: number;
}

export function compareText(source: Source, text: CodePoints): Comparison {
  const changed = source.sentences.filter((row) => !hasSentence(text, row));
  const shift = text.length - source.text.code_points;
  const lost = changed.filter((row) => !hasSentence(text, row, shift));
  return {
    isSame: digest(text.text) === source.text.sha256,
    changed: changed.map((row) => row.number),
    kept: source.sentences.length - lost.length,
    codePoints: text.length,
    utf8Bytes: utf8Length(text.text),
  };
}

/** Compares a pointer with the text of its source. */
export function verdictOf(pointer: Evidence, source: Source, text: CodePoints): Verdict {
  const row = source.sentences[pointer.sentence - 1];
  const isInside = row !== undefined && row.start <= pointer.start && pointer.start < pointer.end && pointer.end <= row.end;
  if (!isInside || !hasSentence(text, row)) return "unverifiable";
  return digest(text.slice(pointer.start, pointer.end)) === pointer.sha256 ? "verified" : "mismatch";
}

function hasSentence(text: CodePoints, row: Sentence, shift = 0): boolean {
  const [start, end] = [row.start + shift, row.end + shift];
  return start >= 0 && end <= text.length && digest(text.slice(start, end)) === row.sha256;
}
