// The lines of edges from border to border of their boxes, and their arrow heads.

import type { Box } from "./boxes.ts";
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
