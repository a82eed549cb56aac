// What a graph draws: records, groups of records, and the links between them.

import { type Dataset, kindOf } from "../../data/dataset.ts";
import { phrase } from "../../data/link_phrases.ts";
import { type Direction, linkGroups } from "../../data/links.ts";
import type { Kind } from "../../data/payload.ts";

interface NodeBase {
  readonly key: string;
  /** The kind of the record, or of every record in the group; undefined for a group of several kinds. */
  readonly kind: Kind | undefined;
  /** 0 for the chosen record, then the number of links to it; 1 if none is chosen. */
  readonly step: number;
}

export interface RecordNode extends NodeBase {
  readonly type: "record";
  readonly kind: Kind;
}

/** Records that one record has a link with in one field. They are drawn as one, so that hubs stay legible. */
export interface GroupNode extends NodeBase {
  readonly type: "group";
  readonly of: string;
  readonly field: string;
  readonly direction: Direction;
  readonly ids: readonly string[];
  /** Whether a reader may unfold it. */
  readonly opens: boolean;
}

export type Node = RecordNode | GroupNode;

/** A link from the record with the fields to the record that they name. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly fields: readonly string[];
}

export interface Drawing {
  /** The key of the chosen record, if one is chosen. */
  readonly centre: string | undefined;
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  /** How many records of the choice have links but are in no node. */
  readonly leftOut: number;
}

/** Whether a group holds what is left of an unfolded one. */
export function isRest({ opens, step }: GroupNode): boolean {
  return !opens && step === 1;
}

/** The words from the record of a group to the group. */
export function groupPhrase({ of, field, direction, kind }: GroupNode): string {
  return phrase(field, direction, direction === "out" ? kindOf(of) : kind);
}

export function recordNode(id: string, step: number): RecordNode {
  return { type: "record", key: id, kind: kindOf(id), step };
}

/** The links between records that are drawn, one for each pair and direction. */
export function edgesBetween(dataset: Dataset, ids: Iterable<string>, fields: ReadonlySet<string>): readonly Edge[] {
  const drawn = new Set(ids);
  const edges = new Map<string, { from: string; to: string; fields: string[] }>();
  for (const from of drawn) {
    for (const group of linkGroups(dataset, from, fields)) {
      if (group.direction === "in") continue;
      for (const to of group.ids.filter((id) => drawn.has(id))) {
        const key = `${from} ${to}`;
        const edge = edges.get(key) ?? { from, to, fields: [] };
        edges.set(key, edge);
        edge.fields.push(group.field);
      }
    }
  }
  return [...edges.values()];
}
