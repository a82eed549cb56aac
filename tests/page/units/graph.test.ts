import assert from "node:assert/strict";
import { test } from "node:test";
import { arrange } from "../../../nsatu_data/export/page/src/views/graph/arrangement.ts";
import { type Box, clamp, overlap, separate } from "../../../nsatu_data/export/page/src/views/graph/boxes.ts";
import { WHOLE, shifted, showing, zoomed } from "../../../nsatu_data/export/page/src/views/graph/camera.ts";
import { arrowHead, line } from "../../../nsatu_data/export/page/src/views/graph/edge_lines.ts";
import { crosses, hits } from "../../../nsatu_data/export/page/src/views/graph/geometry.ts";
import { actionOf } from "../../../nsatu_data/export/page/src/views/graph/keys.ts";
import { hintPlace, labelPlaces } from "../../../nsatu_data/export/page/src/views/graph/label_places.ts";
import { label } from "../../../nsatu_data/export/page/src/views/graph/label.ts";
import { type Point, layout } from "../../../nsatu_data/export/page/src/views/graph/layout.ts";
import { costOf, wholeCost } from "../../../nsatu_data/export/page/src/views/graph/layout_cost.ts";
import { nearest } from "../../../nsatu_data/export/page/src/views/graph/nearest.ts";
import { CLEAR, lineDistance, wordPlaces } from "../../../nsatu_data/export/page/src/views/graph/word_places.ts";
import { distance } from "./edge_words.ts";
import { finished, numbers } from "./support.ts";

const SIZE = { width: 700, height: 500 };
const measure = (text: string): number => 7 * text.length;

function box(key: string, x: number, y: number, width = 100, height = 40): Box {
  return { key, x, y, width, height };
}

/** Nodes and links that look like those of a dataset: some hubs, and many records with few links. */
function graph(seed: number, number: number) {
  const next = numbers(seed);
  const pick = (most: number): number => Math.floor(next.next().value * most);
  const nodes = Array.from({ length: number }, (_, index) => {
    return { key: `risk/${index}`, step: index === 0 ? 0 : 1, width: 60 + pick(100), height: 24 + 16 * pick(4) };
  });
  const edges = nodes.slice(1).map(({ key }) => ({ from: key, to: `risk/${pick(3)}`, width: 50 }));
  return { nodes, edges: edges.filter(({ from, to }) => from !== to) };
}

test("the same graph has the same layout", () => {
  const { nodes, edges } = graph(1, 25);
  assert.deepEqual(finished(layout(nodes, edges, SIZE)), finished(layout(nodes, edges, SIZE)));
});

test("boxes of a layout lie in the area and do not overlap", () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    const { nodes, edges } = graph(seed, 4 + 2 * seed);
    const area = nodes.reduce((sum, { width, height }) => sum + (width + 20) * (height + 20), 0);
    const size = { width: 700, height: Math.max(340, (2.3 * area) / 700) };
    const places = finished(layout(nodes, edges, size));
    const boxes = nodes.map((node) => ({ ...node, ...(places.get(node.key) ?? { x: NaN, y: NaN }) }));
    for (const [index, one] of boxes.entries()) {
      assert.ok(one.x >= one.width / 2 - 1 && one.x <= size.width - one.width / 2 + 1, `${one.key} at ${one.x}`);
      assert.ok(one.y >= one.height / 2 - 1 && one.y <= size.height - one.height / 2 + 1, `${one.key} at ${one.y}`);
      for (const other of boxes.slice(index + 1)) assert.ok(!overlap(one, other), `${one.key} covers ${other.key}`);
    }
  }
});

