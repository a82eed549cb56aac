// The links of a record as lists, grouped by the words of the link: what the graph shows, in words.

import type { JSX } from "preact";
import { kindOf } from "../../data/dataset.ts";
import { phrasedGroups } from "../../data/link_phrases.ts";
import type { LinkGroup } from "../../data/links.ts";
import { labelOf, readable } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { Folded } from "../../parts/folded.tsx";
import { KindIcon } from "../../parts/kind_shape.tsx";
import { type Choice, recordChoiceHref } from "./choice.ts";

const SHOWN = 6;

interface Props {
  /** The record that has these links. */
  readonly id: string;
  readonly groups: readonly LinkGroup[];
  readonly choice: Choice;
}

export function LinkList({ id: of, groups, choice }: Props): JSX.Element {
  const dataset = useDataset();
  return (
    <dl class="link-list">
      {phrasedGroups(of, groups).map(({ heading, ids }) => (
        <div key={heading}>
          <dt>{heading}</dt>
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
