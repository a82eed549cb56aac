// Where in a source each kind of record has its evidence. A kind is also a filter for the map below.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { type Covered, ofKind } from "../../data/coverage.ts";
import type { Dataset } from "../../data/dataset.ts";
import type { Kind } from "../../data/payload.ts";
import { PLURALS, definition, numeral } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { KindIcon } from "../../parts/kind_shape.tsx";
import { type Choice, choiceHref } from "./choice.ts";
import { KindAxis } from "./kind_axis.tsx";
import { KindChart } from "./kind_chart.tsx";

export interface KindRow {
  readonly kind: Kind;
  readonly records: number;
  /** How many records of the kind cite each sentence, in order. */
  readonly counts: readonly number[];
}

/** A row for each kind that cites the source, in the order of the kinds. */
export function kindRows(rows: readonly Covered[]): readonly KindRow[] {
  return (Object.keys(PLURALS) as Kind[])
    .map((kind) => {
      const cited = rows.map((row) => [...ofKind(row, kind).cited.keys()]);
      return { kind, records: new Set(cited.flat()).size, counts: cited.map((ids) => ids.length) };
    })
    .filter(({ records }) => records > 0);
}

export function KindTable({ rows, choice }: { rows: readonly Covered[]; choice: Choice }): JSX.Element | null {
  const dataset = useDataset();
  const kinds = useMemo(() => kindRows(rows), [rows]);
  if (kinds.length === 0) return null;
  const most = kinds.flatMap((row) => row.counts).reduce((left, right) => Math.max(left, right), 1);
  return (
    <section>
      <h2>Kind by kind</h2>
      <p class="quiet">
        One column for each sentence; the numbers are those of sentences. The taller the column, the more records cite
        the sentence. Choose a kind to see its records alone, or a column to open its sentence.
      </p>
      <table class="kind-table" role="table">
        <caption class="visually-hidden">The sentences that each kind of record cites</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">
              Kind
            </th>
            <th scope="col" role="columnheader" class="number">
              Records
            </th>
            <th scope="col" role="columnheader">
              <span class="visually-hidden">Sentences</span>
              <KindAxis rows={rows} />
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {kinds.map((row) => (
            <tr
              key={row.kind}
              role="row"
              class={`kind-${row.kind}`}
              aria-current={row.kind === choice.kind ? "true" : undefined}
            >
              <th scope="row" role="rowheader">
                <KindLink dataset={dataset} kind={row.kind} choice={choice} />
              </th>
              <td role="cell" class="number">
                {numeral(row.records)}
              </td>
              <td role="cell">
                <KindChart row={row} most={most} rows={rows} choice={choice} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {choice.kind !== undefined && (
        <p>
          The map shows {PLURALS[choice.kind].toLowerCase()} alone.{" "}
          <a href={choiceHref(choice, { kind: undefined })}>Show all kinds</a>
        </p>
      )}
    </section>
  );
}

interface KindLinkProps {
  readonly dataset: Dataset;
  readonly kind: Kind;
  readonly choice: Choice;
}

function KindLink({ dataset, kind, choice }: KindLinkProps): JSX.Element {
  const isChosen = kind === choice.kind;
  return (
    <a
      class="kind-link"
      href={choiceHref(choice, { kind: isChosen ? undefined : kind })}
      aria-current={isChosen ? "true" : undefined}
      title={definition(dataset, "Kind", kind)}
    >
      <KindIcon kind={kind} /> {PLURALS[kind]}
    </a>
  );
}
