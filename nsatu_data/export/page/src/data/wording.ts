// The words by which the page names kinds, terms and speakers.

import type { Dataset } from "./dataset.ts";
import type { Claim, ClaimKind, Kind } from "./payload.ts";

export const CLAIM_KINDS: readonly ClaimKind[] = ["event", "context", "motive", "risk", "reaction", "implication"];

/** The heading for several records of a kind. */
export const PLURALS: Readonly<Record<Kind, string>> = {
  source: "Sources",
  actor: "Actors",
  place: "Places",
  event: "Events",
  context: "Contexts",
  motive: "Motives",
  risk: "Risks",
  reaction: "Reactions",
  implication: "Implications",
};

/** Beside a statement with a "not", "denied" would read as if somebody denied the whole statement. */
const CLEARER: Readonly<Record<string, string>> = { denied: "negated" };

/** A term or a name of a field in the words of a reader: `collective_security` becomes "collective security". */
export function readable(term: string): string {
  return CLEARER[term] ?? term.replaceAll("_", " ");
}

/** The term as the data has it, if the page calls it by another word. */
export function termInData(term: string): string | undefined {
  return CLEARER[term] === undefined ? undefined : term;
}

export function labelOf(dataset: Dataset, id: string): string {
  return dataset.byId.get(id)?.label ?? id;
}

/** Who makes a claim: an actor, the text itself, or nobody who is named. */
export function voiceName(dataset: Dataset, voice: Claim["voice"]): string {
  if (voice === null) return "nobody named";
  const record = dataset.byId.get(voice);
  if (record === undefined) return voice;
  if (record.kind === "source") return dataset.sources.length === 1 ? "the text" : record.label;
  return record.label;
}

/** A number with its thousands apart: "3,467". */
export function numeral(number: number): string {
  return number.toLocaleString("en");
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${numeral(number)} ${number === 1 ? one : many}`;
}

/** A range of numbers: "1,865 to 2,028". */
export function range(first: number, last: number): string {
  return `${numeral(first)} to ${numeral(last)}`;
}

/** A share from 0 to 1 as whole per cent. Only a whole is 100%, and only nothing is 0%. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return "less than 1%";
  return `${share < 1 ? Math.min(99, Math.round(100 * share)) : 100}%`;
}

/** The definition of a term; undefined if the vocabulary lacks it. */
export function definition(dataset: Dataset, vocabulary: string, term: string): string | undefined {
  return dataset.vocabularies[vocabulary]?.[term];
}
