// The words of a sentence of an opened text, with some of them marked.

import type { JSX } from "preact";
import type { Sentence, Span } from "../../data/coverage.ts";
import type { OpenedText } from "../../text/opened_texts.ts";
import { pieces } from "../../text/pieces.ts";

interface Props {
  readonly sentence: Sentence;
  readonly spans: readonly Span[];
  readonly opened: OpenedText;
}

export function SentenceWords({ sentence, spans, opened }: Props): JSX.Element {
  return (
    <blockquote class="sentence-words" lang={opened.source.language} dir="auto" translate={false}>
      {pieces(sentence, spans).map(({ start, end, isCovered }) => {
        const words = opened.text.slice(start, end);
        return isCovered ? <mark key={start}>{words}</mark> : <span key={start}>{words}</span>;
      })}
    </blockquote>
  );
}
