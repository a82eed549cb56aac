// SHA-256 of texts, as records have it: of the UTF-8 bytes, in lower-case hexadecimal digits.
//
// The browser's own digest works only on secure pages, and not at once; this one works wherever the page is opened.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

const encoder = new TextEncoder();

export function digest(text: string): string {
  return bytesToHex(sha256(encoder.encode(text)));
}

export function utf8Length(text: string): number {
  return encoder.encode(text).length;
}
