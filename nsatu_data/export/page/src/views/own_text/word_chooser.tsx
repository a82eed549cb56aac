// Selects words without a mouse: a sentence, then its first and its last word.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { OpenedText } from "../../text/opened_texts.ts";
import type { TextRange } from "./selected_range.ts";

interface Props {
  readonly opened: OpenedText;
  readonly choose: (range: TextRange) => void;
}

interface Word extends TextRange {
  readonly text: string;
}

export function WordChooser({ opened, choose }: Props): JSX.Element | null {
  const { source, text, comparison } = opened;
  const [number, setNumber] = useState(1);
  const [first, setFirst] = useState(0);
  const [last, setLast] = useState(0);
  const row = source.sentences[number - 1];
  if (!comparison.isSame || row === undefined) return null;
  const words = wordsIn(text.slice(row.start, row.end), row.start);
  return (
    <form
      class="word-chooser"
      onSubmit={(event) => {
        event.preventDefault();
        const start = words[Math.min(first, last)]?.start ?? row.start;
        choose({ start, end: words[Math.max(first, last)]?.end ?? row.end });
      }}
    >
      <fieldset>
        <legend>Or choose words by their place</legend>
        <label>
          Sentence{" "}
          <select
            value={number}
            onChange={(event) => {
              setNumber(Number(event.currentTarget.value));
              setFirst(0);
              setLast(0);
            }}
          >
            {source.sentences.map((sentence) => (
              <option key={sentence.number} value={sentence.number}>
                {sentence.number}
              </option>
            ))}
          </select>
        </label>
        <WordSelect label="From" words={words} value={first} set={setFirst} />
        <WordSelect label="To" words={words} value={last} set={setLast} />
        <button type="submit">Make the pointer</button>
      </fieldset>
    </form>
  );
}

interface SelectProps {
  readonly label: string;
  readonly words: readonly Word[];
  readonly value: number;
  readonly set: (index: number) => void;
}

function WordSelect({ label, words, value, set }: SelectProps): JSX.Element {
  return (
    <label>
      {label}{" "}
      <select value={value} onChange={(event) => set(Number(event.currentTarget.value))}>
        {words.map((word, index) => (
          <option key={word.start} value={index}>
            {index + 1}. {word.text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The words of a sentence between spaces, without the signs around them, at their places in the text. */
function wordsIn(sentence: string, start: number): readonly Word[] {
  const words: Word[] = [];
  for (const match of sentence.matchAll(/[\p{L}\p{N}](?:[^ ]*[\p{L}\p{N}\p{M}])?/gu)) {
    const begin = start + Array.from(sentence.slice(0, match.index)).length;
    words.push({ text: match[0], start: begin, end: begin + Array.from(match[0]).length });
  }
  return words;
}
