// Chooses what to draw around a record: its links, with the many of a hub folded into groups.

import type { Dataset } from "../../data/dataset.ts";
import { type LinkGroup, linkGroups, ofKinds } from "../../data/links.ts";
import { onlyKind, splitByKind } from "../../data/link_phrases.ts";
import type { Kind } from "../../data/payload.ts";
import { type Drawing, type Edge, type GroupNode, type Node, edgesBetween, recordNode } from "./drawing.ts";

export interface Scope {
  readonly fields: ReadonlySet<string>;
  readonly kinds: ReadonlySet<Kind>;
  readonly steps: 1 | 2;
  /** The keys of the groups that the reader has unfolded. */
  readonly opened: ReadonlySet<string>;
}

/** The numbers of records up to which the links of one field are drawn one by one; the first that fits is taken. */
const LIMITS = [12, 9, 7, 5, 4, 3, 2, 1];
/** How many records of a group that a reader unfolds are drawn at least: the picture grows by them. */
const UNFOLDED = 12;
/** The most records of a record's links that are drawn one by one at the second step. */
const SECOND_LIMIT = 3;

/**
 * A drawing around a record with at most `capacity` nodes, unless the record has links in more fields than that, or the
 * reader unfolds groups.
 */
export function neighbourhood(dataset: Dataset, centre: string, scope: Scope, capacity: number): Drawing {
  const first = ofKinds(linkGroups(dataset, centre, scope.fields), scope.kinds);
  const linked = new Set(first.flatMap((group) => group.ids));
  let nodes: readonly Node[] = [];
  for (const [limit, isByKind] of [...LIMITS.map((limit) => [limit, true] as const), [1, false] as const]) {
    nodes = around(centre, isByKind ? first.flatMap(splitByKind) : first, { ...scope, limit, capacity });
    if (nodes.length <= capacity + UNFOLDED * scope.opened.size) break;
  }
  if (scope.steps === 2) nodes = [...nodes, ...secondStep(dataset, nodes, linked, scope, capacity - nodes.length)];
  const records = nodes.filter((node) => node.type === "record").map((node) => node.key);
  const steps = new Map(nodes.map((node) => [node.key, node.step]));
  const edges = edgesBetween(dataset, records, scope.fields).filter((edge) => !isMentionAside(edge, steps));
  return { centre, nodes, edges: [...edges, ...nodes.flatMap(edgesOfGroup)], leftOut: 0 };
}

/** Whether a link is only a mention of one linked record by another; many of them would hide the links of the centre. */
function isMentionAside({ from, to, fields }: Edge, steps: ReadonlyMap<string, number>): boolean {
  return steps.get(from) === 1 && steps.get(to) === 1 && fields.every((field) => field === "mentions");
}

interface Fit extends Scope {
  readonly limit: number;
  readonly capacity: number;
}

/** The centre and the nodes at one step from it. */
function around(centre: string, groups: readonly LinkGroup[], { limit, capacity, opened }: Fit): readonly Node[] {
  const nodes = new Map<string, Node>([[centre, recordNode(centre, 0)]]);
  for (const group of groups) {
    const key = groupKey(centre, group);
    const isOpen = opened.has(key);
    const drawn = isOpen ? Math.max(Math.ceil(capacity / 2), UNFOLDED) : group.ids.length <= limit ? limit : 0;
    for (const id of group.ids.slice(0, drawn)) nodes.set(id, nodes.get(id) ?? recordNode(id, 1));
    const rest = group.ids.slice(drawn);
    if (rest.length > 0) nodes.set(key, groupNode(centre, group, rest, 1, !isOpen));
  }
  return [...nodes.values()];
}

/** The nodes at two steps from the centre, as far as there is room for them. */
function secondStep(
  dataset: Dataset,
  nodes: readonly Node[],
  linked: ReadonlySet<string>,
  { fields, kinds }: Scope,
  room: number,
): readonly Node[] {
  const seen = new Set([...nodes.map((node) => node.key), ...linked]);
  const added: Node[] = [];
  for (const { key: of } of nodes.filter((node) => node.type === "record" && node.step === 1)) {
    for (const group of ofKinds(linkGroups(dataset, of, fields), kinds)) {
      const fresh = group.ids.filter((id) => !seen.has(id));
      if (fresh.length === 0 || added.length >= room) continue;
      if (fresh.length <= Math.min(SECOND_LIMIT, room - added.length)) {
        for (const id of fresh) seen.add(id);
        added.push(...fresh.map((id) => recordNode(id, 2)));
      } else {
        added.push(groupNode(of, group, fresh, 2, false));
      }
    }
  }
  return added;
}

function groupNode(of: string, group: LinkGroup, ids: readonly string[], step: number, opens: boolean): GroupNode {
  const { field, direction } = group;
  return { type: "group", key: groupKey(of, group), kind: onlyKind(ids), step, of, field, direction, ids, opens };
}

function edgesOfGroup(node: Node): readonly Edge[] {
  if (node.type === "record") return [];
  const [from, to] = node.direction === "out" ? [node.of, node.key] : [node.key, node.of];
  return [{ from, to, fields: [node.field] }];
}

function groupKey(of: string, { direction, field, ids }: LinkGroup): string {
  return [of, direction, field, onlyKind(ids) ?? "any"].join(".");
}
