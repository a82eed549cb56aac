import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { load } from "js-yaml";

/** The value, unless it holds a date, a number out of the safe range, or a mapping with keys of another type. */
export function exact(value) {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value))) return value;
  if (Array.isArray(value)) return value.map(exact);
  if (Object.prototype.toString.call(value) === "[object Object]") {
    Object.values(value).forEach(exact);
    return value;
  }
  throw new TypeError(`JSON has no ${Object.prototype.toString.call(value)} ${String(value)}`);
}

/** Every YAML file below a folder, in the order of the paths. */
export function read(parser, folder) {
  if (parser !== "js-yaml") throw new Error(`no parser ${parser}: there is js-yaml`);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".yaml"));
  return files
    .map((file) => file.split(sep).join("/"))
    .sort()
    .map((path) => {
      try {
        return { path, value: exact(load(readFileSync(join(folder, path), "utf8"))) };
      } catch (error) {
        return { path, error: error.message };
      }
    });
}
