// A list that shows its first items and unfolds the others some at a time, so that long lists stay light.

import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";

interface Props<Item> {
  readonly items: readonly Item[];
  /** How many items are shown at first. */
  readonly first: number;
  readonly children: (item: Item) => ComponentChildren;
  readonly class?: string;
}

/** How many more items one press of the button shows. */
const STEP = 50;

export function Folded<Item>({ items, first, children, class: name }: Props<Item>): JSX.Element {
  const [shown, show] = useState(first);
  const hidden = items.length - shown;
  return (
    <>
      <ul class={name}>{items.slice(0, shown).map(children)}</ul>
      {hidden > 0 && (
        <button type="button" class="fold" onClick={() => show(shown + STEP)}>
          {hidden <= STEP ? `Show ${hidden} more` : `Show ${STEP} more of ${hidden.toLocaleString("en")}`}
        </button>
      )}
      {hidden <= 0 && items.length > first && (
        <button type="button" class="fold" onClick={() => show(first)}>
          Show the first {first}
        </button>
      )}
    </>
  );
}
