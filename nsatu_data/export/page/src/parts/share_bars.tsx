// A small chart of counts: a bar and a number for each value, each a link to the claims that it counts.

import type { JSX } from "preact";
import { href } from "../route/hash.ts";

export interface Share {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly title?: string | undefined;
}

interface Props {
  readonly heading: string;
  /** The facet of the claims' table that the values belong to. */
  readonly facet: string;
  readonly shares: readonly Share[];
  /** The count that the longest possible bar stands for, so that charts beside each other compare. */
  readonly whole: number;
}

export function ShareBars({ heading, facet, shares, whole }: Props): JSX.Element {
  return (
    <section class="chart">
      <h3>{heading}</h3>
      <ul>
        {shares.map(({ value, label, count, title }) => (
          <li key={value} title={title}>
            <a href={href("claims", { [facet]: value })}>
              <span class="chart-label">{label}</span>
              <span class="chart-count">{count.toLocaleString("en")}</span>
            </a>
            <span class="chart-bar" style={{ width: `${(100 * count) / Math.max(1, whole)}%` }} aria-hidden="true" />
          </li>
        ))}
      </ul>
    </section>
  );
}
