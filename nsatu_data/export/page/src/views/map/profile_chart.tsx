// A bar for a sentence: higher where more records cite the words, a dotted line where none does.

import type { JSX } from "preact";
import type { Covered } from "../../data/coverage.ts";
import { type Step, steps } from "./profile.ts";

const HEIGHT = 24;
/** The height of the bar where one record cites the words. */
const LEAST = 8;

interface Props {
  readonly row: Covered;
  /** The largest number of records that cite the same words in any of the bars. */
  readonly most: number;
  /** The width of the bar as a share of the longest one. */
  readonly width: number;
}

export function ProfileChart({ row, most, width }: Props): JSX.Element {
  const { start, end, skip } = row.sentence;
  return (
    <svg
      class="profile"
      style={{ width: `${100 * width}%` }}
      viewBox={`0 0 ${end - start} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <path class={skip === undefined ? "profile-base" : "profile-skipped"} d={`M0 ${HEIGHT - 1}H${end - start}`} />
      <path class="profile-depth" d={outline(steps(row), start, most)} />
    </svg>
  );
}

/** The outline of the steps above zero, as the data of an SVG path. */
export function outline(parts: readonly Step[], from: number, most: number): string {
  return parts
    .filter((part) => part.depth > 0)
    .map(({ start, end, depth }) => {
      const height = LEAST + ((HEIGHT - LEAST) * (depth - 1)) / Math.max(1, most - 1);
      return `M${start - from} ${HEIGHT}v${-Math.round(height * 10) / 10}H${end - from}V${HEIGHT}z`;
    })
    .join("");
}
