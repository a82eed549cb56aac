// Zooms and shifts the graph by wheel, mouse and touch.

import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type Camera, shifted, zoomed } from "./camera.ts";
import type { Size } from "./boxes.ts";
import type { Point } from "./layout.ts";

/** How far a pointer moves before it drags and no longer clicks, in pixels. */
const THRESHOLD = 5;

/** Lets a drag shift the graph, and two fingers or the wheel with Ctrl zoom it. The wheel alone scrolls the page. */
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
    const pointers = new Map<number, Point>();
    let dragged = 0;
    const at = (event: MouseEvent): Point => {
      const { left, top } = shown.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - top };
    };
    const down = (event: PointerEvent): void => {
      if (pointers.size === 0) dragged = 0;
      pointers.set(event.pointerId, at(event));
    };
    const move = (event: PointerEvent): void => {
      const before = pointers.get(event.pointerId);
      if (before === undefined) return;
      const now = at(event);
      const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
      pointers.set(event.pointerId, now);
      dragged += distance(before, now);
      if (dragged < THRESHOLD) return;
      // From here on the pointer belongs to the graph, even outside it.
      if (!shown.hasPointerCapture(event.pointerId)) shown.setPointerCapture(event.pointerId);
      if (other === undefined) change((camera) => shifted(camera, now.x - before.x, now.y - before.y, latest.current));
      else
        change((camera) =>
          zoomed(camera, distance(now, other) / Math.max(1, distance(before, other)), other, latest.current),
        );
    };
    const up = (event: PointerEvent): void => void pointers.delete(event.pointerId);
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

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
