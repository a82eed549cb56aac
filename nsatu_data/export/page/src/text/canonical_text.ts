// Canonical form 1 of a text, as `nsatu_data/text/canonical_text.py` makes it. A test compares the two.
//
// Form C depends on the version of Unicode: Python 3.11 has 14.0, and browsers have newer ones. No version changes the
// form of a character that an earlier version has. A text with newer characters can have two forms, and then another
// digest than the record has; the page says that the text does not match.

/** The largest text, in bytes of UTF-8. */
export const LIMIT = 4 * 1024 * 1024;
/** The most combining marks in a row, as in Unicode's stream-safe text format (UAX 15). */
const MARKS_LIMIT = 30;

const BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
const SPACE = "\\t \\v\\f\\u0085\\u00a0\\u1680\\u2028\\u2029\\u202f\\u205f\\u3000\\u2000-\\u200a";
const SPACES = new RegExp(`[${SPACE}]+`, "g");
const HEAD = new RegExp(`^[\\ufeff${SPACE}]+`);
/** Control characters other than white space. In a pasted text there may also be half of a surrogate pair. */
const CONTROL = /[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\p{Cs}]/u;
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

/** Reads a file that the reader has chosen or dropped. */
export async function readFile(file: Blob): Promise<Canonical> {
  if (file.size > LIMIT) return TOO_LARGE;
  try {
    return readBytes(new Uint8Array(await file.arrayBuffer()));
  } catch {
    // A folder can be dropped like a file, and a file can be gone by now.
    return { problem: "The browser cannot read this file.", help: "Choose a text file, not a folder." };
  }
}

/** Brings a pasted text into canonical form. */
export function readText(text: string): Canonical {
  if (new TextEncoder().encode(text).length > LIMIT) return TOO_LARGE;
  const control = CONTROL.exec(text)?.[0];
  if (control !== undefined) return forbidden(control);
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

function forbidden(character: string): Refusal {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  const what = character >= "\ud800" ? "half of a surrogate pair" : "a control character";
  const problem = `The text has ${what} (U+${code}).`;
  if (character === "\0") return { problem, help: "Save the file as UTF-8; it may be UTF-16." };
  if (character < "\x80") return { problem, help: "Remove the character." };
  return { problem, help: "Remove the character, or convert the file from its own encoding to UTF-8." };
}

/**
 * Whether a text has too many combining marks in a row. A text in form C may have any number.
 *
 * Normalizing marks that are out of order takes time that grows with the square of their number. So such marks are
 * found in pairs, before the whole text is normalized.
 */
function hasTooManyMarks(text: string): boolean {
  const runs = (text.match(RUN_OF_MARKS) ?? []).flatMap(combiningRuns);
  return runs.length > 0 && (runs.some(isOutOfOrder) || text.normalize("NFC") !== text);
}

/** The runs of combining characters, among marks, that are too long. */
function combiningRuns(marks: string): readonly (readonly string[])[] {
  const known = new Map<string, boolean>();
  const runs: string[][] = [[]];
  for (const mark of marks) {
    const combines = known.get(mark) ?? isCombining(mark);
    known.set(mark, combines);
    if (combines) runs.at(-1)?.push(mark);
    else runs.push([]);
  }
  return runs.filter((run) => run.length > MARKS_LIMIT);
}

/** Whether a mark has a combining class other than 0: then normalizing moves it around marks of other classes. */
function isCombining(mark: string): boolean {
  return `${mark}\u0334`.normalize("NFD").startsWith("\u0334") || !`\u0345${mark}`.normalize("NFD").startsWith("\u0345");
}

function isOutOfOrder(run: readonly string[]): boolean {
  return run.some((mark, index) => {
    const before = run[index - 1] ?? "";
    return (before + mark).normalize("NFD") !== before.normalize("NFD") + mark.normalize("NFD");
  });
}
