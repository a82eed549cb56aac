// Texts without differences of case and accents, as `nsatu_data/dataset/search.py` folds them. A test compares the two.

const folds = new Map<string, string>();
/** A text of ASCII alone. */
const PLAIN = /^[\0-\x7f]*$/;
const MARKS = /\p{M}/gu;
/** A run of letters and digits. */
const WORD = /[\p{L}\p{N}]+/gu;

/** Folds each character by itself: its case, its accents, and its compatible forms (NFKD). */
export function fold(text: string): string {
  // Most texts are plain, and a dataset has thousands of them.
  if (PLAIN.test(text)) return text.toLowerCase();
  let folded = "";
  for (const character of text) folded += foldCharacter(character);
  return folded;
}

function foldCharacter(character: string): string {
  const known = folds.get(character);
  if (known !== undefined) return known;
  const folded = foldCase(foldCase(character).normalize("NFKD").replace(MARKS, ""));
  folds.set(character, folded);
  return folded;
}

/** Full case folding. Capitals join what small letters keep apart: `ß` and `ss`, or the two forms of sigma. */
function foldCase(text: string): string {
  return text === "ı" ? text : text.toUpperCase().toLowerCase();
}

/** The folded words of a query, each once. */
export function wordsOf(query: string): readonly string[] {
  return [...new Set(fold(query).match(WORD))];
}

/** The folded words of a text, each after a space. */
export function spaced(text: string): string {
  return (fold(text).match(WORD) ?? []).map((word) => ` ${word}`).join("");
}

/** Whether each word begins a word in one of the spaced texts. */
export function hasAll(texts: readonly string[], words: readonly string[]): boolean {
  return words.every((word) => texts.some((text) => text.includes(` ${word}`)));
}

const ENDS_IN_WORD = /[\p{L}\p{N}]$/u;

/** A part of a text; it is a match if a searched word occupies it. */
export interface Piece {
  readonly text: string;
  readonly isMatch: boolean;
}

/** A text cut into pieces where folded words begin words. Places that overlap or touch are joined. */
export function pieces(text: string, words: readonly string[]): readonly Piece[] {
  const characters = Array.from(text);
  const folded = characters.map(fold);
  const origins = folded.flatMap((one, index) => Array.from({ length: one.length }, () => index));
  const whole = folded.join("");
  const isMatched = new Array<boolean>(characters.length).fill(false);
  for (const word of words) {
    for (let at = whole.indexOf(word); at >= 0; at = whole.indexOf(word, at + 1)) {
      if (ENDS_IN_WORD.test(whole.slice(0, at))) continue;
      const last = origins[at + word.length - 1] ?? characters.length;
      for (let index = origins[at] ?? last; index <= last; index += 1) isMatched[index] = true;
      // The accents of the last letter belong to the match.
      for (let index = last + 1; folded[index] === ""; index += 1) isMatched[index] = true;
    }
  }
  const found: Piece[] = [];
  characters.forEach((character, index) => {
    const isMatch = isMatched[index] === true;
    const before = found.at(-1);
    if (before?.isMatch === isMatch) found[found.length - 1] = { text: before.text + character, isMatch };
    else found.push({ text: character, isMatch });
  });
  return found;
}
