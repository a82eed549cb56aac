// Whether lines cross each other, and whether they cross boxes.

import type { Box } from "./boxes.ts";
import type { Point } from "./layout.ts";

/** Whether two lines without a common end cross. */
export function crosses(a: Point, b: Point, c: Point, d: Point): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** Whether a line goes through a box. */
export function hits(a: Point, b: Point, box: Readonly<Box>): boolean {
  // A layout asks this hundreds of thousands of times, and most lines pass far from most boxes.
  const [halfWidth, halfHeight] = [box.width / 2, box.height / 2];
  if (Math.max(a.x, b.x) <= box.x - halfWidth || Math.min(a.x, b.x) >= box.x + halfWidth) return false;
  if (Math.max(a.y, b.y) <= box.y - halfHeight || Math.min(a.y, b.y) >= box.y + halfHeight) return false;
  // How far the middle of the box is from the line, against how far the box reaches towards the line.
  const [right, down] = [b.x - a.x, b.y - a.y];
  const distance = Math.abs(right * (box.y - a.y) - down * (box.x - a.x));
  return distance < Math.abs(right) * halfHeight + Math.abs(down) * halfWidth;
}

/** Positive on one side of a line, negative on the other. */
function side(a: Point, b: Point, c: Point): number {
  return Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
}
