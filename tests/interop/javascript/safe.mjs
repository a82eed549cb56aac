// Checks patterns as z-schema and others do before they use one: no repetition within a repetition, and few in all.
//
// A pattern a line comes in, as a JSON string, and whether it is taken for safe goes out for it.

import { createInterface } from "node:readline";
import isSafe from "safe-regex2";

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(isSafe(JSON.parse(line))));
}
