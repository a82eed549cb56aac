// A sentence of the map: a link with its words, or with a bar as long as the sentence. It opens its records below it.

import type { ComponentChildren, JSX } from "preact";
import type { Covered } from "../../data/coverage.ts";
import { count, numeral } from "../../data/wording.ts";
import type { OpenedText } from "../../text/opened_texts.ts";
import { type Choice, choiceHref } from "./choice.ts";
import { ProfileChart } from "./profile_chart.tsx";
import { RowLabels } from "./row_labels.tsx";
import { SentenceWords } from "./sentence_words.tsx";

interface Props {
  readonly row: Covered;
  /** The largest number of records that cite the same words in any of the bars. */
  readonly most: number;
  /** The characters of the longest sentence of the page. */
  readonly longest: number;
  readonly choice: Choice;
  /** The text, if it is open. */
  readonly opened: OpenedText | undefined;
  /** What is shown below the row, if it is open. */
  readonly children: ComponentChildren;
}

export function Row({ row, most, longest, choice, opened, children }: Props): JSX.Element {
  const { number, start, end, skip } = row.sentence;
  // The words at the place of a sentence that differs belong to another sentence.
  const hasWords = opened?.comparison.changed.includes(number) === false;
  const isOpen = number === choice.sentence;
  return (
    <li class={isOpen ? "map-sentence map-sentence-open" : "map-sentence"}>
      <a
        class={hasWords ? "map-row map-row-words" : "map-row"}
        href={choiceHref(choice, { sentence: isOpen ? undefined : number })}
        aria-expanded={isOpen}
        data-sentence={number}
      >
        <span class="map-number">
          <span class="visually-hidden">Sentence </span>
          {numeral(number)}
        </span>
        {hasWords ? (
          <SentenceWords row={row} opened={opened} />
        ) : (
          <>
            <span class="map-bar">
              <ProfileChart row={row} most={most} width={(end - start) / longest} />
            </span>
            <RowLabels row={row} />
          </>
        )}
        <span class="map-count">
          {skip === undefined ? records(row.cited.size) : <span class="map-skipped">skipped</span>}
        </span>
      </a>
      {skip !== undefined && !isOpen && <p class="map-reason">{skip}</p>}
      {children}
    </li>
  );
}

function records(number: number): string {
  return number === 0 ? "none" : count(number, "record");
}
