// Where the reader goes on after turning a page of a long list.

import { useLayoutEffect, useRef } from "preact/hooks";
import { returnToPlace } from "./places.ts";

export interface Holder {
  readonly current: HTMLElement | null;
}

/** After a page is turned, begins at the top of an element, or where the reader was before going back.
 *
 * `others` is what else the list depends on: if that changes too, nobody turned a page. */
export function usePageTurn(page: number, others: string, element: Holder): void {
  const last = useRef({ page, others });
  useLayoutEffect(() => {
    const isTurned = last.current.others === others && last.current.page !== page;
    last.current = { page, others };
    if (isTurned && element.current !== null && !returnToPlace(window, element.current)) beginAt(element);
  }, [page, others]);
}

/** Shows the top of an element, and lets the keyboard go on from there. */
export function beginAt({ current }: Holder): void {
  current?.focus({ preventScroll: true });
  current?.scrollIntoView();
}
