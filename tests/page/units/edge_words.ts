// Measures how well the words on the arrows of a picture can be told apart.

import type { Box } from "../../../nsatu_data/export/page/src/views/graph/boxes.ts";
import type { Line } from "../../../nsatu_data/export/page/src/views/graph/edge_lines.ts";
import type { Point } from "../../../nsatu_data/export/page/src/views/graph/layout.ts";
import type { Picture } from "../../../nsatu_data/export/page/src/views/graph/picture.ts";
import type { PictureEdge } from "../../../nsatu_data/export/page/src/views/graph/picture_edges.ts";

/** The width of a letter of a card's label in these tests; the words of an arrow are smaller. */
const LETTER = 7;
const SMALL = 11 / 13;
const HEIGHT = 13;

export const measure = (text: string): number => LETTER * text.length;

export interface Measured {
  /** The links that have words in the picture, and those whose words are left out. */
  readonly shown: number;
  readonly leftOut: number;
  /** Words that another line crosses, words within 6 pixels of another line, words on a card or on other words. */
  readonly crossed: number;
  readonly close: number;
  readonly covered: number;
  /** Words that are farther from their own line than from another. */
  readonly astray: number;
}

export const CLOSE = 6;

export function measured({ drawing, nodes, edges, size }: Picture): Measured {
  const isDrawn = ({ edge }: PictureEdge): boolean =>
    drawing.centre === undefined || edge.from === drawing.centre || edge.to === drawing.centre;
  const own = edges.filter(isDrawn);
  const words = own.flatMap((each) => {
    if (each.place === undefined) return [];
    const box = { key: each.key, ...each.place, width: measure(each.words) * SMALL, height: HEIGHT };
    const others = edges.filter((other) => other !== each).map((other) => distance(other, box));
    return [{ box, ownDistance: distance(each, box), least: Math.min(Infinity, ...others) }];
  });
  const cards = [...nodes.values()].map(({ box }) => box);
  const isCovered = ({ box }: (typeof words)[number]): boolean =>
    cards.some((card) => overlaps(card, box)) ||
    words.some((other) => other.box !== box && overlaps(other.box, box)) ||
    box.x < box.width / 2 ||
    box.x > size.width - box.width / 2;
  return {
    shown: words.length,
    leftOut: own.length - words.length,
    crossed: words.filter(({ least }) => least === 0).length,
    close: words.filter(({ least }) => least < CLOSE).length,
    covered: words.filter(isCovered).length,
    astray: words.filter(({ ownDistance, least }) => ownDistance >= least).length,
  };
}

function overlaps(one: Readonly<Box>, other: Readonly<Box>): boolean {
  return (
    Math.abs(one.x - other.x) < (one.width + other.width) / 2 &&
    Math.abs(one.y - other.y) < (one.height + other.height) / 2
  );
}

/** The distance of a line from a box, by trying the line's points: at most a quarter of a pixel too much. */
export function distance({ from, to }: Line, box: Readonly<Box>): number {
  const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) * 2) || 1;
  let least = Infinity;
  for (let step = 0; step <= steps; step += 1) {
    const share = step / steps;
    least = Math.min(least, apart({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }, box));
  }
  return least;
}

function apart(point: Point, box: Readonly<Box>): number {
  const across = Math.max(0, Math.abs(point.x - box.x) - box.width / 2);
  const along = Math.max(0, Math.abs(point.y - box.y) - box.height / 2);
  return Math.hypot(across, along);
}

export function sum(all: readonly Measured[]): Measured {
  const total = (name: keyof Measured): number => all.reduce((before, each) => before + each[name], 0);
  return {
    shown: total("shown"),
    leftOut: total("leftOut"),
    crossed: total("crossed"),
    close: total("close"),
    covered: total("covered"),
    astray: total("astray"),
  };
}
