// Makes a layout easier to read: moves boxes off lines, and lines off each other, as long as that helps.

import { type Arrangement, middle, place } from "./arrangement.ts";
import type { Size } from "./boxes.ts";
import { type Cost, costOf } from "./layout_cost.ts";

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

/** Tries moves and swaps of boxes in a fixed order, and keeps those that make the layout better. */
export function* refine(all: Arrangement, size: Size): Generator<undefined> {
  const number = all.x.length;
  for (let round = 0; round < ROUNDS; round += 1) {
    let isBetter = false;
    for (let box = 0; box < number; box += 1) {
      if (moves(all, box, costOf(all, [box]), size)) isBetter = true;
      yield;
      for (let other = box + 1; other < number; other += 1) {
        if (swaps(all, box, other, costOf(all, [box, other]), size)) isBetter = true;
      }
      yield;
    }
    if (!isBetter) return;
  }
}

/** Moves a box to the best of the places around it. Says whether one is better than where it is. */
function moves(all: Arrangement, box: number, cost: Cost, size: Size): boolean {
  const start = middle(all, box);
  let best = start;
  let least = cost(Infinity);
  for (const move of MOVES) {
    place(all, box, { x: start.x + move.x, y: start.y + move.y }, size);
    const found = cost(least);
    if (found < least - MARGIN) [best, least] = [middle(all, box), found];
  }
  place(all, box, best, size);
  return best !== start;
}

/** Exchanges the places of two boxes, if that is better. */
function swaps(all: Arrangement, one: number, other: number, cost: Cost, size: Size): boolean {
  const [first, second] = [middle(all, one), middle(all, other)];
  const before = cost(Infinity);
  place(all, one, second, size);
  place(all, other, first, size);
  if (cost(before) < before - MARGIN) return true;
  place(all, one, first, size);
  place(all, other, second, size);
  return false;
}
