// Zooms and shifts the graph by fingers.

import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type Camera, shifted, zoomed } from "./camera.ts";
import type { Size } from "./boxes.ts";
import type { Point } from "./layout.ts";

type Change = (next: (camera: Camera) => Camera) => void;

/** Who moves under one finger: the picture or the page. It is decided once, when the finger begins to move. */
type Mover = "picture" | "page" | undefined;

/**
 * Lets two fingers zoom the picture. One finger shifts it if it is zoomed, up to its end; otherwise the finger scrolls the
 * page. Pointer events would not do: a browser takes them back as soon as it scrolls.
 */
export function useTouch(element: RefObject<SVGSVGElement | null>, camera: Camera, size: Size, change: Change): void {
  const latest = useRef({ camera, size });
  latest.current = { camera, size };
  useEffect(() => {
    const shown = element.current;
    if (shown === null) return undefined;
    let before: readonly Point[] = [];
    let mover: Mover;
    const fingers = (event: TouchEvent): readonly Point[] => {
      const { left, top } = shown.getBoundingClientRect();
      return [...event.touches]
        .filter(({ target }) => target instanceof Node && shown.contains(target))
        .map(({ clientX, clientY }) => ({ x: clientX - left, y: clientY - top }));
    };
    const begin = (event: TouchEvent): void => {
      before = fingers(event);
      if (before.length === 1) mover = undefined;
      if (before.length < 2) return;
      mover = "picture";
      // Otherwise the browser zooms the page.
      if (event.cancelable) event.preventDefault();
    };
    const move = (event: TouchEvent): void => {
      const now = fingers(event);
      const [from, to] = [middle(before), middle(now)];
      const isSame = now.length === before.length;
      const by = isSame ? spread(now) / spread(before) : 1;
      before = now;
      mover ??= isShiftable(latest.current, to.x - from.x, to.y - from.y) ? "picture" : "page";
      if (mover === "page") return;
      if (event.cancelable) event.preventDefault();
      if (!isSame) return;
      const { size: area } = latest.current;
      change((last) => shifted(zoomed(last, by, from, area), to.x - from.x, to.y - from.y, area));
    };
    const end = (event: TouchEvent): void => {
      before = fingers(event);
    };
    // Only a listener that is not passive may keep the browser from scrolling.
    const active = { passive: false };
    shown.addEventListener("touchstart", begin, active);
    shown.addEventListener("touchmove", move, active);
    shown.addEventListener("touchend", end);
    shown.addEventListener("touchcancel", end);
    return () => {
      shown.removeEventListener("touchstart", begin);
      shown.removeEventListener("touchmove", move);
      shown.removeEventListener("touchend", end);
      shown.removeEventListener("touchcancel", end);
    };
  }, [element, change]);
}

/** Whether the picture can follow a finger in the direction in which it mostly moves. */
function isShiftable({ camera, size }: { camera: Camera; size: Size }, right: number, down: number): boolean {
  const next = shifted(camera, right, down, size);
  return Math.abs(right) > Math.abs(down) ? next.x !== camera.x : next.y !== camera.y;
}

function middle(points: readonly Point[]): Point {
  const number = Math.max(1, points.length);
  return {
    x: points.reduce((sum, { x }) => sum + x, 0) / number,
    y: points.reduce((sum, { y }) => sum + y, 0) / number,
  };
}

/** The distance of two fingers; 1 for one finger, which does not zoom. */
function spread([one, other]: readonly Point[]): number {
  return one === undefined || other === undefined ? 1 : Math.max(1, Math.hypot(one.x - other.x, one.y - other.y));
}
