import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { exact } from "./read.mjs";
import { Schemas } from "./validator.mjs";

/** Judges the cases of a conformance kit by the schemas beside it; one that no schema can see is skipped. */
export function conform(kit) {
  const index = JSON.parse(readFileSync(join(kit, "index.json"), "utf8"));
  if (index.version !== 1) throw new Error(`the index of the kit has version ${index.version}, not 1`);
  const schemas = new Schemas(join(kit, "..", "schema"));
  const judged = index.cases.filter(({ valid, keyword }) => valid || keyword !== null);
  const disagreements = [];
  const files = new Map();
  for (const { name, path, schema, valid, pointer, keyword } of judged) {
    const expected = valid ? "valid" : { pointer, keyword };
    const found = verdict(schemas, schema, () => document(files, kit, path));
    if (!agrees(expected, found)) disagreements.push({ case: name, judge: "z-schema", expected, found });
  }
  const { length } = judged;
  return { cases: length, skipped: index.cases.length - length, verdicts: length, disagreements };
}

/** The document of a file, or for `<file>#<n>` of the line of that number, counted from 0. */
function document(files, kit, path) {
  const [file, number] = path.split("#");
  if (!files.has(file)) files.set(file, readFileSync(join(kit, file), "utf8"));
  const text = files.get(file);
  if (number !== undefined) return JSON.parse(text.split("\n")[Number(number)]);
  return file.endsWith(".yaml") ? exact(load(text)) : JSON.parse(text);
}

function verdict(schemas, kind, parse) {
  try {
    const faults = schemas.faults(kind, parse());
    return faults.length === 0 ? "valid" : faults;
  } catch (error) {
    return `not read: ${error.message}`;
  }
}

function agrees(expected, found) {
  if (typeof expected === "string" || typeof found === "string") return expected === found;
  return found.some(({ pointer, keyword }) => pointer === expected.pointer && keyword === expected.keyword);
}
