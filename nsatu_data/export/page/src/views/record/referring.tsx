// The records that refer to a record, by the field that refers. Long lists are folded.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { count, readable } from "../../data/wording.ts";
import { RecordLink } from "../../parts/record_link.tsx";
import { useDataset } from "../../parts/context.ts";
import { kindOf } from "../../data/dataset.ts";

const SHOWN = 8;
/** A list of a few more is not worth folding. */
const FOLDED_FROM = 12;

export function Referring({ id }: { id: string }): JSX.Element | null {
  const links = [...useDataset().referredBy(id)];
  if (links.length === 0) return null;
  return (
    <section>
      <h2>Referred to by</h2>
      {links.map(([field, ids]) => (
        <Group key={field} field={field} ids={ids} />
      ))}
    </section>
  );
}

function Group({ field, ids }: { field: string; ids: readonly string[] }): JSX.Element {
  const [isOpen, open] = useState(false);
  const isLong = ids.length >= FOLDED_FROM;
  const shown = isOpen || !isLong ? ids : ids.slice(0, SHOWN);
  return (
    <section class="referring">
      <h3>
        {readable(field)} <span class="quiet">({count(ids.length, "record")})</span>
      </h3>
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
