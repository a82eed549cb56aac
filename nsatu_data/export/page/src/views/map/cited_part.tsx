// A thin line for a sentence with the part that one record cites drawn thick.

import type { JSX } from "preact";
import type { Covered } from "../../data/coverage.ts";

export function CitedPart({ row, id }: { row: Covered; id: string }): JSX.Element | null {
  const spans = row.cited.get(id);
  if (spans === undefined) return null;
  const { start, end } = row.sentence;
  const words = spans.map((span) => `${span.start} to ${span.end}`).join(", ");
  return (
    <>
      <svg
        class="cited-part"
        viewBox={`0 0 ${end - start} 6`}
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        <path class="profile-base" d={`M0 3H${end - start}`} />
        {spans.map((span) => (
          <rect
            key={span.start}
            class="profile-depth"
            x={span.start - start}
            y="0"
            width={span.end - span.start}
            height="6"
          />
        ))}
      </svg>
      <span class="visually-hidden">Cites the characters {words}.</span>
    </>
  );
}
