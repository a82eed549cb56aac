// A column for each sentence of a source, as tall as the number of records that cite the sentence.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Covered } from "../../data/coverage.ts";
import { count, numeral } from "../../data/wording.ts";
import { type Choice, choiceHref } from "./choice.ts";
import { marked } from "./kind_axis.tsx";
import type { KindRow } from "./kind_table.tsx";
import { ranges } from "./profile.ts";

const HEIGHT = 20;
/** The least height of a column, so that one record is seen beside twenty. */
const LEAST = 6;

interface Props {
  readonly row: KindRow;
  /** The largest number of records in any column of the table. */
  readonly most: number;
  readonly rows: readonly Covered[];
  readonly choice: Choice;
}

export function KindChart({ row, most, rows, choice }: Props): JSX.Element {
  const numbers = rows.flatMap(({ sentence }, index) => (row.counts[index] ? [sentence.number] : []));
  const chosen = rows.findIndex(({ sentence }) => sentence.number === choice.sentence);
  const [pointed, point] = useState<number | undefined>(undefined);
  const choose = (index: number): void => {
    const sentence = rows[index]?.sentence.number;
    if (sentence !== undefined) location.hash = choiceHref(choice, { sentence });
  };
  return (
    <div
      class="kind-columns"
      title={pointed === undefined ? undefined : nameOf(rows[pointed], row.counts[pointed])}
      onPointerMove={(event) => point(columnAt(event, rows.length))}
    >
      {/* A click is a short cut; the list below has a link for each sentence. */}
      <svg
        class="kind-chart"
        viewBox={`0 0 ${rows.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
        onClick={(event) => choose(columnAt(event, rows.length))}
      >
        {chosen >= 0 && <rect class="chosen" x={chosen} y="0" width="1" height={HEIGHT} />}
        <path class="marked" d={marked(rows.length).map((index) => `M${index + 0.5} 0V${HEIGHT}`).join("")} />
        <path class="columns" d={columns(row.counts, most)} />
      </svg>
      <span class="visually-hidden">
        {count(numbers.length, "sentence")}: {ranges(numbers)}
      </span>
    </div>
  );
}

interface Pointed {
  readonly currentTarget: Element;
  readonly clientX: number;
}

function columnAt({ currentTarget, clientX }: Pointed, columns: number): number {
  const { left, width } = currentTarget.getBoundingClientRect();
  return Math.max(0, Math.min(columns - 1, Math.floor((columns * (clientX - left)) / width)));
}

function nameOf(row: Covered | undefined, records = 0): string | undefined {
  return row && `Sentence ${numeral(row.sentence.number)}: ${count(records, "record")}`;
}

/** The outline of the columns, as the data of an SVG path. */
export function columns(counts: readonly number[], most: number): string {
  return counts
    .map((number, index) => {
      if (number === 0) return "";
      const height = LEAST + ((HEIGHT - LEAST) * (number - 1)) / Math.max(1, most - 1);
      return `M${index + 0.1} ${HEIGHT}v${-Math.round(height * 10) / 10}h0.8V${HEIGHT}z`;
    })
    .join("");
}
