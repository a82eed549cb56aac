// Where a record is listed, as a way back to its list.

import type { JSX } from "preact";
import { kindOf } from "../../data/dataset.ts";
import type { Kind } from "../../data/payload.ts";
import { CLAIM_KINDS, PLURALS } from "../../data/wording.ts";
import { type NamedView, VIEW_NAMES, href, recordHref } from "../../route/hash.ts";

/** The view that lists the records of a kind. */
export function listingView(kind: Kind): NamedView {
  if (CLAIM_KINDS.some((claim) => claim === kind)) return "claims";
  return kind === "actor" ? "overview" : "map";
}

export function Trail({ id }: { id: string }): JSX.Element {
  const kind = kindOf(id);
  const view = listingView(kind);
  return (
    <nav class="trail" aria-label="Where this record is listed">
      <ol>
        <li>
          <a href={href(view)}>{VIEW_NAMES[view]}</a>
        </li>
        <li>{isChosenIn(view, kind) ? <a href={href(view, { kind })}>{PLURALS[kind]}</a> : PLURALS[kind]}</li>
        <li>
          <a href={recordHref(id)} aria-current="page" title="the permanent link to this record">
            <code>{id}</code>
          </a>
        </li>
      </ol>
    </nav>
  );
}

/** Whether the address of a view can choose a kind. */
function isChosenIn(view: NamedView, kind: Kind): boolean {
  return view === "claims" || (view === "map" && kind !== "source");
}
