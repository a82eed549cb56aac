import assert from "node:assert/strict";
import { test } from "node:test";
import { type Dataset, makeDataset } from "../../../nsatu_data/export/page/src/data/dataset.ts";
import {
  briefPhrase,
  briefPhrases,
  counted,
  phrase,
  phrasedGroups,
  pluralPhrase,
} from "../../../nsatu_data/export/page/src/data/link_phrases.ts";
import { linkFields, linkGroups, usedFields } from "../../../nsatu_data/export/page/src/data/links.ts";
import type { Actor, Bundle, EventRecord, Payload, Risk } from "../../../nsatu_data/export/page/src/data/payload.ts";
import { format, parse } from "../../../nsatu_data/export/page/src/route/hash.ts";
import { overlap } from "../../../nsatu_data/export/page/src/views/graph/boxes.ts";
import {
  choiceHref,
  hasStartKinds,
  readChoice,
  recordChoiceHref,
  startChoice,
} from "../../../nsatu_data/export/page/src/views/graph/choice.ts";
import { type Drawing, edgesBetween } from "../../../nsatu_data/export/page/src/views/graph/drawing.ts";
import { pointedPlaces } from "../../../nsatu_data/export/page/src/views/graph/picture_edges.ts";
import { exampleOf } from "../../../nsatu_data/export/page/src/views/graph/example.ts";
import { neighbourhood } from "../../../nsatu_data/export/page/src/views/graph/neighbourhood.ts";
import { capacity, picture, textOf } from "../../../nsatu_data/export/page/src/views/graph/picture.ts";
import { type Measured, measure, measured, sum } from "./edge_words.ts";
import { finished, numbers } from "./support.ts";
import { mainRecord, whole } from "../../../nsatu_data/export/page/src/views/graph/whole.ts";

const FIELDS = { reference: true, description: "" } as const;

function actor(name: string): Actor {
  return { id: `actor/${name}`, kind: "actor", label: name, name, type: "polity", naming: "named", evidence: [] };
}

/** A risk that some actors bear. */
function risk(number: number, bearers: readonly string[], mentions: readonly string[] = []): Risk {
  return {
    id: `risk/${String(number).padStart(3, "0")}`,
    kind: "risk",
    label: `Risk ${number}`,
    statement: "A risk.",
    voice: null,
    basis: "stated",
    certainty: "certain",
    polarity: "affirmed",
    themes: ["economy"],
    type: "economic",
    bearers: bearers.map((name) => `actor/${name}`),
    ...(mentions.length > 0 ? { mentions: mentions.map((name) => `actor/${name}`) } : {}),
    evidence: [],
  } as unknown as Risk;
}

function event(name: string, agent: string): EventRecord {
  const fields = { statement: "An event.", voice: null, prominence: "main", agents: [`actor/${agent}`] };
  return { id: `event/${name}`, kind: "event", label: name, ...fields, evidence: [] } as unknown as EventRecord;
}

function made(actors: readonly Actor[], risks: readonly Risk[], events: readonly EventRecord[] = []): Dataset {
  const bundle = {
    dataset: {},
    sources: [],
    actors,
    places: [],
    events,
    contexts: [],
    motives: [],
    risks,
    reactions: [],
    implications: [],
  } as unknown as Bundle;
  const none = { source: [], actor: [], place: [], context: [], motive: [], reaction: [], implication: [] };
  const fields: Payload["fields"] = {
    ...none,
    event: [{ name: "agents", ...FIELDS, many: true }],
    risk: [
      { name: "mentions", ...FIELDS, many: true },
      { name: "bearers", ...FIELDS, many: true },
    ],
  };
  return makeDataset({ bundle, digest: "", fields, vocabularies: {} });
}

/** A hub that bears so many risks, of which each third mentions another actor. */
function hub(number: number): Dataset {
  const risks = Array.from({ length: number }, (_, index) => risk(index, ["hub"], index % 3 ? [] : ["other"]));
  return made([actor("hub"), actor("other"), actor("alone")], risks);
}

function around(dataset: Dataset, id: string, capacity: number, change: object = {}): Drawing {
  return neighbourhood(dataset, id, { ...startChoice(dataset, id), ...change }, capacity);
}

