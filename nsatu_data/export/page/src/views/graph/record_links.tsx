// The links of the chosen record, and at two steps those of the records that it has links with.

import type { JSX } from "preact";
import { linkGroups, ofKinds } from "../../data/links.ts";
import { labelOf } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { Folded } from "../../parts/folded.tsx";
import { recordHref } from "../../route/hash.ts";
import type { Choice } from "./choice.ts";
import { LinkList } from "./link_list.tsx";

/** How many of the linked records are listed with their own links at first. */
const SHOWN = 6;

export function RecordLinks({ id, choice }: { id: string; choice: Choice }): JSX.Element {
  const dataset = useDataset();
  const groupsOf = (each: string) => ofKinds(linkGroups(dataset, each, choice.fields), choice.kinds);
  const groups = groupsOf(id);
  const next = [...new Set(groups.flatMap((group) => group.ids))];
  return (
    <section class="graph-list">
      <h2>The links of {labelOf(dataset, id)}</h2>
      <p>
        <a href={recordHref(id)}>Open the record</a>
      </p>
      {groups.length === 0 ? (
        <p>It has no link of the kinds that are drawn.</p>
      ) : (
        <LinkList id={id} groups={groups} choice={choice} />
      )}
      {choice.steps === 2 && next.length > 0 && (
        <>
          <h2>And their links</h2>
          <Folded items={next} first={SHOWN}>
            {(each) => (
              <li key={each}>
                <h3>{labelOf(dataset, each)}</h3>
                <LinkList id={each} groups={groupsOf(each)} choice={choice} />
              </li>
            )}
          </Folded>
        </>
      )}
    </section>
  );
}
