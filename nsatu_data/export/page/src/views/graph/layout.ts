// Places the nodes of a graph: forces pull linked nodes together, boxes that overlap are pushed apart, and then boxes
// move off the lines.
//
// Nothing here is random, so the same graph has the same picture: d3-force brings its own fixed sequence of numbers.

import { type SimulationNodeDatum, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { type Link, arrange, middle } from "./arrangement.ts";
import { type Box, type Size, clamp, separate } from "./boxes.ts";
import { wholeCost } from "./layout_cost.ts";
import { refine } from "./refine.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A node's box, and how many links it is from the chosen record. */
export interface Placeable extends Size {
  readonly key: string;
  readonly step: number;
}

/** A link, and the width of its words. */
interface WordedEdge {
  readonly from: string;
  readonly to: string;
  readonly width: number;
}

interface Body extends Box, Omit<SimulationNodeDatum, "x" | "y"> {
  readonly step: number;
}

const TICKS = 300;
/** How many ticks are done between two pauses. */
const PAUSE = 15;
/** How far the ring of nodes is turned at each start. */
const TURNS = [0, 0.25, 0.5, 0.75];
/** The height of the highest empty band, in pixels. */
const BAND = 56;
/** The most nodes whose layout is refined; more would take too long, and have no room for labels anyway. */
const REFINED = 60;

/** Places boxes in an area. Each step of the generator takes a short time, so that the page stays responsive. */
export function* layout(
  placeables: readonly Placeable[],
  edges: readonly WordedEdge[],
  size: Size,
): Generator<undefined, ReadonlyMap<string, Point>> {
  const indexes = new Map(placeables.map(({ key }, index) => [key, index]));
  const links = edges.flatMap((edge): Link[] => {
    const [from, to] = [indexes.get(edge.from), indexes.get(edge.to)];
    return from === undefined || to === undefined ? [] : [{ from, to, width: edge.width }];
  });
  let bodies: readonly Body[] = [];
  let least = Infinity;
  // From another start, the forces and the moves come to another end: the one that is easiest to read is taken.
  for (const turn of placeables.length <= REFINED ? TURNS : [0]) {
    const tried = placeables.map((each, index): Body => {
      return { ...each, ...begin(each, index / placeables.length + turn, size) };
    });
    yield* attract(tried, edges, size);
    fill(tried, size);
    yield* separate(tried, size);
    if (tried.length > REFINED) return places(tried);
    const arrangement = arrange(tried, links);
    yield* refine(arrangement, size);
    const found = wholeCost(arrangement);
    for (const [index, body] of tried.entries()) Object.assign(body, middle(arrangement, index));
    if (found < least) [bodies, least] = [tried, found];
    yield;
  }
  close(bodies);
  return places(bodies);
}

function places(bodies: readonly Body[]): ReadonlyMap<string, Point> {
  return new Map(bodies.map((body) => [body.key, { x: Math.round(body.x), y: Math.round(body.y) }]));
}

function* attract(
  bodies: Body[],
  edges: readonly { readonly from: string; readonly to: string }[],
  size: Size,
): Generator<undefined> {
  const links = edges.map(({ from, to }) => ({ source: from, target: to }));
  const reach = Math.sqrt((size.width * size.height) / Math.max(4, bodies.length)) * 0.8;
  const pull = (body: Body): number => (body.step === 0 ? 0.6 : 0.09);
  const simulation = forceSimulation(bodies)
    .stop()
    .force(
      "links",
      forceLink<Body, (typeof links)[number]>(links)
        .id((body) => body.key)
        .distance(reach),
    )
    .force(
      "apart",
      forceManyBody<Body>()
        .strength(-6 * reach)
        .distanceMax(4 * reach),
    )
    .force("x", forceX<Body>(size.width / 2).strength(pull))
    .force(
      "y",
      forceY<Body>(size.height / 2).strength((body) => pull(body) * Math.min(2, size.width / size.height)),
    );
  for (let tick = 0; tick < TICKS; tick += 1) {
    simulation.tick();
    if (tick % PAUSE === PAUSE - 1) yield;
  }
}

/** Moves boxes up where a wide band of the picture is empty, as between parts that nothing links. */
function close(bodies: readonly Body[]): void {
  let bottom = Infinity;
  let up = 0;
  for (const body of [...bodies].sort((one, other) => one.y - one.height / 2 - (other.y - other.height / 2))) {
    up += Math.max(0, body.y - body.height / 2 - bottom - BAND);
    bottom = Math.max(bottom === Infinity ? -Infinity : bottom, body.y + body.height / 2);
    body.y -= up;
  }
}

/** Nodes begin on rings around the middle, in their order, so that nodes of one field come to lie together. */
function begin({ step }: Placeable, turn: number, size: Size): Point {
  if (step === 0) return { x: size.width / 2, y: size.height / 2 };
  const angle = 2 * Math.PI * turn - Math.PI / 2;
  const radius = 0.18 * step + 0.1;
  return {
    x: size.width * (0.5 + radius * Math.cos(angle)),
    y: size.height * (0.5 + radius * Math.sin(angle)),
  };
}

/** Stretches the middles of the boxes over the whole area, so that no part of it is empty. */
function fill(bodies: readonly Body[], size: Size): void {
  for (const [axis, extent] of [
    ["x", "width"],
    ["y", "height"],
  ] as const) {
    const first = Math.min(...bodies.map((body) => body[axis]));
    const last = Math.max(...bodies.map((body) => body[axis]));
    const widest = Math.max(...bodies.map((body) => body[extent]));
    const room = size[extent] - widest;
    for (const body of bodies) {
      body[axis] = last > first ? widest / 2 + (room * (body[axis] - first)) / (last - first) : size[extent] / 2;
    }
  }
  for (const body of bodies) clamp(body, size);
}
