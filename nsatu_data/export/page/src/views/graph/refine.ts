// Makes a layout easier to read: moves boxes off lines, and lines off each other, as long as that helps.

import { type Box, GAP, type Size, clamp, overlap } from "./boxes.ts";
import { crosses, hits } from "./geometry.ts";

/** What is bad in a layout, in the same measure as a line's length in `REACH`. */
const COST = { overlap: 40, covered: 12, crossing: 2, short: 4, narrow: 3 };
const REACH = 150;
/** The room around words between two boxes that are beside each other, or one above the other. */
const AROUND = { width: 20, height: 40 };
/** How far apart two level lines from one box must end so that words have room between them. */
const SPREAD = 34;
const ROUNDS = 12;
/** Anything less is an error of rounding. */
const MARGIN = 1e-9;
const WAYS = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [1, 1],
  [1, -1],
  [-1, 1],
  [-1, -1],
] as const;
const MOVES = [200, 90, 40, 15].flatMap((length) => WAYS.map(([x, y]) => ({ x: x * length, y: y * length })));

export interface Link {
  readonly from: Box;
  readonly to: Box;
  /** The width of its words. */
  readonly width: number;
}

/** Tries moves and swaps of boxes in a fixed order, and keeps those that make the layout better. */
export function* refine(boxes: readonly Box[], links: readonly Link[], size: Size): Generator<undefined> {
  const costOf = costs(boxes, links);
  for (let round = 0; round < ROUNDS; round += 1) {
    let isBetter = false;
    for (const [index, box] of boxes.entries()) {
      if (moves(box, costOf([box]), size)) isBetter = true;
      yield;
      for (const other of boxes.slice(index + 1)) if (swaps(box, other, costOf([box, other]), size)) isBetter = true;
      yield;
    }
    if (!isBetter) return;
  }
}

/** Moves a box to the best of the places around it. Says whether one is better than where it is. */
function moves(box: Box, cost: Cost, size: Size): boolean {
  let best = { x: box.x, y: box.y };
  const start = { ...best };
  let least = cost(Infinity);
  for (const move of MOVES) {
    box.x = start.x + move.x;
    box.y = start.y + move.y;
    clamp(box, size);
    const found = cost(least);
    if (found < least - MARGIN) [best, least] = [{ x: box.x, y: box.y }, found];
  }
  Object.assign(box, best);
  return best.x !== start.x || best.y !== start.y;
}

/** Exchanges the places of two boxes, if that is better. */
function swaps(one: Box, other: Box, cost: Cost, size: Size): boolean {
  const [{ x, y }, to] = [one, { x: other.x, y: other.y }];
  const before = cost(Infinity);
  Object.assign(one, to);
  Object.assign(other, { x, y });
  clamp(one, size);
  clamp(other, size);
  if (cost(before) < before - MARGIN) return true;
  Object.assign(one, { x, y });
  Object.assign(other, to);
  return false;
}

/** Whether a line has no room for its words. */
function isShort({ from, to, width }: Link): boolean {
  return (
    Math.abs(from.x - to.x) < (from.width + to.width) / 2 + width + AROUND.width &&
    Math.abs(from.y - to.y) < (from.height + to.height) / 2 + AROUND.height
  );
}

/** Whether two lines with a common end run so close that their words have no room apart. */
function isNarrow(one: Link, other: Link): boolean {
  const common = one.from === other.from || one.from === other.to ? one.from : one.to;
  const [p, q] = [one, other].map((link) => {
    const end = link.from === common ? link.to : link.from;
    return { x: end.x - common.x, y: end.y - common.y };
  });
  if (p === undefined || q === undefined || p.x * q.x + p.y * q.y <= 0) return false;
  const longer = Math.max(Math.hypot(p.x, p.y), Math.hypot(q.x, q.y));
  const apart = Math.abs(p.x * q.y - p.y * q.x) / longer;
  const steep = Math.abs(p.y) / (Math.hypot(p.x, p.y) || 1);
  return apart < SPREAD + (steep * (one.width + other.width)) / 2;
}

/** The cost of everything in a layout that some boxes have to do with. Counting may stop above a bound. */
export type Cost = (bound: number) => number;

/** How hard a whole layout is to read, to compare it with another layout of the same boxes. */
export function wholeCost(boxes: readonly Box[], links: readonly Link[]): number {
  const costOf = costs(boxes, links);
  return boxes.reduce((sum, box) => sum + costOf([box])(Infinity), 0);
}

export function costs(boxes: readonly Box[], links: readonly Link[]): (some: readonly Box[]) => Cost {
  return (some) => {
    const touches = ({ from, to }: Link): boolean => some.includes(from) || some.includes(to);
    const theirs = links.filter(touches);
    const others = links.filter((link) => !touches(link));
    return (bound) => {
      let sum = 0;
      for (const box of some) {
        for (const other of boxes) if (other !== box && overlap(box, other, GAP)) sum += COST.overlap;
        for (const { from, to } of others) if (hits(from, to, box)) sum += COST.covered;
      }
      for (const link of theirs) {
        const { from, to } = link;
        const length = Math.hypot(to.x - from.x, to.y - from.y);
        sum += length / REACH + (isShort(link) ? COST.short : 0);
      }
      for (const link of theirs) {
        const { from, to } = link;
        if (sum > bound) return sum;
        for (const box of boxes) if (box !== from && box !== to && hits(from, to, box)) sum += COST.covered;
        for (const other of others) {
          const isApart = other.from !== from && other.from !== to && other.to !== from && other.to !== to;
          if (isApart && crosses(from, to, other.from, other.to)) sum += COST.crossing;
          if (!isApart && isNarrow(link, other)) sum += COST.narrow;
        }
      }
      return sum;
    };
  };
}
