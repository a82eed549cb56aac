// A text whose characters are counted as the records count them: in Unicode code points.

export interface CodePoints {
  readonly text: string;
  readonly length: number;
  /** The characters from `start` up to but not including `end`, in code points. */
  slice(start: number, end: number): string;
  /** The code points before an index of the string, which counts UTF-16 units. */
  before(unit: number): number;
}

export function countCodePoints(text: string): CodePoints {
  const surrogates = /[\uD800-\uDFFF]/.test(text);
  if (!surrogates) {
    // Each code point is one unit.
    return { text, length: text.length, slice: (start, end) => text.slice(start, end), before: (unit) => unit };
  }
  const units = indexUnits(text);
  const unitOf = (point: number): number => units[Math.min(Math.max(point, 0), units.length - 1)] ?? text.length;
  return {
    text,
    length: units.length - 1,
    slice: (start, end) => text.slice(unitOf(start), unitOf(end)),
    before: (unit) => firstAtOrAfter(units, unit),
  };
}

/** The unit at which each code point begins, and the length of the text at the end. */
function indexUnits(text: string): Uint32Array {
  const units = new Uint32Array(text.length + 1);
  let points = 0;
  for (let unit = 0; unit < text.length; unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1) {
    units[points] = unit;
    points += 1;
  }
  units[points] = text.length;
  return units.slice(0, points + 1);
}

function firstAtOrAfter(sorted: Uint32Array, wanted: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
