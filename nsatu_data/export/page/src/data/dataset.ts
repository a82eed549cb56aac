// A dataset with its links: what each record refers to, what refers to it, and what cites each sentence.

import type { Actor, AnyRecord, Bundle, Claim, Evidence, Kind, Payload, Source } from "./payload.ts";

/** Ids of records, by the field that refers. */
export type Links = ReadonlyMap<string, readonly string[]>;

export interface Dataset {
  readonly manifest: Bundle["dataset"];
  readonly digest: string;
  /** All records, by kind in the order of the bundle, then by id. */
  readonly records: readonly AnyRecord[];
  readonly claims: readonly Claim[];
  readonly sources: readonly Source[];
  readonly actors: readonly Actor[];
  readonly byId: ReadonlyMap<string, AnyRecord>;
  readonly fields: Payload["fields"];
  readonly vocabularies: Payload["vocabularies"];
  refersTo(id: string): Links;
  referredBy(id: string): Links;
  /** The ids of the records with evidence in a sentence, in the order of `records`. */
  citing(source: string, sentence: number): readonly string[];
}

const NO_LINKS: Links = new Map();
const NO_IDS: readonly string[] = [];

export function makeDataset(payload: Payload): Dataset {
  const { dataset: manifest, ...kinds } = payload.bundle;
  const records: readonly AnyRecord[] = Object.values(kinds).flat();
  const byId = new Map(records.map((record) => [record.id as string, record]));
  const outgoing = new Map<string, Map<string, string[]>>();
  const incoming = new Map<string, Map<string, string[]>>();
  const sentences = new Map<string, string[]>();
  for (const record of records) {
    for (const [field, target] of references(record, payload.fields)) {
      add(outgoing, record.id, field, target);
      add(incoming, target, field, record.id);
    }
    for (const pointer of evidenceOf(record)) {
      const key = `${pointer.source} ${pointer.sentence}`;
      const citing = sentences.get(key) ?? [];
      sentences.set(key, citing);
      if (citing.at(-1) !== record.id) citing.push(record.id);
    }
  }
  return {
    manifest,
    digest: payload.digest,
    records,
    claims: records.filter(isClaim),
    sources: payload.bundle.sources,
    actors: payload.bundle.actors,
    byId,
    fields: payload.fields,
    vocabularies: payload.vocabularies,
    refersTo: (id) => outgoing.get(id) ?? NO_LINKS,
    referredBy: (id) => incoming.get(id) ?? NO_LINKS,
    citing: (source, sentence) => sentences.get(`${source} ${sentence}`) ?? NO_IDS,
  };
}

export function isClaim(record: AnyRecord): record is Claim {
  return "statement" in record;
}

/** The pointers of a record; a source has none. */
export function evidenceOf(record: AnyRecord): readonly Evidence[] {
  return "evidence" in record ? record.evidence : [];
}

/** The value of a field of any kind of record; undefined if the record does not have it. */
export function valueOf(record: AnyRecord, field: string): unknown {
  return (record as unknown as Readonly<Record<string, unknown>>)[field];
}

export function kindOf(id: string): Kind {
  return id.slice(0, id.indexOf("/")) as Kind;
}

/** Each reference of a record to another, as field and id. A pointer counts as one to its source. */
function* references(record: AnyRecord, fields: Payload["fields"]): Generator<readonly [string, string]> {
  for (const field of fields[record.kind]) {
    const value = valueOf(record, field.name);
    if (field.reference) yield* ids(value).map((id) => [field.name, id] as const);
  }
  for (const source of new Set(evidenceOf(record).map((pointer) => pointer.source))) yield ["evidence", source];
}

function ids(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value;
  return typeof value === "string" ? [value] : [];
}

function add(links: Map<string, Map<string, string[]>>, from: string, field: string, to: string): void {
  const fields = links.get(from) ?? new Map<string, string[]>();
  links.set(from, fields);
  const known = fields.get(field) ?? [];
  fields.set(field, known);
  // A record refers to another once in a field, and records come one after the other.
  if (known.at(-1) !== to) known.push(to);
}
