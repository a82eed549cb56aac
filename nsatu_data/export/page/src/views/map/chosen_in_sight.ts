// Keeps the chosen sentence in sight, and moves the focus to its records.

import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

/** The heading of the chosen sentence's records: it takes the focus when another sentence is chosen. */
export function useChosenInSight(sentence: number | undefined): { readonly current: HTMLHeadingElement | null } {
  const heading = useRef<HTMLHeadingElement>(null);
  const last = useRef(sentence);
  useLayoutEffect(() => {
    if (last.current === sentence) return;
    last.current = sentence;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: "nearest" });
    if (isBeside(heading.current)) chosenRow()?.scrollIntoView({ block: "nearest" });
  }, [sentence]);
  // The page scrolls to its top when a view opens, so a link to a sentence scrolls after that.
  useEffect(() => {
    if (isBeside(heading.current)) chosenRow()?.scrollIntoView({ block: "center" });
    else heading.current?.scrollIntoView();
  }, []);
  return heading;
}

/** Goes back from the records to the chosen sentence in the list. */
export function showRow(): void {
  chosenRow()?.focus();
}

function chosenRow(): HTMLElement | null {
  return document.querySelector<HTMLElement>(".map-row[aria-current]");
}

/** Whether the records are beside the list, where they follow it; on a narrow screen they are below it. */
function isBeside(heading: HTMLElement | null): boolean {
  const panel = heading?.parentElement;
  return panel != null && getComputedStyle(panel).position === "sticky";
}
