// The part of a sentence that a record cites: marked in the words if the text is open, else drawn on a line.

import type { JSX } from "preact";
import type { Covered } from "../../data/coverage.ts";
import type { OpenedText } from "../../text/opened_texts.ts";
import { SentenceWords } from "./sentence_words.tsx";

interface Props {
  readonly row: Covered;
  readonly id: string;
  /** The text, if it is open and has the words that the record cites. */
  readonly opened: OpenedText | undefined;
}

export function CitedPart({ row, id, opened }: Props): JSX.Element | null {
  const spans = row.cited.get(id);
  if (spans === undefined) return null;
  if (opened !== undefined) return <SentenceWords sentence={row.sentence} spans={spans} opened={opened} />;
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
