// The lines of a picture with their words: those that are always shown, and those for the node that a reader points at.

import { briefPhrase, pluralPhrase } from "../../data/link_phrases.ts";
import type { Box, Size } from "./boxes.ts";
import type { Drawing, Edge, Node } from "./drawing.ts";
import { type Line, line } from "./edge_lines.ts";
import type { Measure } from "./label.ts";
import type { Point } from "./layout.ts";
import { CLEAR, wordPlaces } from "./word_places.ts";

interface Words extends Size {
  readonly words: string;
}

export interface PictureEdge extends Line, Words {
  readonly key: string;
  readonly edge: Edge;
  /** Where the words have room; undefined if they are shown only for the node that the reader points at. */
  readonly place: Point | undefined;
}

type Boxes = ReadonlyMap<string, Readonly<Box>>;

const HEIGHT = 14;
/** The size of words in that of labels, as their bold letters need it. */
const SMALL = 0.95;

/** The words of each link of a drawing, and their size. */
export function edgeWords({ nodes, edges }: Drawing, measure: Measure): ReadonlyMap<Edge, Words> {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  return new Map(
    edges.map((edge) => {
      const words = wordsOf(edge, byKey.get(edge.from));
      return [edge, { words, width: SMALL * measure(words), height: HEIGHT }];
    }),
  );
}

/** The lines of a drawing, those of the chosen record first. */
export function pictureEdges(
  drawing: Drawing,
  boxes: Boxes,
  allWords: ReadonlyMap<Edge, Words>,
  hasWords: boolean,
): readonly PictureEdge[] {
  const lines = drawing.edges.flatMap((edge) => {
    const [from, to] = [boxes.get(edge.from), boxes.get(edge.to)];
    const between = from !== undefined && to !== undefined ? line(from, to) : undefined;
    const words = allWords.get(edge);
    return between === undefined || words === undefined
      ? []
      : [{ ...between, ...words, key: `${edge.from} ${edge.to}`, edge }];
  });
  const own = lines.filter(({ edge }) => !isAside(edge, drawing.centre));
  const aside = lines.filter(({ edge }) => isAside(edge, drawing.centre));
  const places = hasWords ? wordPlaces(own, aside, [...boxes.values()]) : new Map<string, Point>();
  return [...own, ...aside].map((each) => ({ ...each, place: places.get(each.key) }));
}

function wordsOf({ fields }: Edge, from: Node | undefined): string {
  const words = from?.type === "group" && from.ids.length > 1 ? pluralPhrase : briefPhrase;
  return fields.map((field) => words(field, from?.kind)).join(", ");
}

/** Whether a link is one between two other records than the chosen one. */
export function isAside({ from, to }: Edge, centre: string | undefined): boolean {
  return centre !== undefined && from !== centre && to !== centre;
}

/**
 * Places for the words of the links of one node, whose other lines are faint meanwhile. Words that have a place in the
 * picture keep it. The others avoid these lines and the boxes if they can, and always each other.
 */
export function pointedPlaces(
  edges: readonly PictureEdge[],
  boxes: readonly Readonly<Box>[],
  pointed: string,
): ReadonlyMap<string, Point> {
  const near = edges.filter(({ edge }) => edge.from === pointed || edge.to === pointed);
  const result = new Map(near.flatMap(({ key, place }) => (place === undefined ? [] : [[key, place] as const])));
  for (const [obstacles, clear] of [
    [boxes, CLEAR],
    [boxes, 0],
    [[], 0],
  ] as const) {
    const placed = near.flatMap((each) => {
      const place = result.get(each.key);
      return place === undefined ? [] : [{ key: each.key, width: each.width, height: each.height, ...place }];
    });
    const rest = near.filter(({ key }) => !result.has(key));
    const others = near.filter(({ key }) => result.has(key));
    for (const [key, place] of wordPlaces(rest, others, [...obstacles, ...placed], clear)) result.set(key, place);
  }
  return result;
}
