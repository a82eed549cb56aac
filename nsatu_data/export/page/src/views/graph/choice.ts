// What the reader has chosen in the graph, as the address holds it.

import { type Dataset, kindOf } from "../../data/dataset.ts";
import { linkFields } from "../../data/links.ts";
import type { Kind } from "../../data/payload.ts";
import { PLURALS } from "../../data/wording.ts";
import { type Route, href } from "../../route/hash.ts";
import type { Scope } from "./neighbourhood.ts";

export interface Choice extends Scope {
  /** The id of the chosen record, or an empty string. */
  readonly subject: string;
}

const KINDS = Object.keys(PLURALS) as readonly Kind[];
const NONE = "none";

/** Reads an address. What it does not name is as at the start; names that are not known are left out. */
export function readChoice(dataset: Dataset, route: Route): Choice {
  const { query, subject } = route;
  const defaults = startChoice(dataset, subject);
  return {
    subject,
    steps: query["steps"] === "2" ? 2 : 1,
    fields: listed(query["fields"], linkFields(dataset)) ?? defaults.fields,
    kinds: listed(query["kinds"], KINDS) ?? defaults.kinds,
    opened: new Set((query["open"] ?? "").split(",").filter(Boolean)),
  };
}

/** The choice of a reader who has changed nothing. */
export function startChoice(dataset: Dataset, subject: string): Choice {
  const fields = linkFields(dataset);
  // Without a chosen record, mentions would tie nearly everything together.
  const drawn = subject ? fields : fields.filter((field) => field !== "mentions");
  return { subject, steps: 1, fields: new Set(drawn), kinds: new Set(startKinds(dataset, subject)), opened: new Set() };
}

/** Whether the reader has left the kinds as they are at the start. */
export function hasStartKinds(dataset: Dataset, choice: Choice): boolean {
  return equal(choice.kinds, startChoice(dataset, choice.subject).kinds);
}

function startKinds(dataset: Dataset, subject: string): readonly Kind[] {
  const isAboutActors = dataset.actors.length > 0 && dataset.claims.some((claim) => claim.kind === "event");
  if (subject === "" && isAboutActors) return ["actor", "event"];
  if (subject !== "" && kindOf(subject) === "source") return KINDS;
  // Nearly every record cites a source and many have its voice, so sources are drawn only around one of them.
  return KINDS.filter((kind) => kind !== "source");
}

/** The address of a choice that differs from another one. */
export function choiceHref(dataset: Dataset, choice: Choice, change: Partial<Choice>): string {
  const { subject, steps, fields, kinds, opened } = { ...choice, ...change };
  const start = startChoice(dataset, subject);
  const query = {
    steps: steps === 2 ? "2" : "",
    fields: equal(fields, start.fields) ? "" : names(fields),
    kinds: equal(kinds, start.kinds) ? "" : names(kinds),
    open: [...opened].sort().join(","),
  };
  return href("graph", query, subject);
}

/** The address of another record with the same fields and kinds, as far as the reader has chosen them. */
export function recordChoiceHref(dataset: Dataset, choice: Choice, id: string): string {
  const start = startChoice(dataset, choice.subject);
  const next = startChoice(dataset, id);
  return choiceHref(dataset, choice, {
    subject: id,
    fields: equal(choice.fields, start.fields) ? next.fields : choice.fields,
    kinds: equal(choice.kinds, start.kinds) ? next.kinds : choice.kinds,
    opened: next.opened,
  });
}

function listed<Name extends string>(text: string | undefined, known: readonly Name[]): ReadonlySet<Name> | undefined {
  if (text === undefined) return undefined;
  const wanted = new Set(text.split(","));
  const found = known.filter((name) => wanted.has(name));
  return found.length > 0 || text === NONE ? new Set(found) : undefined;
}

function names(chosen: ReadonlySet<string>): string {
  return [...chosen].sort().join(",") || NONE;
}

function equal(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size === right.size && [...left].every((each) => right.has(each));
}
