import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parsers } from "./parsers.js";

const require = createRequire(import.meta.url);

function installed(name: string): { name: string; version: string } {
  const { version } = JSON.parse(readFileSync(require.resolve(`${name}/package.json`), "utf8")) as { version: string };
  return { name, version };
}

/** The parsers and the validator, with their versions. */
export function about(): object {
  return { language: "TypeScript", parsers: [...parsers.keys()].map(installed), validator: installed("ajv") };
}