test("a layout of one node, of nodes without links and of five hundred nodes is made", () => {
  assert.equal(finished(layout([{ key: "a", step: 0, width: 80, height: 30 }], [], SIZE)).size, 1);
  const apart = ["a", "b", "c"].map((key) => ({ key, step: 1, width: 80, height: 30 }));
  assert.equal(finished(layout(apart, [], SIZE)).size, 3);
  const { nodes, edges } = graph(3, 500);
  const places = finished(
    layout(
      nodes.map((node) => ({ ...node, width: 22, height: 22 })),
      edges,
      { width: 900, height: 900 },
    ),
  );
  assert.ok([...places.values()].every(({ x, y }) => x >= 0 && x <= 900 && y >= 0 && y <= 900));
});

test("parts that nothing links do not leave a wide band empty", () => {
  const nodes = ["a", "b", "c", "d"].map((key) => ({ key, step: 1, width: 80, height: 30 }));
  const edges = [
    { from: "a", to: "b", width: 40 },
    { from: "c", to: "d", width: 40 },
  ];
  const places = finished(layout(nodes, edges, { width: 120, height: 900 }));
  const rows = [...places.values()].map(({ y }) => y).sort((one, other) => one - other);
  for (const [index, y] of rows.slice(1).entries()) assert.ok(y - (rows[index] ?? 0) <= 30 + 57, `${rows.join(" ")}`);
});

test("each step of a layout is short", () => {
  const { nodes, edges } = graph(4, 40);
  let steps = 0;
  for (const making = layout(nodes, edges, SIZE); !making.next().done;) steps += 1;
  // Each of the 300 ticks, and each of the boxes in each round of the refinement, is a small part.
  assert.ok(steps > 60, `${steps} steps`);
});

test("boxes that overlap are pushed apart within the area", () => {
  const boxes = Array.from({ length: 12 }, (_, index) => box(`${index}`, 350 + index, 250 - index));
  finished(separate(boxes, SIZE));
  for (const [index, one] of boxes.entries()) {
    for (const other of boxes.slice(index + 1)) assert.ok(!overlap(one, other));
    const inside = { ...one };
    clamp(inside, SIZE);
    assert.deepEqual(inside, one);
  }
});

/** An arrangement of boxes, and of links between them whose words are 40 pixels wide. */
function arranged(boxes: readonly Box[], links: readonly (readonly [Box, Box])[]) {
  const indexed = links.map(([from, to]) => ({ from: boxes.indexOf(from), to: boxes.indexOf(to), width: 40 }));
  return arrange(boxes, indexed);
}

test("what makes a layout hard to read has a cost", () => {
  const a = box("a", 100, 100);
  const b = box("b", 500, 100);
  /** The cost of the last box. */
  const cost = (boxes: readonly Box[], ...links: readonly (readonly [Box, Box])[]): number =>
    costOf(arranged(boxes, links), [boxes.length - 1])(Infinity);
  const third = (x: number, y: number): number => cost([a, b, box("c", x, y)], [a, b]);
  assert.equal(third(300, 300), 0);
  assert.equal(third(300, 100), 12, "a box on a line");
  for (const [x, y] of [
    [100, 149],
    [-5, 149],
    [-9, 51],
  ] as const) {
    assert.equal(third(x, y), 40, `a box nearer to another than 10 pixels, at ${x}, ${y}`);
  }
  for (const [x, y] of [
    [100, 151],
    [-11, 149],
  ] as const) {
    assert.equal(third(x, y), 0, `a box 10 pixels from another, at ${x}, ${y}`);
  }
  assert.equal(third(120, 110), 40 + 12, "a box on a box, and on its line");
  const [c, d, e] = [box("c", 300, 20), box("d", 300, 300), box("e", 600, 20)];
  assert.equal(cost([a, b, d, c], [a, b], [c, d]), 280 / 150 + 2, "lines that cross");
  assert.equal(cost([a, b, e, c], [a, b], [c, e]), 2, "lines that do not cross");
  assert.equal(cost([a, box("b", 150, 150)], [a, b]), 0, "a line of another box");
  const near = box("n", 220, 100);
  assert.equal(cost([a, near], [a, near]), 120 / 150 + 4, "a line without room for its words");
  const [f, g, h] = [box("f", 900, 300), box("g", 500, 240), box("h", 100, 400)];
  assert.equal(cost([a, f, g], [f, a], [g, a]), Math.hypot(400, 140) / 150 + 3, "lines to one box side by side");
  assert.equal(cost([a, f, h], [f, a], [a, h]), 300 / 150, "lines to one box that run apart");
  const bounded = costOf(arranged([a, b, d, c], [[a, b], [c, d]]), [3]);
  assert.ok(bounded(0) > 0 && bounded(0) <= bounded(Infinity), "a bound ends the count");
});

