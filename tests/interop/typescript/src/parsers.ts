import { load } from "js-yaml";
import { parse } from "yaml";

/** The YAML parsers that programs in JavaScript use, each with its defaults. What JSON cannot say exactly is refused. */
export const parsers: ReadonlyMap<string, (text: string) => unknown> = new Map([
  ["js-yaml", (text: string) => exact(load(text))],
  ["yaml", (text: string) => exact(parse(text))],
]);

/** The value, unless it holds a date, a number out of the safe range, or a mapping with keys of another type. */
function exact(value: unknown): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value))) return value;
  if (Array.isArray(value)) return value.map(exact);
  if (Object.prototype.toString.call(value) === "[object Object]") {
    Object.values(value as object).forEach(exact);
    return value;
  }
  throw new TypeError(`JSON has no ${Object.prototype.toString.call(value)} ${String(value)}`);
}
