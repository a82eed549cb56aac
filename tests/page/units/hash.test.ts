import assert from "node:assert/strict";
import { test } from "node:test";
import { HOME, format, parse, recordHref } from "../../../nsatu_data/export/page/src/route/hash.ts";

test("a route becomes a hash that reads well", () => {
  const route = { view: "claims", subject: "", query: { q: "a b&c", kind: "risk,motive", empty: "" } } as const;
  assert.equal(format(route), "#claims?kind=risk,motive&q=a+b%26c");
  assert.equal(recordHref("risk/significant-costs"), "#record/risk/significant-costs");
});

test("a hash gives the route again", () => {
  const texts = ["", "a", "risk/x", "ä/\u{1F40B}", "%", "%2", "a=b&c", "a?b", "#", " ", "a,b", "+"];
  for (const subject of texts) {
    for (const value of texts.filter((text) => text !== "")) {
      const route = { view: "record", subject, query: { value } } as const;
      assert.deepEqual(parse(format(route)), route);
    }
  }
});

test("a hash that is not understood is the overview", () => {
  for (const hash of ["", "#", "#nothing", "#nothing/a?b=c", "#?q=a", "#%"]) assert.deepEqual(parse(hash), HOME);
});

test("a hash that a person cut off is read as far as it goes", () => {
  assert.deepEqual(parse("#record/risk/%E0%A4%A?q"), { view: "record", subject: "risk/%E0%A4%A", query: {} });
});
