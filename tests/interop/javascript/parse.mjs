// Reads texts by each YAML parser that programs in JavaScript use, with its defaults.
//
// One text a line comes in, as a JSON string, and {"<parser>": {"value": ...} or {"error": "..."}, ...} goes out for
// it. What JSON cannot say exactly (a date, a number that is no safe integer) is an error, and never made to fit.

import { createInterface } from "node:readline";
import { load } from "js-yaml";
import old from "js-yaml-3";
import { parse } from "yaml";

const parsers = {
  "js-yaml 5": (text) => load(text),
  "js-yaml 3": (text) => old.safeLoad(text),
  "yaml as 1.2": (text) => parse(text, { logLevel: "error" }),
  "yaml as 1.1": (text) => parse(text, { logLevel: "error", version: "1.1" }),
};

function exact(value) {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return value;
  if (Array.isArray(value)) return value.map(exact);
  if (Object.prototype.toString.call(value) === "[object Object]") {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, exact(member)]));
  }
  throw new TypeError(`JSON has no ${Object.prototype.toString.call(value)} ${value}`);
}

function read(parser, text) {
  try {
    return { value: exact(parser(text)) };
  } catch (error) {
    return { error: error.message };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const text = JSON.parse(line);
  const answer = Object.entries(parsers).map(([name, parser]) => [name, read(parser, text)]);
  process.stdout.write(`${JSON.stringify(Object.fromEntries(answer))}\n`);
}
