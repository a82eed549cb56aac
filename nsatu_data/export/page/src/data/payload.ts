// The data that `nsatu_data/export/to_html.py` puts into the page.

import type {
  Actor,
  Bundle,
  Context,
  Event as EventRecord,
  Evidence,
  Implication,
  Motive,
  Place,
  Reaction,
  Risk,
  Source,
} from "../../generated/bundle.d.ts";

export type { Actor, Bundle, Evidence, EventRecord, Motive, Place, Reaction, Risk, Source };

/** A record that says something; the other kinds only identify a text, an actor or a place. */
export type Claim = EventRecord | Context | Motive | Risk | Reaction | Implication;
export type AnyRecord = Source | Actor | Place | Claim;
export type Kind = AnyRecord["kind"];
export type ClaimKind = Claim["kind"];

/** A field of a kind of record. `part` names a mapping with fields of its own; `vocabulary` a list of terms. */
export interface Field {
  readonly name: string;
  readonly description: string;
  readonly reference?: true;
  readonly many?: true;
  readonly part?: string;
  readonly vocabulary?: string;
}

export interface Payload {
  readonly bundle: Bundle;
  /** The SHA-256 of what `nsatu-data export json` writes for the same dataset, in hexadecimal digits. */
  readonly digest: string;
  /** The fields of each kind, in the order of the models. */
  readonly fields: Readonly<Record<Kind, readonly Field[]>>;
  /** The definition of each term of each vocabulary. */
  readonly vocabularies: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Reads the data from the page's own element. Throws if the page was not filled in. */
export function readPayload(page: Document): Payload {
  const text = page.getElementById("dataset")?.textContent;
  if (!text?.trim()) throw new Error("the page holds no dataset; `nsatu-data export html` fills it in");
  return JSON.parse(text) as Payload;
}
