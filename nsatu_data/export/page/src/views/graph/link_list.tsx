// The links of a record as lists, grouped by field and direction: what the graph shows, in words.

import type { JSX } from "preact";
import type { LinkGroup } from "../../data/links.ts";
import { kindOf } from "../../data/dataset.ts";
import { labelOf, readable } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { Folded } from "../../parts/folded.tsx";
import { KindIcon } from "../../parts/kind_shape.tsx";
import { type Choice, recordChoiceHref } from "./choice.ts";
import { phrase } from "./phrases.ts";

const SHOWN = 6;

interface Props {
  readonly groups: readonly LinkGroup[];
  readonly choice: Choice;
}

export function LinkList({ groups, choice }: Props): JSX.Element {
  const dataset = useDataset();
  return (
    <dl class="link-list">
      {groups.map(({ field, direction, ids }) => (
        <div key={`${field} ${direction}`}>
          <dt>
            {phrase(field, direction)} <span class="quiet">({ids.length.toLocaleString("en")})</span>
          </dt>
          <dd>
            <Folded items={ids} first={SHOWN}>
              {(id) => (
                <li key={id} class={`kind-${kindOf(id)}`}>
                  <KindIcon kind={kindOf(id)} />
                  <span>
                    <span class="visually-hidden">{readable(kindOf(id))}: </span>
                    <a href={recordChoiceHref(dataset, choice, id)}>{labelOf(dataset, id)}</a>
                  </span>
                </li>
              )}
            </Folded>
          </dd>
        </div>
      ))}
    </dl>
  );
}
