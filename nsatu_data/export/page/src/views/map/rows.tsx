// The sentences of a text in their paragraphs, each a link with a bar as long as the sentence.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { type Covered, ofKind } from "../../data/coverage.ts";
import { count } from "../../data/wording.ts";
import { type Choice, PAGE, choiceHref } from "./choice.ts";
import { deepest } from "./profile.ts";
import { ProfileChart } from "./profile_chart.tsx";

interface Props {
  readonly rows: readonly Covered[];
  readonly choice: Choice;
}

export function Rows({ rows, choice }: Props): JSX.Element {
  const { kind, page } = choice;
  const { shown, most, longest } = useMemo(() => scaled(rows, kind, page), [rows, kind, page]);
  return (
    <section class={kind === undefined ? "map-rows" : `map-rows kind-${kind}`}>
      <h2>Sentence by sentence</h2>
      <p class="quiet">
        Each bar is as long as its sentence. It is higher where more records cite the words; a dotted line marks words
        that no record cites.
      </p>
      {paragraphs(shown).map(([paragraph, members]) => (
        <section key={paragraph} class="map-paragraph">
          <h3>Paragraph {paragraph}</h3>
          <ol>
            {members.map((row) => (
              <Row key={row.sentence.number} row={row} most={most} longest={longest} choice={choice} />
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

interface RowProps {
  readonly row: Covered;
  readonly most: number;
  readonly longest: number;
  readonly choice: Choice;
}

function Row({ row, most, longest, choice }: RowProps): JSX.Element {
  const { number, start, end, skip } = row.sentence;
  const isChosen = number === choice.sentence;
  return (
    <li>
      <a class="map-row" href={choiceHref(choice, { sentence: number })} aria-current={isChosen ? "true" : undefined}>
        <span class="map-number">
          <span class="visually-hidden">Sentence </span>
          {number}
        </span>
        <span class="map-bar">
          <ProfileChart row={row} most={most} width={(end - start) / longest} />
        </span>
        <span class="map-count">
          {skip === undefined ? records(row.cited.size) : <span class="map-skipped">skipped</span>}
        </span>
      </a>
      {skip !== undefined && <p class="map-reason">{skip}</p>}
    </li>
  );
}

function records(number: number): string {
  return number === 0 ? "none" : count(number, "record");
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
        Page {choice.page + 1} of {pages}
      </span>
      {link(choice.page + 1, "Next sentences")}
    </nav>
  );
}
