import { readFileSync } from "node:fs";
import { Schemas } from "./validator.mjs";

/** The verdict on each line of a file of `{"schema": kind, "document": ...}`. */
export function judge(folder, documents) {
  const schemas = new Schemas(folder);
  // A line separator may stand in a string of JSON as it is: only a line feed ends a line.
  const lines = readFileSync(documents, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  return lines.map((line) => {
    const { schema, document } = JSON.parse(line);
    const errors = schemas.faults(schema, document);
    return errors.length === 0 ? { valid: true } : { valid: false, errors };
  });
}
