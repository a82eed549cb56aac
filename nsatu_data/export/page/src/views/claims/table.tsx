// The claims of one page as a table. On a narrow screen each row is a card, so the roles are given explicitly.

import type { JSX } from "preact";
import { COLUMNS, type ClaimsQuery, type Column } from "../../data/claims_query.ts";
import { hasAll, pieces, spaced } from "../../data/fold.ts";
import type { Claim } from "../../data/payload.ts";
import { labelOf, readable, voiceName } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { BasisIcon, CertaintyIcon, PolarityIcon, SortIcon, VoiceIcon } from "../../parts/icons.tsx";
import { Words } from "../../parts/words.tsx";
import { href, recordHref } from "../../route/hash.ts";
import type { Change } from "./claims.tsx";

const NAMES: Readonly<Record<Column, string>> = {
  kind: "Kind",
  statement: "Statement",
  voice: "Voice",
  basis: "Basis",
  certainty: "Certainty",
  polarity: "Polarity",
  sentence: "Sentence",
};

interface Props {
  readonly claims: readonly Claim[];
  readonly words: readonly string[];
  readonly state: ClaimsQuery;
  readonly change: Change;
}

export function ClaimsTable({ claims, words, state, change }: Props): JSX.Element {
  return (
    <table class="claims-table" role="table">
      <caption class="visually-hidden">
        Claims, sorted by {NAMES[state.column].toLowerCase()}, {state.isDescending ? "descending" : "ascending"}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          {COLUMNS.map((column) => (
            <th key={column} class={`column-${column}`} scope="col" role="columnheader" aria-sort={sortOf(column, state)}>
              <button type="button" onClick={() => change(sortedBy(column, state))}>
                {NAMES[column]}
                {column === state.column && <SortIcon isDescending={state.isDescending} />}
              </button>
              <span class="column-name">{NAMES[column]}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {claims.map((claim) => (
          <Row key={claim.id} claim={claim} words={words} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ claim, words }: { claim: Claim; words: readonly string[] }): JSX.Element {
  const dataset = useDataset();
  return (
    <tr role="row" class={`kind-${claim.kind}`}>
      <td role="cell" class="cell-kind">
        <span class="kind">{readable(claim.kind)}</span>
      </td>
      <td role="cell" class="cell-statement">
        <a href={recordHref(claim.id)}>
          <Marked text={claim.statement} words={words} />
        </a>
        {!hasAll([spaced(claim.statement)], words) && (
          <p class="matched-label">
            Label: <Marked text={claim.label} words={words} />
          </p>
        )}
        <Words evidence={claim.evidence} />
      </td>
      <td role="cell" class="cell-voice">
        <span class="with-icon">
          <VoiceIcon /> {voiceName(dataset, claim.voice)}
        </span>
      </td>
      <td role="cell">
        <span class="with-icon">
          <BasisIcon basis={claim.basis} /> {claim.basis}
        </span>
      </td>
      <td role="cell">
        <span class="with-icon">
          <CertaintyIcon certainty={claim.certainty} /> {claim.certainty}
        </span>
      </td>
      <td role="cell">
        <span class={`with-icon polarity-${claim.polarity}`}>
          <PolarityIcon polarity={claim.polarity} /> {readable(claim.polarity)}
        </span>
      </td>
      <td role="cell" class="cell-sentence">
        <Sentences claim={claim} />
      </td>
    </tr>
  );
}

function Marked({ text, words }: { text: string; words: readonly string[] }): JSX.Element {
  const parts = pieces(text, words);
  return <>{parts.map((piece, index) => (piece.isMatch ? <mark key={index}>{piece.text}</mark> : piece.text))}</>;
}

/** The cited sentences of each text. If there are several texts, each is named. */
function Sentences({ claim }: { claim: Claim }): JSX.Element {
  const dataset = useDataset();
  const sources = [...new Set(claim.evidence.map((pointer) => pointer.source))];
  const numbers = (source: string): readonly number[] => [
    ...new Set(claim.evidence.filter((pointer) => pointer.source === source).map((pointer) => pointer.sentence)),
  ];
  return (
    <>
      {sources.map((source, place) => (
        <span key={source}>
          {place > 0 && "; "}
          {dataset.sources.length > 1 && `${labelOf(dataset, source)}, `}
          <span class="cell-label">sentence </span>
          {numbers(source).map((number, index) => (
            <span key={number}>
              {index > 0 && ", "}
              <a href={href("map", { sentence: String(number) }, source)} aria-label={`sentence ${number}`}>
                {number}
              </a>
            </span>
          ))}
        </span>
      ))}
    </>
  );
}

/** The order as a choice, for screens on which the head of the table has no room. */
export function SortChoice({ state, change }: { state: ClaimsQuery; change: Change }): JSX.Element {
  return (
    <label class="sort-choice">
      Sort by{" "}
      <select
        value={`${state.isDescending ? "-" : ""}${state.column}`}
        onChange={(event) => {
          const value = event.currentTarget.value;
          const column = COLUMNS.find((each) => each === value.replace(/^-/, ""));
          if (column) change({ ...state, column, isDescending: value.startsWith("-"), page: 1 });
        }}
      >
        {COLUMNS.flatMap((column) => [
          <option key={column} value={column}>
            {NAMES[column].toLowerCase()}
          </option>,
          <option key={`-${column}`} value={`-${column}`}>
            {NAMES[column].toLowerCase()}, descending
          </option>,
        ])}
      </select>
    </label>
  );
}

function sortOf(column: Column, state: ClaimsQuery): "ascending" | "descending" | undefined {
  if (column !== state.column) return undefined;
  return state.isDescending ? "descending" : "ascending";
}

/** Sorts by another column, or turns the order of the same one. */
function sortedBy(column: Column, state: ClaimsQuery): ClaimsQuery {
  const isDescending = column === state.column && !state.isDescending;
  return { ...state, column, isDescending, page: 1 };
}
