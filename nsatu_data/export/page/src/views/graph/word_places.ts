// Places for the words of lines: on their own line, and clearly apart from every other line.

import { type Box, type Size, overlap } from "./boxes.ts";
import { type Line, tenth } from "./edge_lines.ts";
import { hits } from "./geometry.ts";
import type { Point } from "./layout.ts";

/** A line with the room that its words take. */
export interface Worded extends Line, Size {
  readonly key: string;
}

/** The least distance of words from another line, so that a reader does not take them for that line's words. */
export const CLEAR = 6;
/** Words that are so far from every other line gain nothing by being farther. */
const FAR = 18;
/** How far words stay from boxes, from other words and from the arrow head of their own line. */
const GAP = 2;
const HEAD = 10;
/** The distance of the places along a line at which words are tried, in pixels. */
const STEP = 4;

interface Place extends Box {
  /** How good the place is: far from other lines, and near the middle of its own. */
  readonly worth: number;
}

/**
 * Places for words, in which they cover no box, no words and no other line, and are not near another line. Words that
 * have no such place are left out. If `clear`, the least distance from other lines, is 0, words may lie on other lines
 * and on the arrow head of their own.
 */
export function wordPlaces(
  lines: readonly Worded[],
  others: readonly Line[],
  boxes: readonly Readonly<Box>[],
  clear = CLEAR,
): ReadonlyMap<string, Point> {
  const all = [...lines, ...others];
  const free = lines.map((line) => [...places(line, all, boxes, clear)].sort((one, other) => other.worth - one.worth));
  const taken: Box[] = [];
  const result = new Map<string, Point>();
  // Words with the fewest places choose first.
  for (const tried of [...free].sort((one, other) => one.length - other.length)) {
    const place = tried.find((each) => !taken.some((words) => overlap(each, words, GAP)));
    if (place === undefined) continue;
    taken.push(place);
    result.set(place.key, { x: tenth(place.x), y: tenth(place.y) });
  }
  return result;
}

/** The places along a line that keep off the boxes and off all other lines. */
function* places(
  line: Worded,
  lines: readonly Line[],
  boxes: readonly Readonly<Box>[],
  clear: number,
): Generator<Place> {
  const { key, width, height, from, to } = line;
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  for (let at = STEP; at < length; at += STEP) {
    const share = at / length;
    const place = { key, width, height, x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
    if (distance(to, place) < (clear > 0 ? HEAD : 0) || boxes.some((box) => overlap(place, box, GAP))) continue;
    const free = clearance(place, line, lines, clear);
    if (free >= clear) yield { ...place, worth: free / FAR - Math.abs(share - 0.5) };
  }
}

/** The distance of words from the nearest line other than their own, if that is less than what is far enough. */
function clearance(place: Box, own: Line, lines: readonly Line[], enough: number): number {
  let least = FAR;
  for (const line of lines) {
    if (line === own) continue;
    least = Math.min(least, lineDistance(line, place));
    if (least < enough) return least;
  }
  return least;
}

/** The distance of a line from a box; 0 if they meet. */
export function lineDistance({ from, to }: Line, box: Readonly<Box>): number {
  const [across, along] = [box.width / 2, box.height / 2];
  if (
    Math.min(from.x, to.x) > box.x + across + FAR ||
    Math.max(from.x, to.x) < box.x - across - FAR ||
    Math.min(from.y, to.y) > box.y + along + FAR ||
    Math.max(from.y, to.y) < box.y - along - FAR
  ) {
    return FAR;
  }
  if (hits(from.x, from.y, to.x, to.y, box.x, box.y, across, along)) return 0;
  // Of a line and a box that do not meet, an end or a corner is nearest.
  const corners = [-1, 1].flatMap((right) =>
    [-1, 1].map((down) => ({ x: box.x + right * across, y: box.y + down * along })),
  );
  return Math.min(distance(from, box), distance(to, box), ...corners.map((corner) => fromLine(corner, from, to)));
}

/** The distance of a point from a box; 0 inside it. */
function distance(point: Point, { x, y, width, height }: Readonly<Box>): number {
  return Math.hypot(
    Math.max(0, Math.abs(point.x - x) - width / 2),
    Math.max(0, Math.abs(point.y - y) - height / 2),
  );
}

function fromLine(point: Point, from: Point, to: Point): number {
  const [right, down] = [to.x - from.x, to.y - from.y];
  const squared = right * right + down * down;
  const share = squared === 0 ? 0 : ((point.x - from.x) * right + (point.y - from.y) * down) / squared;
  const nearest = Math.min(1, Math.max(0, share));
  return Math.hypot(point.x - from.x - nearest * right, point.y - from.y - nearest * down);
}
