// The record that has the tab stop of the graph, in words.

import type { JSX } from "preact";
import { isClaim } from "../../data/dataset.ts";
import { labelOf, readable } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { KindIcon } from "../../parts/kind_shape.tsx";
import { Marks } from "../../parts/marks.tsx";
import { recordHref } from "../../route/hash.ts";
import { type Choice, choiceHref, recordChoiceHref } from "./choice.ts";
import { type Node, groupPhrase, isRest } from "./drawing.ts";
import { textOf } from "./picture.ts";

export function Details({ node, choice }: { node: Node; choice: Choice }): JSX.Element | null {
  const dataset = useDataset();
  if (node.type === "group") {
    return (
      <section class="graph-details" aria-label="The chosen node">
        <p>
          {labelOf(dataset, node.of)} {groupPhrase(node)} <b>{textOf(dataset, node)}</b>.
        </p>
        <p>
          {node.opens ? (
            <a href={choiceHref(dataset, choice, { opened: new Set([...choice.opened, node.key]) })}>
              Draw them one by one
            </a>
          ) : isRest(node) ? (
            <a href={recordHref(node.of)}>Open the record, which lists them all</a>
          ) : (
            <a href={recordChoiceHref(dataset, choice, node.of)}>Show the links of {labelOf(dataset, node.of)}</a>
          )}
        </p>
      </section>
    );
  }
  const record = dataset.byId.get(node.key);
  if (record === undefined) return null;
  return (
    <section class={`graph-details kind-${record.kind}`} aria-label="The chosen node">
      <p class="graph-details-name">
        <KindIcon kind={record.kind} /> {readable(record.kind)}: <b>{record.label}</b>
      </p>
      {isClaim(record) && (
        <>
          <p class="statement">{record.statement}</p>
          <Marks claim={record} />
        </>
      )}
      <p>
        <a href={recordHref(record.id)}>Open the record</a>
        {record.id !== choice.subject && (
          <>
            {" \u00b7 "}
            <a href={recordChoiceHref(dataset, choice, record.id)}>Show its links</a>
          </>
        )}
      </p>
    </section>
  );
}
