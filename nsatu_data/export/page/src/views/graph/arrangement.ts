// Boxes and the lines between them as columns of numbers.
//
// A layout asks millions of times what covers or crosses what. Columns of numbers are read faster than objects.
// An index is always that of a box or a line, so there is a number: `!` says so. A function in its place takes longer.

import { type Box, GAP, type Size, clamped } from "./boxes.ts";
import { crosses, hits } from "./geometry.ts";
import type { Point } from "./layout.ts";

/** A line between two boxes, which it names by their index, and the width of its words. */
export interface Link {
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

/** The middles and half sizes of boxes, and the ends and widths of lines. Only the middles change. */
export interface Arrangement {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly halfWidth: Float64Array;
  readonly halfHeight: Float64Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly words: Float64Array;
}

export function arrange(boxes: readonly Readonly<Box>[], links: readonly Link[]): Arrangement {
  return {
    x: Float64Array.from(boxes, (box) => box.x),
    y: Float64Array.from(boxes, (box) => box.y),
    halfWidth: Float64Array.from(boxes, (box) => box.width / 2),
    halfHeight: Float64Array.from(boxes, (box) => box.height / 2),
    from: Int32Array.from(links, (link) => link.from),
    to: Int32Array.from(links, (link) => link.to),
    words: Float64Array.from(links, (link) => link.width),
  };
}

/** The middle of a box. */
export function middle({ x, y }: Arrangement, box: number): Point {
  return { x: x[box]!, y: y[box]! };
}

/** Moves the middle of a box to a point, or as near to it as the box stays in the area. */
export function place(all: Arrangement, box: number, to: Point, size: Size): void {
  all.x[box] = clamped(to.x, 2 * all.halfWidth[box]!, size.width);
  all.y[box] = clamped(to.y, 2 * all.halfHeight[box]!, size.height);
}

/** Whether two boxes are nearer than boxes may be. */
export function areNear(all: Arrangement, one: number, other: number): boolean {
  return (
    Math.abs(all.x[one]! - all.x[other]!) < all.halfWidth[one]! + all.halfWidth[other]! + GAP &&
    Math.abs(all.y[one]! - all.y[other]!) < all.halfHeight[one]! + all.halfHeight[other]! + GAP
  );
}

/** Whether a line goes through a box that is none of its ends. */
export function covers(all: Arrangement, box: number, line: number): boolean {
  const from = all.from[line]!;
  const to = all.to[line]!;
  return (
    box !== from &&
    box !== to &&
    hits(
      all.x[from]!,
      all.y[from]!,
      all.x[to]!,
      all.y[to]!,
      all.x[box]!,
      all.y[box]!,
      all.halfWidth[box]!,
      all.halfHeight[box]!,
    )
  );
}

/** Whether two lines end at the same box. */
export function haveCommonEnd(all: Arrangement, one: number, other: number): boolean {
  const from = all.from[other]!;
  const to = all.to[other]!;
  return isEnd(all, from, one) || isEnd(all, to, one);
}

/** Whether a line ends at a box. */
export function isEnd(all: Arrangement, box: number, line: number): boolean {
  return all.from[line]! === box || all.to[line]! === box;
}

/** Whether two lines without a common end cross. */
export function areCrossed(all: Arrangement, one: number, other: number): boolean {
  const a = all.from[one]!;
  const b = all.to[one]!;
  const c = all.from[other]!;
  const d = all.to[other]!;
  return crosses(
    all.x[a]!,
    all.y[a]!,
    all.x[b]!,
    all.y[b]!,
    all.x[c]!,
    all.y[c]!,
    all.x[d]!,
    all.y[d]!,
  );
}
