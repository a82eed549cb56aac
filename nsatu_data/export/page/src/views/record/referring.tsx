// The records that refer to a record, grouped by the words of the link. Long lists are folded.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { kindOf } from "../../data/dataset.ts";
import { phrasedGroups } from "../../data/link_phrases.ts";
import { linkFields, linkGroups } from "../../data/links.ts";
import { useDataset } from "../../parts/context.ts";
import { RecordLink } from "../../parts/record_link.tsx";

const SHOWN = 8;
/** A list of a few more is not worth folding. */
const FOLDED_FROM = 12;

export function Referring({ id }: { id: string }): JSX.Element | null {
  const dataset = useDataset();
  const links = linkGroups(dataset, id, new Set(linkFields(dataset))).filter(({ direction }) => direction === "in");
  if (links.length === 0) return null;
  return (
    <section>
      <h2>Links from other records</h2>
      {phrasedGroups(id, links).map(({ heading, ids }) => (
        <Group key={heading} heading={heading} ids={ids} />
      ))}
    </section>
  );
}

function Group({ heading, ids }: { heading: string; ids: readonly string[] }): JSX.Element {
  const [isOpen, open] = useState(false);
  const isLong = ids.length >= FOLDED_FROM;
  const shown = isOpen || !isLong ? ids : ids.slice(0, SHOWN);
  return (
    <section class="referring">
      <h3>{heading}</h3>
      <ul>
        {shown.map((from) => (
          <li key={from}>
            <span class={`kind-${kindOf(from)}`}>
              <span class="kind">{kindOf(from)}</span>
            </span>{" "}
            <RecordLink id={from} />
          </li>
        ))}
      </ul>
      {isLong && (
        <button type="button" aria-expanded={isOpen} onClick={() => open(!isOpen)}>
          {isOpen ? `Show the first ${SHOWN}` : `Show all ${ids.length.toLocaleString("en")}`}
        </button>
      )}
    </section>
  );
}
