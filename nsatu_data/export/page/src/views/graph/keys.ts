// What the keys do in the graph.

import type { Point } from "./layout.ts";
import { isWay, nearest } from "./nearest.ts";

/** To another node, or another view of the same nodes. */
export type Action = { readonly to: string } | { readonly zoom: Zoom };

type Zoom = "in" | "out" | "whole";
const ZOOMS: ReadonlyMap<string, Zoom> = new Map([
  ["+", "in"],
  // The key of the plus sign without Shift.
  ["=", "in"],
  ["-", "out"],
  ["0", "whole"],
]);

/** What a key does at a node; undefined if it is none of the graph's keys, or leads nowhere. */
export function actionOf(key: string, at: string, points: ReadonlyMap<string, Point>): Action | undefined {
  const zoom = ZOOMS.get(key);
  if (zoom !== undefined) return { zoom };
  const to = isWay(key) ? nearest(at, key, points) : inOrder(key, at, [...points.keys()]);
  return to === undefined ? undefined : { to };
}

function inOrder(key: string, at: string, keys: readonly string[]): string | undefined {
  const index = keys.indexOf(at);
  switch (key) {
    case "Home":
      return keys[0];
    case "End":
      return keys.at(-1);
    case "PageDown":
      return keys[index + 1];
    case "PageUp":
      return keys[index - 1];
    default:
      return undefined;
  }
}