test("the links of a record are those in the chosen fields, to records that there are", () => {
  const dataset = made([actor("a")], [risk(1, ["a", "no-such"], ["a"])]);
  const out = (ids: readonly string[], field: string) => ({ field, direction: "out", ids });
  assert.deepEqual(linkGroups(dataset, "risk/001", new Set(["bearers", "mentions"])), [
    out(["actor/a"], "mentions"),
    out(["actor/a"], "bearers"),
  ]);
  assert.deepEqual(linkGroups(dataset, "risk/001", new Set(["bearers"])), [out(["actor/a"], "bearers")]);
  assert.deepEqual(linkFields(dataset), ["agents", "mentions", "bearers", "evidence"]);
  assert.deepEqual(usedFields(dataset), ["mentions", "bearers"]);
});

test("the few links of a record are drawn one by one", () => {
  const drawing = around(hub(5), "actor/hub", 20);
  assert.deepEqual(
    drawing.nodes.map(({ key, step }) => [key, step]),
    [["actor/hub", 0], ...[0, 1, 2, 3, 4].map((number) => [`risk/00${number}`, 1])],
  );
  assert.deepEqual(drawing.edges[0], { from: "risk/000", to: "actor/hub", fields: ["bearers"] });
  assert.equal(drawing.edges.length, 5);
});

test("the many links of a hub are one node, which unfolds", () => {
  const dataset = hub(60);
  const folded = around(dataset, "actor/hub", 20);
  assert.deepEqual(
    folded.nodes.map(({ key }) => key),
    ["actor/hub", "actor/hub.in.bearers.risk"],
  );
  const group = folded.nodes[1];
  assert.ok(group?.type === "group" && group.ids.length === 60 && group.opens);
  assert.deepEqual(folded.edges, [{ from: group.key, to: "actor/hub", fields: ["bearers"] }]);
  const unfolded = around(dataset, "actor/hub", 20, { opened: new Set([group.key]) });
  assert.equal(unfolded.nodes.length, 14);
  const rest = unfolded.nodes.at(-1);
  assert.ok(rest?.type === "group" && rest.ids.length === 48 && !rest.opens);
  assert.equal(textOf(dataset, rest), "48 more risks");
  assert.equal(textOf(dataset, group), "60 risks");
});

test("a group of a few records unfolds as a whole, also where there is little room", () => {
  const names = ["a", "b", "c", "d", "e", "f", "g", "h"];
  const dataset = made(
    [actor("hub"), ...names.map(actor)],
    Array.from({ length: 12 }, (_, index) => risk(index, ["hub"])),
    names.map((name) => event(name, "hub")),
  );
  const drawing = around(dataset, "actor/hub", 8, { opened: new Set(["actor/hub.in.bearers.risk"]) });
  const keys = drawing.nodes.map(({ key }) => key);
  assert.equal(keys.filter((key) => key.startsWith("risk/")).length, 12);
  assert.ok(!keys.includes("actor/hub.in.bearers.risk"));
});

test("links are folded if they do not fit, and only then", () => {
  const dataset = hub(11);
  assert.equal(around(dataset, "actor/hub", 12).nodes.length, 12);
  assert.equal(around(dataset, "actor/hub", 11).nodes.length, 2);
});

test("mentions between the linked records are not drawn", () => {
  const dataset = made([actor("hub")], [{ ...risk(1, ["hub"]), mentions: ["event/e"] } as Risk], [event("e", "hub")]);
  const pairs = (id: string) => around(dataset, id, 9).edges.map(({ from, to }) => `${from} ${to}`);
  assert.deepEqual(pairs("actor/hub"), ["event/e actor/hub", "risk/001 actor/hub"]);
  assert.deepEqual(pairs("risk/001"), ["risk/001 event/e", "risk/001 actor/hub", "event/e actor/hub"]);
});

test("every link of a record is in a node, whatever the room", () => {
  const dataset = hub(40);
  for (const capacity of [2, 5, 12, 30, 100]) {
    for (const id of ["actor/hub", "actor/other", "risk/000"]) {
      const { nodes } = around(dataset, id, capacity);
      const linked = linkGroups(dataset, id, new Set(linkFields(dataset))).flatMap((group) => group.ids);
      const drawn = nodes.flatMap((node) => (node.type === "group" ? node.ids : [node.key]));
      assert.deepEqual(new Set(drawn), new Set([id, ...linked]));
      assert.ok(nodes.length <= Math.max(capacity, 3));
    }
  }
});

