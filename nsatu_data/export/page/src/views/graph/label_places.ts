// Where the labels of nodes that are drawn as shapes alone have room.

import { type Box, type Size, overlap } from "./boxes.ts";
import type { Point } from "./layout.ts";

/** How far the label of a node that the reader points at is from the middle of its shape. */
const DISTANCE = 14;

/** Places for the labels of nodes, the first nodes first. A label without room is left out. */
export function labelPlaces(
  nodes: readonly { readonly key: string }[],
  boxes: ReadonlyMap<string, Readonly<Box>>,
  labels: ReadonlyMap<string, Size>,
  size: Size,
): ReadonlyMap<string, Point> {
  const taken = [...boxes.values()];
  const places = new Map<string, Point>();
  for (const { key } of nodes) {
    const [box, its] = [boxes.get(key), labels.get(key)];
    if (box === undefined || its === undefined) continue;
    const free = besideBox(box, its).find(
      (place) => isInside(place, size) && !taken.some((other) => overlap(place, other)),
    );
    if (free === undefined) continue;
    taken.push(free);
    places.set(key, { x: free.x, y: free.y });
  }
  return places;
}

/** The boxes of a label to the right, to the left, below and above another box. */
function besideBox(box: Readonly<Box>, { width, height }: Size): readonly Box[] {
  const across = (box.width + width) / 2;
  const along = (box.height + height) / 2;
  const moves = [
    [across, 0],
    [-across, 0],
    [0, along],
    [0, -along],
  ] as const;
  return moves.map(([x, y]) => ({ key: box.key, width, height, x: box.x + x, y: box.y + y }));
}

function isInside({ x, y, width, height }: Box, size: Size): boolean {
  return x >= width / 2 && y >= height / 2 && x + width / 2 <= size.width && y + height / 2 <= size.height;
}

/** A place for the label of a node that the reader points at: below the node, or above it at the lower border. */
export function hintPlace(node: Point, { width, height }: Size, size: Size): Point {
  const away = DISTANCE + height / 2;
  return {
    x: Math.min(Math.max(node.x, width / 2), size.width - width / 2),
    y: node.y + away + height / 2 > size.height ? node.y - away : node.y + away,
  };
}
