// The sentences of a source in their paragraphs. The chosen sentence is open: its records are directly below it.

import type { JSX } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { type Covered, ofKind } from "../../data/coverage.ts";
import { numeral } from "../../data/wording.ts";
import { Busiest } from "./busiest.tsx";
import { useOpenedTexts } from "../../parts/use_opened_texts.ts";
import { usePageTurn } from "../../route/page_turn.ts";
import { type Choice, PAGE, choiceHref } from "./choice.ts";
import { useChosenInSight } from "./chosen_in_sight.ts";
import { deepest } from "./profile.ts";
import { Row } from "./row.tsx";
import { SentencePanel } from "./sentence_panel.tsx";

const NOWHERE = { current: null };

interface Props {
  /** The id of the source. */
  readonly source: string;
  readonly rows: readonly Covered[];
  readonly choice: Choice;
}

export function Rows({ source, rows, choice }: Props): JSX.Element {
  const { kind, page } = choice;
  const { shown, most, longest } = useMemo(() => scaled(rows, kind, page), [rows, kind, page]);
  const opened = useOpenedTexts().get(source);
  const heading = useRef<HTMLHeadingElement>(null);
  // A page that opens a sentence goes to the sentence instead.
  usePageTurn(page, kind ?? "", choice.sentence === undefined ? heading : NOWHERE);
  const { list, rememberPlace } = useChosenInSight(choice.sentence);
  return (
    <section
      class={kind === undefined ? "map-rows" : `map-rows kind-${kind}`}
      ref={list}
      onClickCapture={rememberPlace}
    >
      <h2 ref={heading} tabIndex={-1}>
        Sentence by sentence
      </h2>
      <p class="quiet">
        {opened === undefined
          ? "Each bar is as long as its sentence. It is higher where more records cite the words; a dotted line marks words that no record cites."
          : "The words are those of your copy. They are underlined where records cite them; the line is thicker where more records do."}{" "}
        Choose a sentence to open its records.
      </p>
      <Busiest rows={rows} choice={choice} />
      {paragraphs(shown).map(([paragraph, members]) => (
        <section key={paragraph} class="map-paragraph">
          <h3>Paragraph {numeral(paragraph)}</h3>
          <ol>
            {members.map((row) => (
              <Row
                key={row.sentence.number}
                row={row}
                most={most}
                longest={longest}
                choice={choice}
                opened={opened}
              >
                {row.sentence.number === choice.sentence && (
                  <SentencePanel source={source} rows={rows} choice={choice} />
                )}
              </Row>
            ))}
          </ol>
        </section>
      ))}
      <Pages sentences={rows.length} choice={choice} />
    </section>
  );
}

/** The sentences of a page, and the largest numbers, to which all of its bars are drawn. */
function scaled(rows: readonly Covered[], kind: Choice["kind"], page: number) {
  const ofPage = rows.slice(page * PAGE, (page + 1) * PAGE);
  const shown = kind === undefined ? ofPage : ofPage.map((row) => ofKind(row, kind));
  const longest = shown.reduce((length, { sentence }) => Math.max(length, sentence.end - sentence.start), 1);
  return { shown, most: deepest(shown), longest };
}

/** The rows of each paragraph, in order. */
export function paragraphs(rows: readonly Covered[]): readonly (readonly [number, readonly Covered[]])[] {
  const groups = new Map<number, Covered[]>();
  for (const row of rows) {
    const members = groups.get(row.sentence.paragraph) ?? [];
    groups.set(row.sentence.paragraph, members);
    members.push(row);
  }
  return [...groups];
}

function Pages({ sentences, choice }: { sentences: number; choice: Choice }): JSX.Element | null {
  const pages = Math.ceil(sentences / PAGE);
  if (pages < 2) return null;
  const link = (page: number, words: string): JSX.Element | false =>
    page >= 0 && page < pages && <a href={choiceHref(choice, { page, sentence: undefined })}>{words}</a>;
  return (
    <nav aria-label="Pages of sentences" class="map-pages">
      {link(choice.page - 1, "Previous sentences")}
      <span>
        Page {numeral(choice.page + 1)} of {numeral(pages)}
      </span>
      {link(choice.page + 1, "Next sentences")}
    </nav>
  );
}
