// The records that cite the chosen sentence, below its row.

import type { JSX } from "preact";
import { type Covered, ofKind, share } from "../../data/coverage.ts";
import { PLURALS, count, numeral, percent, range } from "../../data/wording.ts";
import { type Choice, choiceHref } from "./choice.ts";
import { SentenceRecords } from "./sentence_records.tsx";

interface Props {
  /** The id of the source. */
  readonly source: string;
  readonly rows: readonly Covered[];
  readonly choice: Choice;
}

export function SentencePanel({ source, rows, choice }: Props): JSX.Element | null {
  const row = rows.find(({ sentence }) => sentence.number === choice.sentence);
  if (row === undefined) return null;
  const { number, start, end, skip } = row.sentence;
  const shown = choice.kind === undefined ? row : ofKind(row, choice.kind);
  const records = `${count(row.cited.size, "record")} ${row.cited.size === 1 ? "cites" : "cite"}`;
  return (
    <section class="map-panel" aria-label={`Records of sentence ${numeral(number)}`}>
      <p class="quiet">
        Sentence {numeral(number)} of {numeral(rows.length)}, characters {range(start, end)}.{" "}
        {skip === undefined && `${records} ${percent(share(row))} of them.`}
      </p>
      {skip !== undefined && <p class="finding">Skipped: {skip}.</p>}
      {choice.kind !== undefined && (
        <p class="quiet">
          {PLURALS[choice.kind]} alone: {numeral(shown.cited.size)} of {numeral(row.cited.size)}.{" "}
          <a href={choiceHref(choice, { kind: undefined })}>Show all kinds</a>
        </p>
      )}
      {row.cited.size === 0 && skip === undefined && <p>No record cites this sentence.</p>}
      <SentenceRecords key={`${number} ${choice.kind}`} source={source} row={shown} />
      <p class="map-close">
        <a href={choiceHref(choice, { sentence: undefined })}>Close sentence {numeral(number)}</a>
      </p>
    </section>
  );
}
