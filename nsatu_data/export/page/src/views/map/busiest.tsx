// Where to begin: the sentences that the most records cite.

import type { JSX } from "preact";
import type { Covered } from "../../data/coverage.ts";
import { count, numeral } from "../../data/wording.ts";
import { type Choice, choiceHref } from "./choice.ts";
import { busiest } from "./profile.ts";

const SHOWN = 3;
/** In a shorter list of sentences, the bars alone show where to begin. */
const MANY = 8;

export function Busiest({ rows, choice }: { rows: readonly Covered[]; choice: Choice }): JSX.Element | null {
  const first = busiest(rows, SHOWN);
  if (rows.length < MANY || first.length === 0) return null;
  return (
    <>
      <p class="map-busiest-name">Most records cite:</p>
      <ul class="map-busiest">
        {first.map(({ sentence, cited }) => (
          <li key={sentence.number}>
            <a href={choiceHref(choice, { sentence: sentence.number })}>Sentence {numeral(sentence.number)}</a>{" "}
            <span class="quiet">({count(cited.size, "record")})</span>
          </li>
        ))}
      </ul>
    </>
  );
}
