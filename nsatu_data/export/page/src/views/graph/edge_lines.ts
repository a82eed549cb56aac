// The lines of edges from border to border of their boxes, and the places of the words on them.

import { type Box, overlap } from "./boxes.ts";
import type { Point } from "./layout.ts";

export interface Line {
  readonly from: Point;
  readonly to: Point;
}

/** The part of the line between the middles of two boxes that lies outside both; undefined if there is none. */
export function line(one: Box, other: Box): Line | undefined {
  const from = border(one, other);
  const to = border(other, one);
  const ahead = (to.x - from.x) * (other.x - one.x) + (to.y - from.y) * (other.y - one.y);
  return ahead > 0 ? { from, to } : undefined;
}

/** Where the line from the middle of a box to a point leaves the box. */
function border(box: Box, towards: Point): Point {
  const x = towards.x - box.x;
  const y = towards.y - box.y;
  if (x === 0 && y === 0) return { x: box.x, y: box.y };
  const share = Math.min(
    x === 0 ? Infinity : box.width / 2 / Math.abs(x),
    y === 0 ? Infinity : box.height / 2 / Math.abs(y),
  );
  return { x: box.x + x * share, y: box.y + y * share };
}

/** An arrow head at the end of a line, as the data of an SVG path. */
export function arrowHead({ from, to }: Line): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const x = (to.x - from.x) / length;
  const y = (to.y - from.y) / length;
  const point = (back: number, aside: number): string =>
    `${tenth(to.x - back * x - aside * y)} ${tenth(to.y - back * y + aside * x)}`;
  return `M${point(0, 0)}L${point(8, 3.5)}L${point(8, -3.5)}z`;
}

export function tenth(number: number): number {
  return Math.round(number * 10) / 10;
}

/** Places along a line at which words are tried, the middle first. */
const PLACES = [0.5, 0.4, 0.6, 0.3, 0.7];

/** Places for the words of lines, so that none covers a box or other words. Words without room are left out. */
export function wordPlaces(
  lines: readonly (Line & { readonly key: string; readonly width: number })[],
  boxes: readonly Box[],
  height: number,
): ReadonlyMap<string, Point> {
  const taken = [...boxes];
  const result = new Map<string, Point>();
  for (const { key, from, to, width } of lines) {
    for (const share of PLACES) {
      const box = {
        key,
        width,
        height,
        x: from.x + (to.x - from.x) * share,
        y: from.y + (to.y - from.y) * share,
      };
      if (taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      result.set(key, { x: tenth(box.x), y: tenth(box.y) });
      break;
    }
  }
  return result;
}