test("a layout with lines that cross costs more than one without", () => {
  const square = (...keys: readonly string[]): readonly Box[] =>
    keys.map((key, index) => box(key, 100 + 400 * (index % 2), 100 + 250 * Math.floor(index / 2)));
  const cost = (boxes: readonly Box[]): number => {
    const [a, b, c, d] = ["a", "b", "c", "d"].map((key) => boxes.find((each) => each.key === key));
    assert.ok(a !== undefined && b !== undefined && c !== undefined && d !== undefined);
    return wholeCost(arranged(boxes, [[a, b], [c, d]]));
  };
  assert.ok(cost(square("a", "c", "d", "b")) > cost(square("a", "b", "c", "d")));
});

/** `hits` with its points and box as objects. */
function goesThrough(a: Point, b: Point, { x, y, width, height }: Box): boolean {
  return hits(a.x, a.y, b.x, b.y, x, y, width / 2, height / 2);
}

test("lines cross each other and boxes as drawn", () => {
  const [o, x, y, xy] = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 0, y: 10 },
    { x: 10, y: 10 },
  ];
  assert.equal(crosses(o.x, o.y, xy.x, xy.y, x.x, x.y, y.x, y.y), true);
  assert.equal(crosses(o.x, o.y, x.x, x.y, y.x, y.y, xy.x, xy.y), false);
  assert.equal(goesThrough({ x: 0, y: 100 }, { x: 600, y: 100 }, box("a", 300, 110)), true);
  assert.equal(goesThrough({ x: 0, y: 100 }, { x: 600, y: 100 }, box("a", 300, 121)), false);
  assert.equal(goesThrough({ x: 0, y: 100 }, { x: 240, y: 100 }, box("a", 300, 110)), false);
  assert.equal(goesThrough({ x: 300, y: 0 }, { x: 300, y: 600 }, box("a", 300, 110)), true);
});

test("whether a line goes through a box agrees with trying its points", () => {
  const next = numbers(5);
  const at = (most: number): number => next.next().value * most;
  for (let round = 0; round < 2000; round += 1) {
    const [a, b, shape] = [{ x: at(300), y: at(300) }, { x: at(300), y: at(300) }, box("a", at(300), at(300))];
    const inside = Array.from({ length: 2001 }, (_, index) => index / 2000).some((share) => {
      const x = a.x + (b.x - a.x) * share;
      const y = a.y + (b.y - a.y) * share;
      return Math.abs(x - shape.x) < shape.width / 2 && Math.abs(y - shape.y) < shape.height / 2;
    });
    if (inside) assert.ok(goesThrough(a, b, shape));
    // A line may cut a corner between two of the points.
    else if (goesThrough(a, b, shape)) assert.ok(goesThrough(a, b, { ...shape, width: shape.width + 1, height: shape.height + 1 }));
  }
});

test("a line runs from border to border, with its arrow head at the end", () => {
  assert.deepEqual(line(box("a", 100, 100), box("b", 400, 100)), { from: { x: 150, y: 100 }, to: { x: 350, y: 100 } });
  assert.deepEqual(line(box("a", 100, 100), box("b", 100, 300)), { from: { x: 100, y: 120 }, to: { x: 100, y: 280 } });
  assert.equal(line(box("a", 100, 100), box("b", 120, 110)), undefined);
  assert.equal(arrowHead({ from: { x: 0, y: 0 }, to: { x: 10, y: 0 } }), "M10 0L2 3.5L2 -3.5z");
});

