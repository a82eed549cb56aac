// Boxes and the lines between them as columns of numbers.
//
// A layout asks millions of times what covers or crosses what. It reads columns of numbers several times as fast as
// fields of objects.

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

/** The number at an index, which must be that of a box or line. */
export function at(column: Float64Array | Int32Array, index: number): number {
  return column[index] as number;
}

/** The middle of a box. */
export function middle({ x, y }: Arrangement, box: number): Point {
  return { x: at(x, box), y: at(y, box) };
}

/** Moves the middle of a box to a point, or as near to it as the box stays in the area. */
export function place(all: Arrangement, box: number, to: Point, size: Size): void {
  all.x[box] = clamped(to.x, 2 * at(all.halfWidth, box), size.width);
  all.y[box] = clamped(to.y, 2 * at(all.halfHeight, box), size.height);
}

/** Whether two boxes are nearer than boxes may be. */
export function areNear(all: Arrangement, one: number, other: number): boolean {
  return (
    Math.abs(at(all.x, one) - at(all.x, other)) < at(all.halfWidth, one) + at(all.halfWidth, other) + GAP &&
    Math.abs(at(all.y, one) - at(all.y, other)) < at(all.halfHeight, one) + at(all.halfHeight, other) + GAP
  );
}

/** Whether a line goes through a box that is none of its ends. */
export function covers(all: Arrangement, box: number, line: number): boolean {
  const from = at(all.from, line);
  const to = at(all.to, line);
  return (
    box !== from &&
    box !== to &&
    hits(
      at(all.x, from),
      at(all.y, from),
      at(all.x, to),
      at(all.y, to),
      at(all.x, box),
      at(all.y, box),
      at(all.halfWidth, box),
      at(all.halfHeight, box),
    )
  );
}

/** Whether two lines end at the same box. */
export function haveCommonEnd(all: Arrangement, one: number, other: number): boolean {
  const from = at(all.from, other);
  const to = at(all.to, other);
  return isEnd(all, from, one) || isEnd(all, to, one);
}

/** Whether a line ends at a box. */
export function isEnd(all: Arrangement, box: number, line: number): boolean {
  return at(all.from, line) === box || at(all.to, line) === box;
}

/** Whether two lines without a common end cross. */
export function areCrossed(all: Arrangement, one: number, other: number): boolean {
  const [a, b, c, d] = [at(all.from, one), at(all.to, one), at(all.from, other), at(all.to, other)];
  return crosses(
    at(all.x, a),
    at(all.y, a),
    at(all.x, b),
    at(all.y, b),
    at(all.x, c),
    at(all.y, c),
    at(all.x, d),
    at(all.y, d),
  );
}
