// Where the reader was in each step of the tab's history, so that the back button returns there.

interface Place {
  readonly top: number;
  /** The address of the link that had the focus, if a link had it. */
  readonly link: string | null;
}

/** What this module needs of `window.navigation`. Older browsers do not have it; there, every view begins at its top. */
interface Steps extends EventTarget {
  readonly currentEntry: { readonly key: string } | null;
}

/** By the key of the step. Only the memory of the tab holds them. */
const places = new Map<string, Place>();

/** Remembers, whenever the address is about to change, how far the page is scrolled and which link has the focus. */
export function rememberPlaces(window: Window): void {
  const steps = stepsOf(window);
  steps?.addEventListener("navigate", () => {
    const focused = document.activeElement;
    const link = focused instanceof HTMLAnchorElement ? focused.getAttribute("href") : null;
    if (steps.currentEntry !== null) places.set(steps.currentEntry.key, { top: window.scrollY, link });
  });
}

/** Returns to where the reader was in the current step. False if the step is new. */
export function returnToPlace(window: Window, element: HTMLElement): boolean {
  const key = stepsOf(window)?.currentEntry?.key;
  const place = key === undefined ? undefined : places.get(key);
  if (place === undefined) return false;
  const links = [...element.querySelectorAll("a")];
  const target = place.link === null ? undefined : links.find((link) => link.getAttribute("href") === place.link);
  (target ?? element).focus({ preventScroll: true });
  window.scrollTo(0, place.top);
  return true;
}

function stepsOf(window: Window): Steps | undefined {
  const steps: unknown = Reflect.get(window, "navigation");
  return isSteps(steps) ? steps : undefined;
}

function isSteps(value: unknown): value is Steps {
  return value instanceof EventTarget && "currentEntry" in value;
}
