// The totals of a source's coverage, in the words of `nsatu-data coverage`.

import type { JSX } from "preact";
import { type Covered, totals } from "../../data/coverage.ts";
import { count } from "../../data/wording.ts";

export function Summary({ rows }: { rows: readonly Covered[] }): JSX.Element {
  const { sentences, cited, skipped, neither, characters, coveredCharacters } = totals(rows);
  const percent = characters === 0 ? 0 : Math.round((100 * coveredCharacters) / characters);
  return (
    <p class="lead">
      {count(sentences, "sentence")}: {cited.toLocaleString("en")} cited, {skipped.toLocaleString("en")} skipped,{" "}
      {neither.toLocaleString("en")} neither. Records cite {percent} % of the characters of the sentences.
    </p>
  );
}