test("words lie on their own line, off boxes, off each other and clear of every other line", () => {
  const words = { width: 40, height: 14 };
  const level = (key: string, y: number) => ({ key, ...words, from: { x: 0, y }, to: { x: 200, y } });
  assert.deepEqual([...wordPlaces([level("a", 100)], [], [])], [["a", { x: 100, y: 100 }]]);
  // Two lines that are too near each other have no words, since a reader could not tell whose they are.
  assert.deepEqual([...wordPlaces([level("a", 100), level("b", 112)], [], [])], []);
  assert.deepEqual([...wordPlaces([level("a", 100)], [level("b", 112)], [])], []);
  assert.equal(wordPlaces([level("a", 100), level("b", 100 + 7 + CLEAR)], [], []).size, 2);
  assert.deepEqual([...wordPlaces([level("a", 100)], [], [box("x", 100, 100, 190, 20)])], []);
  // A line that crosses at the middle moves the words to the side, where they are clear of it.
  const across = { from: { x: 100, y: 0 }, to: { x: 100, y: 200 } };
  const { x } = wordPlaces([level("a", 100)], [across], []).get("a") ?? { x: 100 };
  assert.ok(Math.abs(x - 100) >= 20 + CLEAR, `${x}`);
  // Lines that lead to one box are apart at their other ends.
  const [up, down] = [100, 160].map((y) => ({ key: `${y}`, ...words, from: { x: 0, y }, to: { x: 200, y: 130 } }));
  assert.ok(up !== undefined && down !== undefined);
  const places = wordPlaces([up, down], [], []);
  assert.ok((places.get("100")?.x ?? 200) < 110 && (places.get("160")?.x ?? 200) < 110);
});

test("the distance of a line from a box agrees with trying its points", () => {
  const next = numbers(8);
  const at = (most: number): number => next.next().value * most;
  for (let round = 0; round < 500; round += 1) {
    const tried = { from: { x: at(200), y: at(200) }, to: { x: at(200), y: at(200) } };
    const words = box("a", at(200), at(200), 20 + at(60), 14);
    const wanted = Math.min(18, distance(tried, words));
    const found = Math.min(18, lineDistance(tried, words));
    assert.ok(Math.abs(found - wanted) < 0.5, `${found} for ${wanted}`);
  }
});

test("labels break at words, and end with an ellipsis where they are too long", () => {
  assert.deepEqual(label("Japan takes part in NSATU", 91, measure).lines, ["Japan takes", "part in NSATU"]);
  const long = "one two three four five six seven eight nine ten eleven twelve";
  assert.deepEqual(label(long, 56, measure).lines, [
    "one two",
    "three",
    "four",
    "five six",
    "seven",
    "eight",
    "nine\u2026",
  ]);
  assert.deepEqual(label("Donaudampfschifffahrt", 56, measure).lines, ["Donauda\u2026"]);
  assert.deepEqual(label("\u{1F40B}\u{1F40B}\u{1F40B}\u{1F40B}\u{1F40B}", 49, measure).lines, [
    "\u{1F40B}\u{1F40B}\u{1F40B}\u2026",
  ]);
  assert.deepEqual(label("", 56, measure), { lines: [], width: 38, height: 24 });
});

test("arrow keys lead to the nearest node in their direction", () => {
  const points = new Map([
    ["a", { x: 0, y: 0 }],
    ["b", { x: 100, y: 10 }],
    ["c", { x: 60, y: 70 }],
    ["d", { x: 0, y: 90 }],
  ]);
  assert.equal(nearest("a", "ArrowRight", points), "b");
  assert.equal(nearest("a", "ArrowDown", points), "d");
  assert.equal(nearest("a", "ArrowLeft", points), undefined);
  assert.equal(nearest("d", "ArrowUp", points), "a");
  assert.equal(nearest("no-such", "ArrowUp", points), undefined);
});

