import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { parsers } from "./parsers.js";

export type Reading = { path: string; value: unknown } | { path: string; error: string };

/** Every YAML file below a folder as a parser reads it, in the order of the paths. */
export function read(parser: string, folder: string): Reading[] {
  const parse = parsers.get(parser);
  if (parse === undefined) throw new Error(`no parser ${parser}: there are ${[...parsers.keys()].join(" and ")}`);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".yaml"));
  return files
    .map((file) => file.split(sep).join("/"))
    .sort()
    .map((path) => {
      try {
        return { path, value: parse(readFileSync(join(folder, path), "utf8")) };
      } catch (error) {
        return { path, error: (error as Error).message };
      }
    });
}
