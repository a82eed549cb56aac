// Writes values as portable YAML, in the same bytes as `nsatu_data/syntax/yaml_writer.py`. A test compares the two.

/** The maximum width, in columns, of a list of scalars on one line. */
const WIDTH = 110;
const PLAIN_WORD = /^[A-Za-z][A-Za-z0-9_./+()-]*$/;
/** Words that some parsers read as something other than text. */
const RESERVED = /^(?:null|true|false|yes|no|on|off|y|n|nan|inf|infinity|none|e[-+]?[0-9]+)$/i;
const HEXADECIMAL = /^[0-9a-f]*[0-9][0-9a-f]*$/;

type Values = Readonly<Record<string, unknown>>;

/** The text of a file that holds a mapping. */
export function writeYaml(values: Values): string {
  return [...mapping(values, 0)].map((line) => `${line}\n`).join("");
}

function* mapping(values: Values, indent: number, dash = ""): Generator<string> {
  let lead = dash;
  for (const [key, value] of Object.entries(values)) {
    yield* entry(`${" ".repeat(indent - lead.length)}${lead}${key}:`, value, indent);
    lead = "";
  }
}

function* entry(head: string, value: unknown, indent: number): Generator<string> {
  if (Array.isArray(value)) {
    yield* list(head, value, indent + 2);
  } else if (isMapping(value)) {
    yield head;
    yield* mapping(value, indent + 2);
  } else if (typeof value === "string" && value.includes("\n")) {
    yield* block(head, value, indent + 2);
  } else {
    yield `${head} ${scalar(value)}`;
  }
}

function* block(head: string, text: string, indent: number): Generator<string> {
  const ends = text.endsWith("\n");
  yield `${head} ${ends ? "|" : "|-"}`;
  const lines = (ends ? text.slice(0, -1) : text).split("\n");
  yield* lines.map((line) => line && `${" ".repeat(indent)}${line}`);
}

function* list(head: string, items: readonly unknown[], indent: number): Generator<string> {
  const isFlat = items.every((item) => !isMapping(item) && !Array.isArray(item) && !String(item).includes("\n"));
  const line = isFlat ? `${head} [${items.map(scalar).join(", ")}]` : "";
  if (isFlat && Array.from(line).length <= WIDTH) {
    yield line;
    return;
  }
  yield head;
  for (const item of items) {
    if (isMapping(item)) yield* mapping(item, indent + 2, "- ");
    else yield* entry(`${" ".repeat(indent)}-`, item, indent);
  }
}

function scalar(value: unknown): string {
  if (typeof value !== "string") return String(value);
  if (PLAIN_WORD.test(value) && !RESERVED.test(value) && !HEXADECIMAL.test(value)) return value;
  return `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

function isMapping(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
