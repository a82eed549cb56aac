// Chooses what to draw if no record is chosen: the records of some kinds, or the most linked of them.

import { type Dataset, kindOf } from "../../data/dataset.ts";
import { degree, linkFields } from "../../data/links.ts";
import type { Kind } from "../../data/payload.ts";
import { type Drawing, edgesBetween, recordNode } from "./drawing.ts";

/** Above this number of records, the graph draws the neighbourhood of one record only. */
export const MOST = 500;

/** A drawing of the records of some kinds that have links with each other, at most `capacity` of them. */
export function whole(
  dataset: Dataset,
  fields: ReadonlySet<string>,
  kinds: ReadonlySet<Kind>,
  capacity: number,
): Drawing {
  const ids = dataset.records.map((record) => record.id).filter((id) => kinds.has(kindOf(id)));
  const all = edgesBetween(dataset, ids, fields);
  const degrees = new Map<string, number>();
  for (const { from, to } of all) for (const id of [from, to]) degrees.set(id, (degrees.get(id) ?? 0) + 1);
  const order = new Map(ids.map((id, index) => [id, index]));
  const byDegree = [...degrees].sort(
    ([left, one], [right, other]) => other - one || (order.get(left) ?? 0) - (order.get(right) ?? 0),
  );
  const chosen = new Set(byDegree.slice(0, capacity).map(([id]) => id));
  const edges = all.filter(({ from, to }) => chosen.has(from) && chosen.has(to));
  // A record whose links all lead to records that are left out is left out too.
  const linked = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const drawn = [...chosen].filter((id) => linked.has(id));
  return {
    centre: undefined,
    nodes: drawn.map((id) => recordNode(id, 1)),
    edges,
    leftOut: degrees.size - drawn.length,
  };
}

/** The record to begin with: the main event with the most links, or else the record with the most links. */
export function mainRecord(dataset: Dataset): string | undefined {
  const fields = new Set(linkFields(dataset));
  const main = dataset.records.filter((record) => record.kind === "event" && record.prominence === "main");
  let best: string | undefined;
  let most = -1;
  for (const { id } of main.length > 0 ? main : dataset.records.filter(({ kind }) => kind !== "source")) {
    const number = degree(dataset, id, fields);
    if (number > most) [best, most] = [id, number];
  }
  return best;
}
