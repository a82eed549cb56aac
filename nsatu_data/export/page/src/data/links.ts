// The references of a record in both directions, by field.

import { type Dataset, kindOf } from "./dataset.ts";
import type { Kind } from "./payload.ts";

/** `out` for the records that a record refers to, `in` for those that refer to it. */
export type Direction = "out" | "in";

export interface LinkGroup {
  readonly field: string;
  readonly direction: Direction;
  readonly ids: readonly string[];
}

/** The fields that refer to records, in the order of the models. Evidence refers to sources and comes last. */
export function linkFields(dataset: Dataset): readonly string[] {
  const fields = Object.values(dataset.fields).flat();
  return [...new Set(fields.filter((field) => field.reference).map((field) => field.name)), "evidence"];
}

/** The fields in which any record refers to another. */
export function usedFields(dataset: Dataset): readonly string[] {
  return linkFields(dataset).filter((field) => dataset.records.some(({ id }) => dataset.refersTo(id).has(field)));
}

/** The links of a record in some fields: first what it refers to, then what refers to it. */
export function linkGroups(dataset: Dataset, id: string, fields: ReadonlySet<string>): readonly LinkGroup[] {
  const groups = (
    [
      ["out", dataset.refersTo(id)],
      ["in", dataset.referredBy(id)],
    ] as const
  ).flatMap(([direction, links]) =>
    [...links].map(([field, ids]) => ({ field, direction, ids: ids.filter((each) => dataset.byId.has(each)) })),
  );
  return groups.filter(({ field, ids }) => fields.has(field) && ids.length > 0);
}

/** How many links a record has in some fields. */
export function degree(dataset: Dataset, id: string, fields: ReadonlySet<string>): number {
  return linkGroups(dataset, id, fields).reduce((sum, group) => sum + group.ids.length, 0);
}

/** The same groups with the records of some kinds alone. */
export function ofKinds(groups: readonly LinkGroup[], kinds: ReadonlySet<Kind>): readonly LinkGroup[] {
  return groups
    .map((group) => ({ ...group, ids: group.ids.filter((id) => kinds.has(kindOf(id))) }))
    .filter((group) => group.ids.length > 0);
}
