// The width of an element, kept up to date.

import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** A ref for an element, and the element's inner width in whole pixels; 0 until it is known. */
export function useWidth<Shown extends Element>(): readonly [RefObject<Shown | null>, number] {
  const element = useRef<Shown>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const shown = element.current;
    if (shown === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(Math.floor(shown.clientWidth)));
    setWidth(Math.floor(shown.clientWidth));
    observer.observe(shown);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
