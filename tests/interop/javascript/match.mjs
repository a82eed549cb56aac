// Matches strings by the regular expressions of this engine, in Unicode mode as JSON Schema has it.
//
// One [pattern, head, turn, turns, tail] a line comes in, and whether the pattern is found in the string that is made of
// the head, so many turns and the tail goes out for it.

import { createInterface } from "node:readline";

for await (const line of createInterface({ input: process.stdin })) {
  const [pattern, head, turn, turns, tail] = JSON.parse(line);
  console.log(JSON.stringify(new RegExp(pattern, "u").test(head + turn.repeat(turns) + tail)));
}
