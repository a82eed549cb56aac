// How hard a layout is to read: what boxes and lines cover and cross, and how long the lines are.

import { type Arrangement, areCrossed, areNear, covers, haveCommonEnd, isEnd } from "./arrangement.ts";

/** What is bad in a layout, in the same measure as a line's length in `REACH`. */
const COST = { overlap: 40, covered: 12, crossing: 2, short: 4, narrow: 3 };
const REACH = 150;
/** The room around words between two boxes that are beside each other, or one above the other. */
const AROUND = { width: 20, height: 40 };
/** How far apart two level lines from one box must end so that words have room between them. */
const SPREAD = 34;

/** The cost of everything in a layout that some boxes have to do with. Counting may stop above a bound. */
export type Cost = (bound: number) => number;

/** How hard a whole layout is to read, to compare it with another layout of the same boxes. */
export function wholeCost(all: Arrangement): number {
  return all.x.reduce((sum, _, box) => sum + costOf(all, [box])(Infinity), 0);
}

/** How hard to read some boxes and their lines are, wherever the boxes are when the cost is asked for. */
export function costOf(all: Arrangement, boxes: readonly number[]): Cost {
  const number = all.x.length;
  const theirs: number[] = [];
  const others: number[] = [];
  for (let line = 0; line < all.from.length; line += 1) {
    (boxes.some((box) => isEnd(all, box, line)) ? theirs : others).push(line);
  }
  return (bound) => {
    let sum = 0;
    for (const line of theirs) sum += lengthOf(all, line) / REACH + (isShort(all, line) ? COST.short : 0);
    if (sum > bound) return sum;
    for (const box of boxes) {
      for (let other = 0; other < number; other += 1) {
        if (other !== box && areNear(all, box, other)) sum += COST.overlap;
      }
      for (const line of others) if (covers(all, box, line)) sum += COST.covered;
      if (sum > bound) return sum;
    }
    for (const line of theirs) {
      for (let box = 0; box < number; box += 1) if (covers(all, box, line)) sum += COST.covered;
      for (const other of others) {
        if (haveCommonEnd(all, line, other)) sum += isNarrow(all, line, other) ? COST.narrow : 0;
        else if (areCrossed(all, line, other)) sum += COST.crossing;
      }
      if (sum > bound) return sum;
    }
    return sum;
  };
}

function lengthOf(all: Arrangement, line: number): number {
  const from = all.from[line]!;
  const to = all.to[line]!;
  return distance(all.x[to]! - all.x[from]!, all.y[to]! - all.y[from]!);
}

/** Whether a line has no room for its words. */
function isShort(all: Arrangement, line: number): boolean {
  const from = all.from[line]!;
  const to = all.to[line]!;
  const across = all.halfWidth[from]! + all.halfWidth[to]! + all.words[line]! + AROUND.width;
  const along = all.halfHeight[from]! + all.halfHeight[to]! + AROUND.height;
  return Math.abs(all.x[from]! - all.x[to]!) < across && Math.abs(all.y[from]! - all.y[to]!) < along;
}

/** Whether two lines with a common end run so close that their words have no room apart. */
function isNarrow(all: Arrangement, one: number, other: number): boolean {
  const common = isEnd(all, all.from[one]!, other) ? all.from[one]! : all.to[one]!;
  const p = otherEnd(all, one, common);
  const q = otherEnd(all, other, common);
  const px = all.x[p]! - all.x[common]!;
  const py = all.y[p]! - all.y[common]!;
  const qx = all.x[q]! - all.x[common]!;
  const qy = all.y[q]! - all.y[common]!;
  if (px * qx + py * qy <= 0) return false;
  const length = distance(px, py);
  const apart = Math.abs(px * qy - py * qx) / Math.max(length, distance(qx, qy));
  const steep = Math.abs(py) / (length || 1);
  return apart < SPREAD + (steep * (all.words[one]! + all.words[other]!)) / 2;
}

function otherEnd(all: Arrangement, line: number, end: number): number {
  return all.from[line]! === end ? all.to[line]! : all.from[line]!;
}

/** `Math.hypot` takes ten times as long, to be right for numbers that no picture has. */
function distance(right: number, down: number): number {
  return Math.sqrt(right * right + down * down);
}
