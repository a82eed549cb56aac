// The records of a graph without a chosen record, each with its links to the others: what the graph shows, in words.

import type { JSX } from "preact";
import { kindOf } from "../../data/dataset.ts";
import { linkGroups } from "../../data/links.ts";
import { labelOf } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { Folded } from "../../parts/folded.tsx";
import { KindIcon } from "../../parts/kind_shape.tsx";
import { type Choice, recordChoiceHref } from "./choice.ts";
import type { Drawing } from "./drawing.ts";
import { LinkList } from "./link_list.tsx";

const SHOWN = 8;

export function DrawnList({ drawing, choice }: { drawing: Drawing; choice: Choice }): JSX.Element {
  const dataset = useDataset();
  const drawn = new Set(drawing.nodes.map((node) => node.key));
  return (
    <section class="graph-list">
      <h2>The same as a list</h2>
      <Folded items={[...drawn]} first={SHOWN}>
        {(id) => (
          <li key={id} class={`kind-${kindOf(id)}`}>
            <details>
              <summary>
                <KindIcon kind={kindOf(id)} /> {labelOf(dataset, id)}
              </summary>
              <p>
                <a href={recordChoiceHref(dataset, choice, id)}>Show all its links</a>
              </p>
              <LinkList
                id={id}
                groups={linkGroups(dataset, id, choice.fields)
                  .map((group) => ({ ...group, ids: group.ids.filter((each) => drawn.has(each)) }))
                  .filter((group) => group.ids.length > 0)}
                choice={choice}
              />
            </details>
          </li>
        )}
      </Folded>
    </section>
  );
}
