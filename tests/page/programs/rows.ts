// Reads rows of JSON from standard input, and prints one row for each.

import { readFileSync } from "node:fs";

export function answer<Row>(compute: (row: Row) => unknown): void {
  const lines = readFileSync(0, "utf8").split("\n").filter((line) => line !== "");
  for (const line of lines) process.stdout.write(`${JSON.stringify(compute(JSON.parse(line) as Row))}\n`);
}
