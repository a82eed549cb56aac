import assert from "node:assert/strict";
import { test } from "node:test";
import type { Dataset } from "../../../nsatu_data/export/page/src/data/dataset.ts";
import type { Claim } from "../../../nsatu_data/export/page/src/data/payload.ts";
import { inWords } from "../../../nsatu_data/export/page/src/data/worked_example.ts";

const dataset = {
  byId: new Map([
    ["source/paper", { kind: "source", label: "The paper" }],
    ["actor/arda", { kind: "actor", label: "arda" }],
  ]),
  sources: [{}],
} as unknown as Dataset;

function words(marks: Pick<Claim, "voice" | "basis" | "certainty" | "polarity">): string {
  return inWords(dataset, marks as Claim);
}

test("each mark of a claim has its words", () => {
  assert.equal(
    words({ voice: "source/paper", basis: "inferred", certainty: "certain", polarity: "affirmed" }),
    "The text reads it from conduct or events, without a hedge, which does not make it true.",
  );
  assert.equal(
    words({ voice: "actor/arda", basis: "implied", certainty: "probable", polarity: "denied" }),
    "Arda implies it without saying it, as probable. The “not” belongs to the statement.",
  );
  assert.equal(
    words({ voice: null, basis: "stated", certainty: "possible", polarity: "affirmed" }),
    "An unnamed voice says it outright, as possible, not as certain.",
  );
  assert.equal(
    words({ voice: null, basis: "stated", certainty: "open", polarity: "affirmed" }),
    "An unnamed voice says it outright, as a question that it leaves open.",
  );
});
