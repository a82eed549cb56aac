// The numbers of a few sentences above the columns of the charts, at the places of their columns.

import type { JSX } from "preact";
import type { Covered } from "../../data/coverage.ts";
import { numeral } from "../../data/wording.ts";

/** The most numbers after the first that fit above a chart on a narrow screen. */
const MOST = 4;
const STEPS = [1, 5, 10, 20, 50];

/** The axis is for the eye. Hidden words beside each chart list its sentences. */
export function KindAxis({ rows }: { rows: readonly Covered[] }): JSX.Element {
  return (
    <span class="kind-axis" aria-hidden="true">
      {marked(rows.length).map((index) => (
        <span key={index} style={{ left: `${(100 * (index + 0.5)) / rows.length}%` }}>
          {numeral(rows[index]?.sentence.number ?? index + 1)}
        </span>
      ))}
    </span>
  );
}

/** The columns, counted from 0, that have a number: the first one, and each one at a round step. */
export function marked(columns: number): readonly number[] {
  const step = stepFor(columns);
  const others = Array.from({ length: Math.floor(columns / step) }, (_, index) => (index + 1) * step - 1);
  return [...new Set([0, ...others])].slice(0, columns);
}

function stepFor(columns: number): number {
  for (let power = 1; ; power *= 100) {
    const step = STEPS.find((each) => Math.floor(columns / (each * power)) <= MOST);
    if (step !== undefined) return step * power;
  }
}
