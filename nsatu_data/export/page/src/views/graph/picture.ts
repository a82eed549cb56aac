// Makes a picture of a drawing: boxes with labels, their places, and the lines and words between them.

import type { Dataset } from "../../data/dataset.ts";
import { counted } from "../../data/link_phrases.ts";
import { labelOf } from "../../data/wording.ts";
import type { Box, Size } from "./boxes.ts";
import { type Drawing, type Node, isRest } from "./drawing.ts";
import { BOLD, type Label, type Measure, label } from "./label.ts";
import { labelPlaces } from "./label_places.ts";
import { type Point, layout } from "./layout.ts";
import { type PictureEdge, edgeWords, pictureEdges } from "./picture_edges.ts";

export interface PictureNode {
  readonly node: Node;
  readonly label: Label;
  readonly box: Readonly<Box>;
  /** The middle of the label: the node's own where the box holds it, beside the shape where there is room for it. */
  readonly labelAt: Point | undefined;
  /** Whether the box holds the label; otherwise it holds the shape alone. */
  readonly isCard: boolean;
}

export interface Picture {
  readonly drawing: Drawing;
  readonly size: Size;
  readonly nodes: ReadonlyMap<string, PictureNode>;
  readonly edges: readonly PictureEdge[];
}

/** How many of the most linked nodes have their label in a picture that has no room for all. */
const HUBS = 8;
/** The side of a node that is drawn as its shape alone. */
const DOT = 22;
/** The least distance of a node from the border. */
const MARGIN = 12;
/** The area of a picture for each square pixel of its boxes. */
const AIR = 3;
const LEAST_HEIGHT = 340;

/** How many nodes with labels a picture of a width has room for. */
export function capacity(width: number): number {
  return width < 480 ? 14 : width < 660 ? 22 : 30;
}

/** Makes the picture in short steps. The same drawing, width and fonts give the same picture. */
export function* picture(
  dataset: Dataset,
  drawing: Drawing,
  width: number,
  measure: Measure,
): Generator<undefined, Picture> {
  const widest = width < 300 ? 98 : width < 480 ? 104 : 136;
  const most = capacity(width);
  // A picture of a neighbourhood is chosen to have room for its labels.
  const hasRoom = drawing.centre !== undefined || drawing.nodes.length <= most;
  const labels = new Map(
    drawing.nodes.map((node) => {
      const isBold = node.type === "group" || node.key === drawing.centre;
      const widthOf: Measure = isBold ? (text) => BOLD * measure(text) : measure;
      return [node.key, label(textOf(dataset, node), widest, widthOf)];
    }),
  );
  const dot: Label = { lines: [], width: DOT, height: DOT };
  const isCard = (index: number): boolean => hasRoom || index < HUBS;
  const boxed = drawing.nodes.map(({ key, step }, index) => {
    const { width: wide, height: high } = (isCard(index) ? labels.get(key) : undefined) ?? dot;
    return { key, step, width: wide, height: high };
  });
  const area = boxed.reduce((sum, box) => sum + (box.width + 20) * (box.height + 20), 0);
  const room = { width: width - 2 * MARGIN, height: Math.max(LEAST_HEIGHT, (AIR * area) / width) };
  const words = edgeWords(drawing, measure);
  const edges = drawing.edges.map((edge) => ({ ...edge, width: words.get(edge)?.width ?? 0 }));
  const places = yield* layout(boxed, edges, room);
  const boxes = new Map(boxed.map((box) => [box.key, { ...box, ...(places.get(box.key) ?? { x: 0, y: 0 }) }]));
  const size = { width, height: crop([...boxes.values()]) };
  const besides = labelPlaces(
    drawing.nodes.filter((_, index) => !isCard(index)),
    boxes,
    labels,
    size,
  );
  const nodes = new Map<string, PictureNode>();
  for (const [index, node] of drawing.nodes.entries()) {
    const box = boxes.get(node.key);
    if (box === undefined) continue;
    const labelAt = isCard(index) ? box : besides.get(node.key);
    nodes.set(node.key, { node, box, label: labels.get(node.key) ?? dot, labelAt, isCard: isCard(index) });
  }
  return { drawing, size, nodes, edges: pictureEdges(drawing, boxes, words, hasRoom) };
}

/** Moves boxes down and right by the margin, and up by the height that none of them uses. The height that is left. */
function crop(boxes: readonly Box[]): number {
  const top = Math.min(...boxes.map((box) => box.y - box.height / 2));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height / 2));
  for (const box of boxes) {
    box.x += MARGIN;
    box.y += MARGIN - top;
  }
  return Math.ceil(bottom - top) + 2 * MARGIN;
}

/** The words of a node: the label of a record, or how many records a group holds. */
export function textOf(dataset: Dataset, node: Node): string {
  if (node.type === "record") return labelOf(dataset, node.key);
  return isRest(node) ? counted(node.ids).replace(" ", " more ") : counted(node.ids);
}
