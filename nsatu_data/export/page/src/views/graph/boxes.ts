// Rectangles around points: keeps them in an area, and pushes them apart until none overlaps another.

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A rectangle around its middle. The middle moves, the size stays. */
export interface Box extends Size {
  readonly key: string;
  x: number;
  y: number;
}

/** The least distance of two boxes. */
export const GAP = 10;
/** Boxes that are nearer than the least distance by less than this stay where they are. */
const TOUCH = 0.5;
const ROUNDS = 400;
/** Every so many rounds, boxes are pushed the longer way. */
const LONG_WAY = 15;
/** How many rounds are done between two pauses. */
const PAUSE = 10;

/** The middle of a box along one axis, moved so that the box lies in the area: its extent, and that of the area. */
export function clamped(middle: number, extent: number, room: number): number {
  return Math.min(Math.max(middle, extent / 2), Math.max(room - extent / 2, extent / 2));
}

/** Moves a box into the area. */
export function clamp(box: Box, size: Size): void {
  box.x = clamped(box.x, box.width, size.width);
  box.y = clamped(box.y, box.height, size.height);
}

/** Pushes boxes apart within the area, mostly the shorter way. If there is not enough room, some still overlap. */
export function* separate(boxes: readonly Box[], size: Size): Generator<undefined> {
  const widest = boxes.reduce((most, { width }) => Math.max(most, width), 0);
  for (let round = 0; round < ROUNDS; round += 1) {
    let moved = false;
    // A row or a pile that is longer than the area is resolved only by the longer way.
    const isLongWay = round % LONG_WAY === LONG_WAY - 1;
    // From left to right, a box is compared only with those that begin before it ends.
    const sorted = [...boxes].sort((one, other) => one.x - other.x);
    for (const [index, one] of sorted.entries()) {
      const reach = one.x + (one.width + widest) / 2 + GAP;
      for (let next = index + 1; next < sorted.length; next += 1) {
        const other = sorted[next];
        if (other === undefined || other.x > reach) break;
        if (push(one, other, size, isLongWay)) moved = true;
      }
    }
    if (!moved) return;
    if (round % PAUSE === PAUSE - 1) yield;
  }
}

export function overlap(one: Box, other: Box, gap = 0): boolean {
  return (
    Math.abs(one.x - other.x) < (one.width + other.width) / 2 + gap &&
    Math.abs(one.y - other.y) < (one.height + other.height) / 2 + gap
  );
}

/** Moves two boxes that are too near away from each other. Says whether they were too near. */
function push(one: Box, other: Box, size: Size, isLongWay: boolean): boolean {
  const across = (one.width + other.width) / 2 + GAP - Math.abs(one.x - other.x);
  const along = (one.height + other.height) / 2 + GAP - Math.abs(one.y - other.y);
  if (across <= TOUCH || along <= TOUCH) return false;
  const axis = across < along === isLongWay ? "y" : "x";
  const way = (one[axis] <= other[axis] ? 0.5 : -0.5) * (axis === "x" ? across : along);
  one[axis] -= way;
  other[axis] += way;
  clamp(one, size);
  clamp(other, size);
  return true;
}
