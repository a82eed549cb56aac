import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** Slices the words of every pointer and sentence of a bundle, as strings in JavaScript count, and verifies them. */
export function slice(bundle, file) {
  const text = readFileSync(file, "utf8");
  const digests = [...counted(JSON.parse(readFileSync(bundle, "utf8")))].map(
    ({ sha256, utf16 }) => createHash("sha256").update(text.slice(utf16.start, utf16.end)).digest("hex") === sha256,
  );
  return { slices: digests.length, disagreements: digests.filter((agrees) => !agrees).length };
}

function* counted(value) {
  if (typeof value !== "object" || value === null) return;
  if ("utf16" in value && "sha256" in value) yield value;
  for (const inner of Object.values(value)) yield* counted(inner);
}
