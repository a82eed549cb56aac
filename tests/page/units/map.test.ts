import assert from "node:assert/strict";
import { test } from "node:test";
import { type Covered, joined, share, stretches } from "../../../nsatu_data/export/page/src/data/coverage.ts";
import { finder } from "../../../nsatu_data/export/page/src/parts/matching.ts";
import { choiceHref, readChoice } from "../../../nsatu_data/export/page/src/views/map/choice.ts";
import { placeFor } from "../../../nsatu_data/export/page/src/views/map/chosen_in_sight.ts";
import { marked } from "../../../nsatu_data/export/page/src/views/map/kind_axis.tsx";
import { columns } from "../../../nsatu_data/export/page/src/views/map/kind_chart.tsx";
import { ranges, steps } from "../../../nsatu_data/export/page/src/views/map/profile.ts";
import { summary } from "../../../nsatu_data/export/page/src/views/map/summary.tsx";
import { percent } from "../../../nsatu_data/export/page/src/data/wording.ts";
import { outline } from "../../../nsatu_data/export/page/src/views/map/profile_chart.tsx";
import { parse } from "../../../nsatu_data/export/page/src/route/hash.ts";
import { numbers } from "./support.ts";
import type { Place } from "../../../nsatu_data/export/page/src/data/payload.ts";

function row(start: number, end: number, ...records: readonly (readonly (readonly [number, number])[])[]): Covered {
  const cited = records.map((spans, index) => {
    return [`risk/${index}`, spans.map(([from, to]) => ({ start: from, end: to }))] as const;
  });
  return { sentence: { number: 1, paragraph: 1, start, end, sha256: "0" }, cited: new Map(cited) };
}

test("spans that touch are joined, and others are kept apart", () => {
  const spans = [
    [5, 7],
    [0, 2],
    [2, 4],
    [6, 9],
  ].map(([start = 0, end = 0]) => ({ start, end }));
  assert.deepEqual(joined(spans), [
    { start: 0, end: 4 },
    { start: 5, end: 9 },
  ]);
  assert.deepEqual(joined([]), []);
});

test("the steps of a sentence count the records at each character", () => {
  assert.deepEqual(steps(row(10, 20, [[10, 14]], [[12, 18]])), [
    { start: 10, end: 12, depth: 1 },
    { start: 12, end: 14, depth: 2 },
    { start: 14, end: 18, depth: 1 },
    { start: 18, end: 20, depth: 0 },
  ]);
  assert.deepEqual(steps(row(10, 20)), [{ start: 10, end: 20, depth: 0 }]);
  // One record ends where another begins: the depth stays, so it is one step.
  assert.deepEqual(steps(row(0, 4, [[0, 2]], [[2, 4]])), [{ start: 0, end: 4, depth: 1 }]);
});

test("steps agree with counting each character", () => {
  const next = numbers(1);
  for (let round = 0; round < 500; round += 1) {
    const number = (most: number): number => Math.floor(next.next().value * most);
    const records = Array.from({ length: number(6) }, () => {
      return joined(
        Array.from({ length: 1 + number(3) }, () => {
          const start = 100 + number(29);
          return { start, end: Math.min(130, start + 1 + number(12)) };
        }),
      ).map(({ start, end }) => [start, end] as const);
    });
    const sentence = row(100, 130, ...records);
    const counted = Array.from({ length: 30 }, (_, at) => {
      return records.filter((spans) => spans.some(([start, end]) => start <= at + 100 && at + 100 < end)).length;
    });
    const drawn = steps(sentence);
    assert.deepEqual(
      drawn.flatMap(({ start, end, depth }) => Array<number>(end - start).fill(depth)),
      counted,
    );
    assert.ok(drawn.every((step, index) => index === 0 || drawn[index - 1]?.depth !== step.depth));
    assert.equal(share(sentence), counted.filter((depth) => depth > 0).length / 30);
    assert.deepEqual(stretches(sentence), joined(drawn.filter(({ depth }) => depth > 0)));
  }
});

