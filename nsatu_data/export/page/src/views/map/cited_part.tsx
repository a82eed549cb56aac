// The part of a sentence that a record cites: its words if the text is open, else drawn on a line.

import type { JSX } from "preact";
import type { Covered, Span } from "../../data/coverage.ts";
import { range } from "../../data/wording.ts";
import type { OpenedText } from "../../text/opened_texts.ts";
import { pieces } from "../../text/pieces.ts";

interface Props {
  readonly row: Covered;
  readonly id: string;
  /** The text, if it is open and has the words that the record cites. */
  readonly opened: OpenedText | undefined;
}

export function CitedPart({ row, id, opened }: Props): JSX.Element | null {
  const spans = row.cited.get(id);
  if (spans === undefined) return null;
  if (opened !== undefined) return <CitedWords sentence={row.sentence} spans={spans} opened={opened} />;
  const { start, end } = row.sentence;
  const words = spans.map((span) => range(span.start, span.end)).join(", ");
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

interface WordsProps {
  readonly sentence: Covered["sentence"];
  readonly spans: readonly Span[];
  readonly opened: OpenedText;
}

/** The row has the words of the whole sentence already, so they are not repeated. */
function CitedWords({ sentence, spans, opened }: WordsProps): JSX.Element {
  const rest = pieces(sentence, spans).filter(({ isCovered }) => !isCovered);
  if (!rest.some(({ start, end }) => /[\p{L}\p{N}]/u.test(opened.text.slice(start, end)))) {
    return <p class="cited-words">The whole sentence</p>;
  }
  return (
    <p class="cited-words">
      {spans.map(({ start, end }, index) => (
        <span key={start}>
          {index > 0 && " … "}
          <q lang={opened.source.language} dir="auto" translate={false}>
            {opened.text.slice(start, end)}
          </q>
        </span>
      ))}
    </p>
  );
}