test("at two steps the links of linked records are drawn, as far as there is room", () => {
  const dataset = hub(8);
  const near = around(dataset, "risk/000", 20, { steps: 2 });
  assert.deepEqual(
    near.nodes.map(({ key, step }) => [key, step]),
    [
      ["risk/000", 0],
      ["actor/other", 1],
      ["actor/hub", 1],
      ["risk/003", 2],
      ["risk/006", 2],
      ["actor/hub.in.bearers.risk", 2],
    ],
  );
  const group = near.nodes.at(-1);
  assert.deepEqual(group?.type === "group" && group.ids, ["risk/001", "risk/002", "risk/004", "risk/005", "risk/007"]);
  assert.equal(around(dataset, "risk/000", 3, { steps: 2 }).nodes.length, 3);
});

test("without a chosen record, the most linked records are drawn", () => {
  const dataset = hub(8);
  const kinds = new Set(["actor", "risk"] as const);
  const all = whole(dataset, new Set(["bearers", "mentions"]), kinds, 50);
  // The actor without a link is left out.
  assert.equal(all.nodes.length, 10);
  assert.equal(all.nodes[0]?.key, "actor/hub");
  assert.equal(all.leftOut, 0);
  const some = whole(dataset, new Set(["bearers", "mentions"]), kinds, 4);
  assert.deepEqual(
    some.nodes.map(({ key }) => key),
    ["actor/hub", "actor/other", "risk/000", "risk/003"],
  );
  assert.equal(some.leftOut, 6);
  // The two pairs are linked by one link each; of three records, the third has no link left.
  const pairs = made([actor("a"), actor("b")], [risk(1, ["a"]), risk(2, ["b"])]);
  const half = whole(pairs, new Set(["bearers"]), kinds, 3);
  assert.deepEqual([half.nodes.map(({ key }) => key), half.leftOut], [["actor/a", "risk/001"], 2]);
  assert.deepEqual(whole(made([actor("alone")], []), new Set(["bearers"]), kinds, 4).nodes, []);
});

test("a graph of a large dataset begins with its most linked record", () => {
  assert.equal(mainRecord(hub(8)), "actor/hub");
  assert.equal(mainRecord(made([], [])), undefined);
});

test("several fields between two records are one edge", () => {
  const dataset = made([actor("a")], [risk(1, ["a"], ["a"])]);
  const edges = edgesBetween(dataset, ["actor/a", "risk/001"], new Set(["bearers", "mentions"]));
  assert.deepEqual(edges, [{ from: "risk/001", to: "actor/a", fields: ["mentions", "bearers"] }]);
});

test("a choice is read from its own address", () => {
  const dataset = hub(3);
  const addresses = [
    "#graph",
    "#graph/actor/hub",
    "#graph/actor/hub?steps=2",
    "#graph?kinds=risk",
    "#graph/actor/hub?fields=bearers&kinds=actor,risk&open=actor/hub.in.bearers.risk&steps=2",
    "#graph?fields=none",
  ];
  for (const address of addresses) {
    assert.equal(choiceHref(dataset, readChoice(dataset, parse(address)), {}), address);
  }
  const odd = readChoice(dataset, parse("#graph/actor/hub?steps=3&kinds=toString,x&fields=x"));
  assert.equal(choiceHref(dataset, odd, {}), "#graph/actor/hub");
  assert.equal(format(parse(addresses[4] ?? "")), addresses[4]);
});

test("a graph begins with actors and events, or with everything but the sources", () => {
  const dataset = made([actor("a")], [risk(1, ["a"])], [event("e", "a")]);
  assert.deepEqual(startChoice(dataset, "").kinds, new Set(["actor", "event"]));
  assert.equal(startChoice(hub(1), "").kinds.has("risk"), true);
  assert.equal(startChoice(dataset, "actor/a").kinds.has("source"), false);
  assert.equal(startChoice(dataset, "source/a").kinds.has("source"), true);
  const start = readChoice(dataset, parse("#graph"));
  assert.equal(hasStartKinds(dataset, start), true);
  assert.equal(hasStartKinds(dataset, { ...start, kinds: new Set(["actor"]) }), false);
  // From the start to a record, all kinds are drawn again.
  assert.equal(recordChoiceHref(dataset, start, "actor/a"), "#graph/actor/a");
  assert.equal(mainRecord(dataset), "event/e");
});

