// Whether lines cross each other, and whether they cross boxes.
//
// Points are given as numbers: a layout asks this millions of times, and objects would take longer.

/** Whether two lines without a common end cross: one from (ax, ay) to (bx, by), the other from (cx, cy) to (dx, dy). */
export function crosses(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  return (
    side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) < 0 &&
    side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) < 0
  );
}

/** Whether a line from (ax, ay) to (bx, by) goes through a box around (x, y). */
export function hits(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  x: number,
  y: number,
  halfWidth: number,
  halfHeight: number,
): boolean {
  // Most lines pass far from most boxes.
  if (Math.max(ax, bx) <= x - halfWidth || Math.min(ax, bx) >= x + halfWidth) return false;
  if (Math.max(ay, by) <= y - halfHeight || Math.min(ay, by) >= y + halfHeight) return false;
  // How far the middle of the box is from the line, against how far the box reaches towards the line.
  const right = bx - ax;
  const down = by - ay;
  const distance = Math.abs(right * (y - ay) - down * (x - ax));
  return distance < Math.abs(right) * halfHeight + Math.abs(down) * halfWidth;
}

/** 1 on one side of the line from (ax, ay) to (bx, by), -1 on the other, 0 on the line. */
function side(ax: number, ay: number, bx: number, by: number, x: number, y: number): number {
  return Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));
}
