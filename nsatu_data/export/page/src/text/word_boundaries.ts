// Whether a span begins or ends inside a word, as `nsatu_data/text/word_boundaries.py` decides. A test compares the two.

/** Scripts without spaces between words: in them, every place between two characters is a boundary. */
const SPACELESS =
  /^[\u0e00-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u1b00-\u1b7f\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303b\u3041-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua980-\ua9ff\uaa60-\uaadf\uf900-\ufaff\uff66-\uff9f\u{16fe0}-\u{18fff}\u{1aff0}-\u{1b2ff}\u{20000}-\u{3ffff}]/u;
const ZERO_WIDTH_SPACE = "\u200b";
const LOOKED_AT = 64;
const WITHIN_WORDS = ".\u00b7\u2027\u0387\u05f4";
const WITHIN_NUMBERS = ".,'\u2019\u066b\u066c";
const MARK = /^\p{M}/u;
const TRANSPARENT = /^[\p{M}\p{Cf}]/u;
const LETTER = /^\p{L}/u;
const DIGIT = /^\p{Nd}/u;
const CONNECTOR = /^\p{Pc}/u;
const WORDLIKE = /^[\p{L}\p{N}\p{M}]/u;

/** Whether neither end of a span of a text, in code points, cuts a word or number. */
export function isWhole(characters: readonly string[], start: number, end: number): boolean {
  return isBoundary(characters, start) && isBoundary(characters, end);
}

export function isBoundary(characters: readonly string[], offset: number): boolean {
  const before = characters[offset - 1];
  const after = characters[offset];
  if (before === undefined || after === undefined) return true;
  if (isSpace(before) || isSpace(after)) return true;
  // No boundary comes before a combining mark, except a mark of a script without spaces.
  if (MARK.test(after)) return SPACELESS.test(after);
  const left = baseBefore(characters, offset);
  const right = baseAfter(characters, offset);
  return left < 0 || right === characters.length || !isSameWord(characters, left, right);
}

/** The words and numbers among some characters: the spans between two boundaries that hold more than signs. */
export function wordsIn(characters: readonly string[]): readonly { readonly start: number; readonly end: number }[] {
  const words: { start: number; end: number }[] = [];
  let start = 0;
  for (let end = 1; end <= characters.length; end += 1) {
    if (!isBoundary(characters, end)) continue;
    if (characters.slice(start, end).some((character) => WORDLIKE.test(character))) words.push({ start, end });
    start = end;
  }
  return words;
}

function isSpace(character: string): boolean {
  return character === " " || character === "\n";
}

function isSameWord(characters: readonly string[], left: number, right: number): boolean {
  const [before = "", after = ""] = [characters[left], characters[right]];
  if (SPACELESS.test(before) || SPACELESS.test(after)) return false;
  if (kindOf(before) !== "" && kindOf(after) !== "") return true;
  return (kindOf(before) !== "" && joins(characters, right)) || (kindOf(after) !== "" && joins(characters, left));
}

/** Whether a character that is neither letter nor digit joins its neighbours into one word, as in `U.S`. */
function joins(characters: readonly string[], offset: number): boolean {
  const character = characters[offset] ?? "";
  if ((character === "'" || character === "\u2019") && isNegation(characters, offset)) return true;
  const before = baseBefore(characters, offset);
  const after = baseAfter(characters, offset + 1);
  if (before < 0 || after === characters.length) return false;
  const kinds = kindOf(characters[before] ?? "") + kindOf(characters[after] ?? "");
  return (kinds === "LL" && WITHIN_WORDS.includes(character)) || (kinds === "NN" && WITHIN_NUMBERS.includes(character));
}

/** Whether an apostrophe is the one of `n't`: the words before it would say the opposite. */
function isNegation(characters: readonly string[], offset: number): boolean {
  const [before = "", after = "", next = ""] = [characters[offset - 1], characters[offset + 1], characters[offset + 2]];
  return /^n$/i.test(before) && /^t$/i.test(after) && !LETTER.test(next);
}

/** L for a letter, N for a digit, _ for a connector such as the underscore, else empty. */
function kindOf(character: string): "L" | "N" | "_" | "" {
  if (LETTER.test(character)) return "L";
  if (DIGIT.test(character)) return "N";
  return CONNECTOR.test(character) ? "_" : "";
}

function isTransparent(character: string): boolean {
  return character !== ZERO_WIDTH_SPACE && TRANSPARENT.test(character);
}

function baseBefore(characters: readonly string[], offset: number): number {
  for (let at = offset - 1; at >= Math.max(offset - LOOKED_AT, 0); at -= 1) {
    if (!isTransparent(characters[at] ?? "")) return at;
  }
  return -1;
}

function baseAfter(characters: readonly string[], offset: number): number {
  const end = Math.min(offset + LOOKED_AT, characters.length);
  for (let at = offset; at < end; at += 1) {
    if (!isTransparent(characters[at] ?? "")) return at;
  }
  return characters.length;
}
