// Matches strings by the regular expressions of this engine, in Unicode mode as JSON Schema has it.
//
// Each line of the input is a JSON list [pattern, head, turn, turns, tail]. The string to search is the head, then the
// turn repeated `turns` times, then the tail. The output line says whether the pattern matches in it.

import { createInterface } from "node:readline";

for await (const line of createInterface({ input: process.stdin })) {
  const [pattern, head, turn, turns, tail] = JSON.parse(line);
  console.log(JSON.stringify(new RegExp(pattern, "u").test(head + turn.repeat(turns) + tail)));
}
