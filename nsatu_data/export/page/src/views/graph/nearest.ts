// The node that an arrow key leads to.

import type { Point } from "./layout.ts";

export const WAYS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] } as const;
/** More than any distance in a graph. */
const ASIDE = 1e6;
export type Way = keyof typeof WAYS;

export function isWay(key: string): key is Way {
  return Object.hasOwn(WAYS, key);
}

/**
 * The nearest point in a direction. A point that lies more to the side than ahead is taken only if there is no other,
 * so that all four directions together lead everywhere. Undefined if no point lies that way.
 */
export function nearest(from: string, way: Way, points: ReadonlyMap<string, Point>): string | undefined {
  const start = points.get(from);
  if (start === undefined) return undefined;
  const [right, down] = WAYS[way];
  let best: string | undefined;
  let least = Infinity;
  for (const [key, point] of points) {
    const ahead = (point.x - start.x) * right + (point.y - start.y) * down;
    const aside = Math.abs((point.x - start.x) * down) + Math.abs((point.y - start.y) * right);
    const distance = Math.hypot(ahead, aside) + (aside > ahead ? ASIDE : 0);
    if (key !== from && ahead > 0 && distance < least) [best, least] = [key, distance];
  }
  return best;
}
