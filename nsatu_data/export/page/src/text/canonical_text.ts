// Canonical form 1 of a text, as `nsatu_data/text/canonical_text.py` makes it. A test compares the two.
//
// Form C depends on the version of Unicode. An old browser may not know the newest characters, and then finds another
// digest than the record has; the page says that the text does not match.

/** The largest text, in bytes of UTF-8. */
export const LIMIT = 4 * 1024 * 1024;
/** The most combining marks in a row, as in Unicode's stream-safe text format (UAX 15). */
const MARKS_LIMIT = 30;

const BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
const SPACE = "\\t \\v\\f\\u0085\\u00a0\\u1680\\u2028\\u2029\\u202f\\u205f\\u3000\\u2000-\\u200a";
const SPACES = new RegExp(`[${SPACE}]+`, "g");
const HEAD = new RegExp(`^[\\ufeff${SPACE}]+`);
const CONTROL = /[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]/;
const RUN_OF_MARKS = new RegExp(`\\p{M}{${MARKS_LIMIT + 1},}`, "gu");

/** Why a text cannot be used, and what to do. */
export interface Refusal {
  readonly problem: string;
  readonly help: string;
}

export type Canonical = { readonly text: string } | Refusal;

/** Decodes the bytes of a file and brings the text into canonical form. */
export function readBytes(bytes: Uint8Array): Canonical {
  if (bytes.length > LIMIT) return TOO_LARGE;
  try {
    return readText(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return { problem: "The file is not valid UTF-8.", help: "Save it as UTF-8 text, not as a word processor's file." };
  }
}

/** Brings a pasted text into canonical form. */
export function readText(text: string): Canonical {
  if (new TextEncoder().encode(text).length > LIMIT) return TOO_LARGE;
  const control = CONTROL.exec(text)?.[0];
  if (control !== undefined) {
    const code = (control.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    return {
      problem: `The text has a control character (U+${code}).`,
      help: control === "\0" ? "Save the file as UTF-8; it may be UTF-16." : "Remove the character.",
    };
  }
  if (hasTooManyMarks(text)) {
    return {
      problem: `The text has more than ${MARKS_LIMIT} combining marks in a row.`,
      help: "Open the article's text; no language has so many.",
    };
  }
  const canonical = canonicalise(text);
  return canonical === "" ? { problem: "The text is empty.", help: "Open the article's text." } : { text: canonical };
}

/** Converts a text to canonical form 1. A canonical text stays as it is. */
export function canonicalise(text: string): string {
  const lines: string[] = [];
  for (const raw of text.split(BREAK)) {
    // Trimming can move a byte-order mark to the start, where a second run would drop it. So drop it now.
    const line = lines.length === 0 ? raw.replace(HEAD, "") : raw;
    const folded = line.normalize("NFC").replace(SPACES, " ").replace(/^ +| +$/g, "");
    if (folded !== "") lines.push(folded);
  }
  return lines.join("\n");
}

const TOO_LARGE: Refusal = {
  problem: `The text has more than ${LIMIT.toLocaleString("en")} bytes.`,
  help: "Open a file that holds only the article's text.",
};

/** Normalizing takes time that grows with the square of the marks in a row. */
function hasTooManyMarks(text: string): boolean {
  const runs = text.match(RUN_OF_MARKS) ?? [];
  return runs.some((run) => longestCombining(run) > MARKS_LIMIT) && text.normalize("NFC") !== text;
}

function longestCombining(run: string): number {
  let longest = 0;
  let here = 0;
  for (const character of run) {
    here = isCombining(character) ? here + 1 : 0;
    longest = Math.max(longest, here);
  }
  return longest;
}

/** Whether a mark has a combining class other than 0: then normalizing moves it around marks of other classes. */
function isCombining(mark: string): boolean {
  return `${mark}\u0334`.normalize("NFD").startsWith("\u0334") || !`\u0345${mark}`.normalize("NFD").startsWith("\u0345");
}