test("arrow keys reach every node of a layout", () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    const { nodes, edges } = graph(seed, 25);
    const places = finished(layout(nodes, edges, { width: 700, height: 600 }));
    const reached = new Set(["risk/0"]);
    for (const key of reached) {
      for (const way of ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"] as const) {
        const next = nearest(key, way, places);
        if (next !== undefined) reached.add(next);
      }
    }
    assert.equal(reached.size, nodes.length);
  }
});

test("the camera keeps the graph over the window, and shows a point when asked", () => {
  const next = numbers(6);
  let camera = WHOLE;
  for (let round = 0; round < 500; round += 1) {
    const at = { x: next.next().value * 700, y: next.next().value * 500 };
    camera =
      round % 2 ? zoomed(camera, 0.3 + 2 * next.next().value, at, SIZE) : shifted(camera, at.x - 350, at.y - 250, SIZE);
    assert.ok(camera.scale >= 1 && camera.scale <= 6);
    assert.ok(camera.x <= 0 && camera.x + camera.scale * 700 >= 700 - 1e-6);
    assert.ok(camera.y <= 0 && camera.y + camera.scale * 500 >= 500 - 1e-6);
    const shown = showing(camera, at, SIZE);
    const seen = { x: at.x * shown.scale + shown.x, y: at.y * shown.scale + shown.y };
    assert.ok(seen.x >= -1e-6 && seen.x <= 700 + 1e-6 && seen.y >= -1e-6 && seen.y <= 500 + 1e-6);
  }
});

test("keys walk, zoom, and otherwise do nothing", () => {
  const points = new Map([
    ["a", { x: 0, y: 0 }],
    ["b", { x: 100, y: 0 }],
    ["c", { x: 50, y: 90 }],
  ]);
  const actions = (at: string, ...keys: readonly string[]) => keys.map((key) => actionOf(key, at, points));
  assert.deepEqual(actions("b", "Home", "End", "PageUp", "PageDown", "ArrowLeft"), [
    { to: "a" },
    { to: "c" },
    { to: "a" },
    { to: "c" },
    { to: "a" },
  ]);
  assert.deepEqual(actions("a", "PageUp", "ArrowUp", "Enter", "Tab", "toString"), Array(5).fill(undefined));
  assert.deepEqual(actions("c", "PageDown", "+", "=", "-", "0"), [
    undefined,
    { zoom: "in" },
    { zoom: "in" },
    { zoom: "out" },
    { zoom: "whole" },
  ]);
});

test("labels beside shapes lie in the picture, off shapes and off each other, the first nodes first", () => {
  const next = numbers(7);
  const at = (): number => 11 + next.next().value * 478;
  const boxes = new Map(
    Array.from({ length: 60 }, (_, index) => [`${index}`, box(`${index}`, at(), at(), 22, 22)] as const),
  );
  const labels = new Map([...boxes.keys()].map((key) => [key, { width: 90, height: 24 }]));
  const size = { width: 500, height: 500 };
  const places = labelPlaces(
    [...boxes.values()].map(({ key }) => ({ key })),
    boxes,
    labels,
    size,
  );
  assert.ok(places.size > 5 && places.size < 60, `${places.size} labels`);
  const drawn = [...places].map(([key, { x, y }]) => box(key, x, y, 90, 24));
  for (const [index, one] of drawn.entries()) {
    const inside = { ...one };
    clamp(inside, size);
    assert.deepEqual(inside, one);
    assert.ok(![...boxes.values(), ...drawn.slice(index + 1)].some((other) => overlap(one, other)));
  }
});

test("the label of a shape that the reader points at is below it, or above it at the lower border", () => {
  const label = { width: 90, height: 24 };
  assert.deepEqual(hintPlace({ x: 200, y: 100 }, label, SIZE), { x: 200, y: 126 });
  assert.deepEqual(hintPlace({ x: 5, y: 490 }, label, SIZE), { x: 45, y: 464 });
});
