// Which part of the graph is seen: a shift and a scale, and the ways to change them.

import type { Size } from "./boxes.ts";
import type { Point } from "./layout.ts";

/** A point of the graph is seen at `scale` times itself plus the shift. */
export interface Camera {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export const WHOLE: Camera = { scale: 1, x: 0, y: 0 };
const LARGEST = 6;

/** Enlarges or shrinks around a point of the window. The whole graph is the smallest. */
export function zoomed(camera: Camera, by: number, at: Point, size: Size): Camera {
  const scale = Math.min(LARGEST, Math.max(1, camera.scale * by));
  const ratio = scale / camera.scale;
  return within({ scale, x: at.x - (at.x - camera.x) * ratio, y: at.y - (at.y - camera.y) * ratio }, size);
}

export function shifted(camera: Camera, x: number, y: number, size: Size): Camera {
  return within({ ...camera, x: camera.x + x, y: camera.y + y }, size);
}

/** Shifts as little as needed so that a point is seen, not too near to the border. */
export function showing(camera: Camera, point: Point, size: Size): Camera {
  const seen = { x: point.x * camera.scale + camera.x, y: point.y * camera.scale + camera.y };
  const margin = Math.min(size.width, size.height) / 6;
  const x = Math.max(margin - seen.x, 0) || Math.min(size.width - margin - seen.x, 0);
  const y = Math.max(margin - seen.y, 0) || Math.min(size.height - margin - seen.y, 0);
  return shifted(camera, x, y, size);
}

/** Keeps the graph over the whole window. */
function within({ scale, x, y }: Camera, { width, height }: Size): Camera {
  return {
    scale,
    x: Math.min(0, Math.max(width * (1 - scale), x)),
    y: Math.min(0, Math.max(height * (1 - scale), y)),
  };
}
