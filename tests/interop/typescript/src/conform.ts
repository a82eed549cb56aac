import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parsers } from "./parsers.js";
import { type Fault, Schemas } from "./validator.js";

interface Case {
  name: string;
  path: string;
  schema: string;
  valid: boolean;
  pointer: string | null;
  keyword: string | null;
}

interface Disagreement {
  case: string;
  judge: string;
  expected: "valid" | Fault;
  found: "valid" | Fault[] | string;
}

export interface Report {
  cases: number;
  skipped: number;
  verdicts: number;
  disagreements: Disagreement[];
}

/** Judges the cases of a conformance kit by the schemas beside it; one that no schema can see is skipped. */
export function conform(kit: string): Report {
  const index = JSON.parse(readFileSync(join(kit, "index.json"), "utf8")) as { version: number; cases: Case[] };
  if (index.version !== 1) throw new Error(`the index of the kit has version ${index.version}, not 1`);
  const schemas = new Schemas(join(kit, "..", "schema"));
  const documents = new Documents(kit);
  const judged = index.cases.filter(({ valid, keyword }) => valid || keyword !== null);
  const disagreements: Disagreement[] = [];
  let verdicts = 0;
  for (const one of judged) {
    const text = documents.read(one.path);
    const judges = one.path.endsWith(".yaml") ? parsers : new Map([["ajv", JSON.parse]]);
    for (const [judge, parse] of judges) {
      verdicts += 1;
      const found = verdict(schemas, one.schema, parse, text);
      const expected = one.valid ? "valid" : { pointer: one.pointer ?? "", keyword: one.keyword ?? "" };
      if (!agrees(expected, found)) disagreements.push({ case: one.name, judge, expected, found });
    }
  }
  return { cases: judged.length, skipped: index.cases.length - judged.length, verdicts, disagreements };
}

/** The files of a kit, each JSON Lines file read once. */
class Documents {
  readonly #lines = new Map<string, string[]>();

  constructor(readonly folder: string) {}

  /** A file, or for `<file>#<n>` the line of that number, counted from 0. */
  read(path: string): string {
    const [file = "", number] = path.split("#");
    if (number === undefined) return readFileSync(join(this.folder, file), "utf8");
    const lines = this.#lines.get(file) ?? readFileSync(join(this.folder, file), "utf8").split("\n");
    this.#lines.set(file, lines);
    const line = lines[Number(number)];
    if (line === undefined) throw new Error(`${file} has no line ${number}`);
    return line;
  }
}

function verdict(
  schemas: Schemas,
  kind: string,
  parse: (text: string) => unknown,
  text: string,
): "valid" | Fault[] | string {
  let document: unknown;
  try {
    document = parse(text);
  } catch (error) {
    return `not read: ${(error as Error).message}`;
  }
  const faults = schemas.faults(kind, document);
  return faults.length === 0 ? "valid" : faults;
}

function agrees(expected: "valid" | Fault, found: "valid" | Fault[] | string): boolean {
  if (typeof expected === "string" || typeof found === "string") return expected === found;
  return found.some(({ pointer, keyword }) => pointer === expected.pointer && keyword === expected.keyword);
}
