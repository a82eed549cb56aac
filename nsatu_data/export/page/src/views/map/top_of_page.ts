// After a turn to another page of sentences, begins at its top.

import { useLayoutEffect, useRef } from "preact/hooks";

/** The heading above the sentences, which takes the focus. A page that opens a sentence goes to the sentence instead. */
export function useTopOfPage(page: number, sentence: number | undefined): { readonly current: HTMLHeadingElement | null } {
  const heading = useRef<HTMLHeadingElement>(null);
  const last = useRef(page);
  useLayoutEffect(() => {
    if (last.current === page) return;
    last.current = page;
    if (sentence !== undefined) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView();
  }, [page, sentence]);
  return heading;
}