test("a picture has a card for each node, or for the most linked ones where there are too many", () => {
  const dataset = hub(60);
  const kinds = new Set(["actor", "risk"] as const);
  const fields = new Set(["bearers", "mentions"]);
  const few = finished(picture(dataset, whole(dataset, fields, kinds, 20), 700, measure));
  assert.ok([...few.nodes.values()].every(({ isCard, box, labelAt }) => isCard && labelAt === box));
  const many = finished(picture(dataset, whole(dataset, fields, kinds, 500), 700, measure));
  assert.equal(many.nodes.size, 62);
  assert.equal([...many.nodes.values()].filter(({ isCard }) => isCard).length, 8);
  assert.ok(many.nodes.get("actor/hub")?.isCard);
  for (const { box } of [...few.nodes.values(), ...many.nodes.values()]) {
    const { size } = few.nodes.get(box.key)?.box === box ? few : many;
    assert.ok(box.x - box.width / 2 >= 11 && box.x + box.width / 2 <= size.width - 11, `${box.key} at ${box.x}`);
    assert.ok(box.y - box.height / 2 >= 11 && box.y + box.height / 2 <= size.height - 11, `${box.key} at ${box.y}`);
  }
});

/** Actors that bear and are mentioned in some risks each, and act in events: the links of datasets, at random. */
function tangle(seed: number): Dataset {
  const next = numbers(seed);
  const pick = (most: number): number => Math.floor(next.next().value * most);
  const names = Array.from({ length: 3 + pick(6) }, (_, index) => `actor ${index}`);
  const some = (most: number): string[] => names.filter(() => pick(names.length) < most);
  const risks = Array.from({ length: 4 + pick(30) }, (_, index) => risk(index, some(2), some(1)));
  const events = Array.from({ length: pick(8) }, (_, index) => event(`event ${index}`, names[pick(3)] ?? ""));
  return made(names.map(actor), risks, events);
}

test("words on an arrow are nearer to it than to any other arrow, and cover nothing, in a thousand pictures", () => {
  const all: Measured[] = [];
  for (let seed = 1; seed <= 40; seed += 1) {
    const dataset = tangle(seed);
    for (const width of [286, 356, 860]) {
      for (const { id } of dataset.records.slice(0, 9)) {
        const drawing = around(dataset, id, capacity(width));
        all.push(measured(finished(picture(dataset, drawing, width, measure))));
      }
    }
  }
  assert.ok(all.length > 1000);
  const { shown, leftOut, ...faults } = sum(all);
  assert.deepEqual(faults, { crossed: 0, close: 0, covered: 0, astray: 0 });
  assert.ok(shown > 1.5 * leftOut, `${shown} shown, ${leftOut} left out`);
});

test("the example of an arrow is the shortest sentence whose words are in the picture", () => {
  const dataset = made([actor("hub"), actor("b")], [risk(1, ["hub"], ["b"])], [event("a long name of an event", "hub")]);
  const shown = finished(picture(dataset, around(dataset, "actor/hub", 9), 700, measure));
  assert.deepEqual(exampleOf(dataset, shown), { from: "Risk 1", words: "is borne by", to: "hub" });
  const edges = shown.edges.filter(({ edge }) => edge.from.startsWith("event/"));
  assert.deepEqual(exampleOf(dataset, { ...shown, edges }), {
    from: "a long name of an event",
    words: "is an act of",
    to: "hub",
  });
  const without = edges.map((edge) => ({ ...edge, place: undefined }));
  assert.equal(exampleOf(dataset, { ...shown, edges: without }), undefined);
  // A group is no record, so its arrow is no example.
  const hubs = hub(40);
  assert.equal(
    exampleOf(hubs, finished(picture(hubs, around(hubs, "actor/hub", 9), 700, measure))),
    undefined,
  );
});

