// The words for a link, read from one record to the other.

import type { Direction } from "../../data/links.ts";
import type { Kind } from "../../data/payload.ts";
import { PLURALS, count, readable } from "../../data/wording.ts";

/** For each field, the words from the record that has the field, and the words from the record that it names. */
const PHRASES: Readonly<Record<string, readonly [string, string]>> = {
  about: ["is about", "is the subject of"],
  mentions: ["mentions", "is mentioned by"],
  agents: ["has the agents", "is an agent of"],
  recipients: ["has the recipients", "is a recipient of"],
  place: ["takes place in", "is the place of"],
  actors: ["is about the actors", "is one of the actors of"],
  actor: ["is the motive or reaction of", "has the motives and reactions"],
  bearers: ["is borne by", "bears"],
  voice: ["is in the voice of", "is the voice of"],
  evidence: ["has evidence in", "holds the evidence of"],
  part_of: ["is part of", "has the parts"],
  headquarters: ["has its headquarters in", "is the seat of"],
  within: ["lies within", "contains"],
};

export function phrase(field: string, direction: Direction): string {
  const [out, back] = PHRASES[field] ?? [readable(field), `is ${readable(field)} of`];
  return direction === "out" ? out : back;
}

/** "12 risks", or "12 records" for several kinds. */
export function counted(number: number, kind: Kind | undefined): string {
  if (kind === undefined) return count(number, "record");
  if (kind === "context") return count(number, "background claim");
  return count(number, kind, PLURALS[kind].toLowerCase());
}
