// The words for a link between two records, from either record to the other.

import { kindOf } from "./dataset.ts";
import type { Direction, LinkGroup } from "./links.ts";
import type { Kind, Payload } from "./payload.ts";
import { CLAIM_KINDS, PLURALS, count, readable } from "./wording.ts";

/** The words from the record that has a field to the record that the field names, and the words back. */
type Phrases = readonly [out: string, back: string];

const PHRASES: Readonly<Record<string, Phrases>> = {
  about: ["is about", "is the subject of"],
  mentions: ["mentions", "is mentioned in"],
  agents: ["is an act of", "acts in"],
  recipients: ["is directed at", "is the other party in"],
  place: ["takes place in", "is the place of"],
  actors: ["describes", "is described in"],
  actor: ["is a motive or reaction of", "has"],
  bearers: ["is borne by", "bears"],
  voice: ["is voiced by", "voices"],
  evidence: ["has evidence in", "holds the evidence for"],
  part_of: ["is part of", "includes"],
  headquarters: ["has its headquarters in", "is the seat of"],
  within: ["lies within", "contains"],
};

/** The words where a field means something else in each kind of record that has it. */
const PHRASES_OF_KINDS: Readonly<Record<string, Readonly<Partial<Record<Kind, Phrases>>>>> = {
  about: {
    event: ["is part of", "includes"],
    context: ["is background to", "has"],
    motive: ["explains", "is explained by"],
    reaction: ["is a reaction to", "draws"],
    implication: ["is drawn from", "is the basis of"],
  },
  actor: {
    motive: ["is a motive of", "has"],
    reaction: ["is a reaction of", "shows"],
  },
};

/** "is borne by" or "bears". `kind` is that of the records that have the field; undefined for several kinds. */
export function phrase(field: string, direction: Direction, kind: Kind | undefined): string {
  const ofKind = kind === undefined ? undefined : PHRASES_OF_KINDS[field]?.[kind];
  const [out, back] = ofKind ?? PHRASES[field] ?? [readable(field), `is ${readable(field)} of`];
  return direction === "out" ? out : back;
}

/** The words from the record that has the field without their auxiliary: "borne by". */
export function briefPhrase(field: string, kind: Kind | undefined): string {
  return phrase(field, "out", kind).replace(/^(is an?|is|has its|has) /, "");
}

/** The same words after several records: "12 motives explain", where one "explains". */
export function pluralPhrase(field: string, kind: Kind | undefined): string {
  return briefPhrase(field, kind)
    .replace(/^(describe|explain|lie|mention|take)s\b/, "$1")
    .replace(/^(act|motive|part|reaction)\b/, "$1s");
}

/** All that a field means in a dataset: "part of / explains". */
export function briefPhrases(field: string, fields: Payload["fields"]): string {
  const kinds = (Object.keys(fields) as Kind[]).filter((kind) => fields[kind].some(({ name }) => name === field));
  return [...new Set(kinds.map((kind) => briefPhrase(field, kind)))].join(" / ");
}

export interface PhrasedGroup extends LinkGroup {
  /** "Bears 12 risks": reads on from the record. */
  readonly heading: string;
}

/** The links of a record with words. Links whose words differ by kind become groups of their own. */
export function phrasedGroups(id: string, groups: readonly LinkGroup[]): readonly PhrasedGroup[] {
  const split = groups.flatMap((group) =>
    group.direction === "in" && group.field in PHRASES_OF_KINDS ? splitByKind(group) : [group],
  );
  return split.map((group) => {
    const { field, direction, ids } = group;
    const words = phrase(field, direction, direction === "out" ? kindOf(id) : onlyKind(ids));
    return { ...group, heading: `${words.charAt(0).toUpperCase()}${words.slice(1)} ${counted(ids)}` };
  });
}

/** A group for each kind of its records. */
export function splitByKind(group: LinkGroup): readonly LinkGroup[] {
  const kinds = [...new Set(group.ids.map(kindOf))];
  return kinds.map((kind) => ({ ...group, ids: group.ids.filter((id) => kindOf(id) === kind) }));
}

/** The kind of all records of some ids; undefined if they are of several kinds. */
export function onlyKind(ids: readonly string[]): Kind | undefined {
  const kinds = new Set(ids.map(kindOf));
  return kinds.size === 1 ? [...kinds][0] : undefined;
}

/** "12 risks", "12 claims" for several kinds of claims, or "12 records". */
export function counted(ids: readonly string[]): string {
  const kind = onlyKind(ids);
  if (kind !== undefined) return count(ids.length, kind, PLURALS[kind].toLowerCase());
  const claims: readonly Kind[] = CLAIM_KINDS;
  return count(ids.length, ids.every((id) => claims.includes(kindOf(id))) ? "claim" : "record");
}
