// Keeps a sentence where the reader chose it, with its records in sight, and keeps the focus on it.

import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

/** The least space between the row of the sentence and the borders of the window, in pixels. */
const SPACE = 16;

interface Chosen {
  /** The element that holds the rows. */
  readonly list: { readonly current: HTMLElement | null };
  /** Notes where a row is in the window when the reader clicks it. Records that close above it must not move it. */
  readonly rememberPlace: (event: MouseEvent) => void;
}

export function useChosenInSight(sentence: number | undefined): Chosen {
  const list = useRef<HTMLElement>(null);
  const last = useRef(sentence);
  const clicked = useRef<number | undefined>(undefined);
  useLayoutEffect(() => {
    const before = last.current;
    last.current = sentence;
    if (before === sentence) return;
    const row = rowOf(list.current, sentence ?? before);
    if (row === null) return;
    // The link that had the focus may be gone with the records that were open.
    if (document.activeElement === document.body) row.focus({ preventScroll: true });
    moveTo(row, clicked.current);
    clicked.current = undefined;
  }, [sentence]);
  // The page scrolls to its top and takes the focus when a view opens, so a link to a sentence does its part after that.
  useEffect(() => {
    const row = rowOf(list.current, sentence);
    if (row === null) return;
    if (document.activeElement?.contains(row) && document.activeElement !== document.body) {
      row.focus({ preventScroll: true });
    }
    moveTo(row, undefined);
  }, []);
  const rememberPlace = ({ target }: MouseEvent): void => {
    const row = target instanceof Element ? target.closest(".map-row") : null;
    clicked.current = row?.getBoundingClientRect().top;
  };
  return { list, rememberPlace };
}

function rowOf(list: HTMLElement | null, sentence: number | undefined): HTMLElement | null {
  return sentence === undefined ? null : (list?.querySelector<HTMLElement>(`[data-sentence="${sentence}"]`) ?? null);
}

/** Scrolls so that a row is where it was before, or as near as its records allow. */
function moveTo(row: HTMLElement, before: number | undefined): void {
  const { top } = row.getBoundingClientRect();
  const height = row.parentElement?.offsetHeight ?? 0;
  scrollBy(0, top - placeFor(before ?? top, height, innerHeight));
}

/** The place of a row, from the top of a window: as wanted, if the row and its records are in the window from there. */
export function placeFor(wanted: number, height: number, window: number): number {
  return Math.max(SPACE, Math.min(wanted, window - height - SPACE));
}
