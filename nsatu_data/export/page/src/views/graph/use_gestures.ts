// Zooms and shifts the graph by wheel, mouse and pen.

import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type Camera, shifted, zoomed } from "./camera.ts";
import type { Size } from "./boxes.ts";
import type { Point } from "./layout.ts";

/** How far a pointer moves before it drags and no longer clicks, in pixels. */
const THRESHOLD = 5;

/** Lets a drag shift the graph, and the wheel with Ctrl zoom it. The wheel alone scrolls the page. */
export function useGestures(
  element: RefObject<SVGSVGElement | null>,
  size: Size,
  change: (next: (camera: Camera) => Camera) => void,
): void {
  const latest = useRef(size);
  latest.current = size;
  useEffect(() => {
    const shown = element.current;
    if (shown === null) return undefined;
    let last: Point | undefined;
    let dragged = 0;
    const at = (event: MouseEvent): Point => {
      const { left, top } = shown.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - top };
    };
    const down = (event: PointerEvent): void => {
      dragged = 0;
      last = event.pointerType === "touch" ? undefined : at(event);
    };
    const move = (event: PointerEvent): void => {
      if (last === undefined || event.pointerType === "touch") return;
      const now = at(event);
      const [right, below] = [now.x - last.x, now.y - last.y];
      last = now;
      dragged += Math.hypot(right, below);
      if (dragged < THRESHOLD) return;
      // From here on the pointer belongs to the graph, even outside it.
      if (!shown.hasPointerCapture(event.pointerId)) shown.setPointerCapture(event.pointerId);
      change((camera) => shifted(camera, right, below, latest.current));
    };
    const up = (): void => {
      last = undefined;
    };
    const click = (event: MouseEvent): void => {
      if (dragged >= THRESHOLD) event.preventDefault();
    };
    const wheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      change((camera) => zoomed(camera, Math.exp(-event.deltaY / 200), at(event), latest.current));
    };
    shown.addEventListener("pointerdown", down);
    shown.addEventListener("pointermove", move);
    shown.addEventListener("pointerup", up);
    shown.addEventListener("pointercancel", up);
    shown.addEventListener("click", click, true);
    shown.addEventListener("wheel", wheel, { passive: false });
    return () => {
      shown.removeEventListener("pointerdown", down);
      shown.removeEventListener("pointermove", move);
      shown.removeEventListener("pointerup", up);
      shown.removeEventListener("pointercancel", up);
      shown.removeEventListener("click", click, true);
      shown.removeEventListener("wheel", wheel);
    };
  }, [element, change]);
}
