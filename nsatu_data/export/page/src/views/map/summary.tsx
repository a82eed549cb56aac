// The totals of a source's coverage, as `nsatu-data coverage` counts them.

import type { JSX } from "preact";
import { type Covered, type Totals, totals } from "../../data/coverage.ts";
import { count, numeral, percent } from "../../data/wording.ts";

export function Summary({ rows }: { rows: readonly Covered[] }): JSX.Element {
  return <p class="lead">{summary(totals(rows))}</p>;
}

export function summary({ sentences, cited, skipped, neither, characters, coveredCharacters }: Totals): string {
  const which = cited === sentences ? `all ${count(sentences, "sentence")}` : partOf(cited, sentences);
  const share = characters === 0 ? 0 : coveredCharacters / characters;
  const parts = [`Records cite ${which}, with ${percent(share)} of the characters.`];
  if (skipped > 0) parts.push(`${count(skipped, "sentence is", "sentences are")} skipped, with a reason.`);
  if (neither > 0) parts.push(`${count(neither, "sentence is", "sentences are")} neither cited nor skipped.`);
  return parts.join(" ");
}

function partOf(cited: number, sentences: number): string {
  return `${numeral(cited)} of ${count(sentences, "sentence")}`;
}