test("the outline of a bar begins and ends at the characters that are cited", () => {
  assert.equal(
    outline(
      [
        { start: 10, end: 12, depth: 0 },
        { start: 12, end: 20, depth: 3 },
      ],
      10,
      3,
    ),
    "M2 24v-24H10V24z",
  );
  assert.equal(outline([{ start: 10, end: 12, depth: 1 }], 10, 1), "M0 24v-8H2V24z");
  assert.equal(columns([0, 1, 2], 2), "M1.1 20v-6h0.8V20zM2.1 20v-20h0.8V20z");
});

test("the axis numbers the first column and at most four more, at round steps", () => {
  const numbered = (columns: number): readonly number[] => marked(columns).map((index) => index + 1);
  assert.deepEqual(numbered(0), []);
  assert.deepEqual(numbered(1), [1]);
  assert.deepEqual(numbered(4), [1, 2, 3, 4]);
  assert.deepEqual(numbered(27), [1, 10, 20]);
  assert.deepEqual(numbered(41), [1, 10, 20, 30, 40]);
  assert.deepEqual(numbered(3467), [1, 1000, 2000, 3000]);
  for (let columns = 0; columns < 2000; columns += 1) {
    assert.ok(marked(columns).length <= 5);
    assert.ok(marked(columns).every((index) => index >= 0 && index < columns));
  }
});

test("numbers become ranges", () => {
  assert.equal(ranges([1, 3, 4, 5, 9, 10]), "1, 3 to 5, 9 to 10");
  assert.equal(ranges([3467, 3468]), "3,467 to 3,468");
  assert.equal(ranges([]), "");
});

test("a share is in whole per cent, and only a whole is 100%", () => {
  assert.deepEqual([0, 0.001, 0.01, 0.976, 0.996, 1].map(percent), ["0%", "less than 1%", "1%", "98%", "99%", "100%"]);
});

test("the totals of a source are sentences", () => {
  const counts = { sentences: 3467, cited: 3467, skipped: 0, neither: 0, characters: 100, coveredCharacters: 98 };
  assert.equal(summary(counts), "Records cite all 3,467 sentences, with 98% of the characters.");
  assert.equal(
    summary({ ...counts, cited: 1234, skipped: 1, neither: 2232 }),
    "Records cite 1,234 of 3,467 sentences, with 98% of the characters. 1 sentence is skipped, with a reason. " +
      "2,232 sentences are neither cited nor skipped.",
  );
});

test("a choice is read from its own address", () => {
  const choice = readChoice(parse("#map/source/a?kind=risk&sentence=151"), 400);
  assert.deepEqual(choice, { subject: "source/a", sentence: 151, kind: "risk", page: 1 });
  assert.deepEqual(readChoice(parse(choiceHref(choice, {})), 400), choice);
  assert.equal(choiceHref(choice, { sentence: undefined, page: 2, kind: undefined }), "#map/source/a?page=3");
});

test("an open sentence stays where it is if its records are in the window, and else moves up as far as they ask", () => {
  assert.equal(placeFor(300, 200, 800), 300);
  assert.equal(placeFor(700, 200, 800), 584);
  assert.equal(placeFor(700, 2000, 800), 16);
  assert.equal(placeFor(-50, 200, 800), 16);
});

test("what an address does not say properly is left out", () => {
  for (const query of [
    "sentence=0",
    "sentence=5",
    "sentence=-1",
    "sentence=1e0",
    "sentence=x",
    "kind=toString",
    "page=2",
    "",
  ]) {
    assert.deepEqual(readChoice(parse(`#map?${query}`), 4), {
      subject: "",
      sentence: undefined,
      kind: undefined,
      page: 0,
    });
  }
});

test("records are found by the beginnings of words, whatever the case and the accents", () => {
  const place = (id: string, label: string): Place => {
    return { id: `place/${id}`, kind: "place", label, name: label, type: "region", evidence: [] };
  };
  const find = finder([place("upper-lorn", "The upper Lorn"), place("lorn", "Lorn \u00c9tang")]);
  assert.deepEqual(
    find("LORN").map(({ id }) => id),
    ["place/lorn", "place/upper-lorn"],
  );
  assert.deepEqual(
    find("etang").map(({ id }) => id),
    ["place/lorn"],
  );
  assert.deepEqual(
    find("lo up").map(({ id }) => id),
    ["place/upper-lorn"],
  );
  assert.deepEqual(find("orn"), []);
  assert.deepEqual(find("  "), []);
});
