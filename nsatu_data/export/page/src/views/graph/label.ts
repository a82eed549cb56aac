// Breaks the label of a node into lines, and says how much room it takes.

/** The width of a text in pixels. */
export type Measure = (text: string) => number;

/** How much wider bold letters are. */
export const BOLD = 1.12;

export interface Label {
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
}

export const LINE_HEIGHT = 16;
/** A label has at most 80 characters, so that hardly any is cut: what is cut off may be "(possible)" or "not". */
const MOST_LINES = 7;
/** The room for the shape at the left of the text, and around both. */
const SHAPE = 22;
const PADDING = 8;

/** A label whose lines are at most so wide. What does not fit in the last line ends with an ellipsis. */
export function label(text: string, widest: number, measure: Measure): Label {
  const lines = wrapped(text.split(/\s+/).filter(Boolean), widest, measure);
  const shown = lines.slice(0, MOST_LINES);
  const last = shown.length - 1;
  if (lines.length > MOST_LINES) shown[last] = shortened(`${shown[last]} ${lines[MOST_LINES]}`, widest, measure);
  const clipped = shown.map((line) => (measure(line) > widest ? shortened(line, widest, measure) : line));
  const width = Math.max(0, ...clipped.map(measure));
  return {
    lines: clipped,
    width: Math.ceil(width) + SHAPE + 2 * PADDING,
    height: Math.max(1, clipped.length) * LINE_HEIGHT + PADDING,
  };
}

function wrapped(words: readonly string[], widest: number, measure: Measure): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    const longer = `${last} ${word}`;
    if (last !== undefined && measure(longer) <= widest) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The first words that fit with an ellipsis, or the first letters of a word that is too long by itself. */
function shortened(text: string, widest: number, measure: Measure): string {
  const fits = (part: string): boolean => measure(`${part}\u2026`) <= widest;
  const words = text.split(" ");
  while (words.length > 1 && !fits(words.join(" "))) words.pop();
  const signs = [...words.join(" ")];
  while (signs.length > 1 && !fits(signs.join(""))) signs.pop();
  return `${signs.join("")}\u2026`;
}