test("every link has words when the reader points at one of its ends, and they cover no other words", () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const dataset = tangle(seed);
    const { nodes, edges } = finished(picture(dataset, around(dataset, "actor/actor 0", 30), 356, measure));
    const boxes = [...nodes.values()].map(({ box }) => box);
    const shown = new Set<string>();
    for (const key of nodes.keys()) {
      const places = pointedPlaces(edges, boxes, key);
      const near = edges.filter(({ edge }) => edge.from === key || edge.to === key);
      for (const { key: its, place } of near) if (place !== undefined) assert.equal(places.get(its), place);
      const words = near.flatMap((each) => {
        const place = places.get(each.key);
        return place === undefined ? [] : [{ key: each.key, width: each.width, height: each.height, ...place }];
      });
      for (const [index, one] of words.entries()) {
        shown.add(one.key);
        for (const other of words.slice(index + 1)) assert.ok(!overlap(one, other), `${one.key} on ${other.key}`);
      }
    }
    assert.deepEqual(shown, new Set(edges.map(({ key }) => key)));
  }
});

test("another record keeps the reader's choice, and folds the groups", () => {
  const dataset = hub(3);
  const choice = readChoice(dataset, parse("#graph/actor/hub?fields=bearers&open=actor/hub.in.bearers.risk&steps=2"));
  assert.equal(recordChoiceHref(dataset, choice, "risk/001"), "#graph/risk/001?fields=bearers&steps=2");
  assert.equal(recordChoiceHref(dataset, readChoice(dataset, parse("#graph")), "risk/001"), "#graph/risk/001");
});

test("links have words in both directions, by the kind of the record that has the field", () => {
  assert.equal(phrase("agents", "in", "event"), "acts in");
  assert.equal(phrase("about", "out", "motive"), "explains");
  assert.equal(phrase("about", "in", "reaction"), "draws");
  assert.equal(phrase("about", "in", undefined), "is the subject of");
  assert.equal(phrase("some_new_field", "in", "risk"), "is some new field of");
  assert.equal(briefPhrase("agents", "event"), "act of");
  assert.equal(briefPhrase("bearers", undefined), "borne by");
  assert.equal(briefPhrase("mentions", "risk"), "mentions");
  assert.equal(briefPhrase("headquarters", "actor"), "headquarters in");
  const fields = ["agents", "mentions", "bearers", "place", "about"];
  assert.deepEqual(
    fields.map((field) => pluralPhrase(field, "event")),
    ["acts of", "mention", "borne by", "take place in", "parts of"],
  );
});

test("headings count the records of a link, and part those that have other words", () => {
  const group = (field: string, direction: "in" | "out", ...ids: readonly string[]) => ({ field, direction, ids });
  const headings = (id: string, ...groups: Parameters<typeof phrasedGroups>[1][number][]) =>
    phrasedGroups(id, groups).map(({ heading }) => heading);
  assert.deepEqual(headings("actor/a", group("bearers", "in", "risk/a", "risk/b")), ["Bears 2 risks"]);
  assert.deepEqual(headings("actor/a", group("mentions", "in", "risk/a", "event/b")), ["Is mentioned in 2 claims"]);
  assert.deepEqual(headings("event/a", group("about", "in", "motive/a", "reaction/b", "motive/c")), [
    "Is explained by 2 motives",
    "Draws 1 reaction",
  ]);
  assert.deepEqual(headings("motive/a", group("about", "out", "event/a", "context/b")), ["Explains 2 claims"]);
  assert.deepEqual(headings("risk/a", group("mentions", "out", "actor/a", "place/b")), ["Mentions 2 records"]);
});

test("records are counted by what they all are", () => {
  assert.equal(counted(["risk/a", "risk/b"]), "2 risks");
  assert.equal(counted(["context/a"]), "1 context");
  assert.equal(counted(["risk/a", "event/b"]), "2 claims");
  assert.equal(counted(["risk/a", "place/b"]), "2 records");
});

test("the words of a field are listed once for each of its meanings in the dataset", () => {
  const { fields } = hub(1);
  assert.equal(briefPhrases("bearers", fields), "borne by");
  const about = { name: "about", ...FIELDS, many: true } as const;
  const every = { ...fields, event: [about], motive: [about], risk: [about] };
  assert.equal(briefPhrases("about", every), "explains / part of / about");
});
