// Selects words without a mouse: a sentence, then its first and its last word.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { OpenedText } from "../../text/opened_texts.ts";
import { wordsIn } from "../../text/word_boundaries.ts";
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
  const words = useMemo(() => (row ? placed(text.slice(row.start, row.end), row.start) : []), [text, row]);
  if (!comparison.isSame || source.sentences.length === 0) return null;
  return (
    <form
      class="word-chooser"
      onSubmit={(event) => {
        event.preventDefault();
        const [from, to] = [words[Math.min(first, last)], words[Math.max(first, last)]];
        if (from && to) choose({ start: from.start, end: to.end });
        // A sentence of signs alone is chosen whole.
        else if (row) choose(row);
      }}
    >
      <fieldset>
        <legend>Or choose words by their place</legend>
        <label>
          Sentence{" "}
          <input
            type="number"
            required
            min={1}
            max={source.sentences.length}
            value={number || ""}
            onInput={(event) => {
              setNumber(Number(event.currentTarget.value));
              setFirst(0);
              setLast(0);
            }}
          />
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

/** The words of a sentence at their places in the text. */
function placed(sentence: string, offset: number): readonly Word[] {
  const characters = Array.from(sentence);
  return wordsIn(characters).map(({ start, end }) => ({
    text: characters.slice(start, end).join(""),
    start: offset + start,
    end: offset + end,
  }));
}
