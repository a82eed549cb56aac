// The words of a sentence of an opened text, underlined where records cite them: the more records, the thicker the line.

import type { JSX } from "preact";
import type { Covered } from "../../data/coverage.ts";
import type { OpenedText } from "../../text/opened_texts.ts";
import { steps } from "./profile.ts";

/** The depth from which the line does not get thicker. */
const THICKEST = 4;

export function SentenceWords({ row, opened }: { row: Covered; opened: OpenedText }): JSX.Element {
  return (
    <span class="sentence-words" lang={opened.source.language} dir="auto" translate={false}>
      {steps(row).map(({ start, end, depth }) => (
        <span key={start} class={depth > 0 ? `cited-by-${Math.min(depth, THICKEST)}` : undefined}>
          {opened.text.slice(start, end)}
        </span>
      ))}
    </span>
  );
}
