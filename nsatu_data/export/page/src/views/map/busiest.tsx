// Where to begin: the sentences that the most records cite.

import type { JSX } from "preact";
import type { Covered } from "../../data/coverage.ts";
import { count, labelOf } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { type Choice, choiceHref } from "./choice.ts";
import { busiest } from "./profile.ts";

const SHOWN = 6;
/** How many of a sentence's records are named. */
const NAMED = 4;

export function Busiest({ rows, choice }: { rows: readonly Covered[]; choice: Choice }): JSX.Element {
  const dataset = useDataset();
  const first = busiest(rows, SHOWN);
  return (
    <section class="map-panel">
      <h2>The records of a sentence</h2>
      <p>Choose a sentence to see what it says.</p>
      {first.length > 0 && (
        <>
          <h3>The sentences that most records cite</h3>
          <ul class="map-busiest">
            {first.map(({ sentence, cited }) => (
              <li key={sentence.number}>
                <a href={choiceHref(choice, { sentence: sentence.number })}>Sentence {sentence.number}</a>:{" "}
                {count(cited.size, "record")}
                <span class="quiet">
                  {[...cited.keys()]
                    .slice(-NAMED)
                    .map((id) => labelOf(dataset, id))
                    .join("; ")}
                  {cited.size > NAMED && "; …"}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
