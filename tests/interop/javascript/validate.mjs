// Judges documents with JSON Schemas, by ajv with every strict option on.
//
// One JSON value a line comes in and one goes out for it. {"schema": ..., "name": ...} adds a schema and answers
// {"log": [...]}; {"name": ..., "document": ...} judges and answers {"errors": [{"keyword", "pointer"}, ...]}. What
// ajv has to say of a schema is in the log; a schema that it is silent on has an empty one.

import { createInterface } from "node:readline";
import Ajv2020 from "ajv/dist/2020.js";

let log = [];
const note = (...words) => log.push(words.map(String).join(" "));

const ajv = new Ajv2020({
  allErrors: true,
  allowMatchingProperties: false,
  allowUnionTypes: false,
  logger: { log: note, warn: note, error: note },
  ownProperties: true,
  strict: true,
  strictNumbers: true,
  strictRequired: true,
  strictSchema: true,
  strictTuples: true,
  strictTypes: true,
  unicodeRegExp: true,
  validateFormats: true,
  validateSchema: true,
});
const judges = new Map();

function add(name, schema) {
  log = [];
  try {
    judges.set(name, ajv.compile(schema));
  } catch (error) {
    note(error.message);
  }
  return { log };
}

function judge(name, document) {
  const valid = judges.get(name)(document);
  const errors = valid ? [] : judges.get(name).errors;
  return { errors: errors.map(({ keyword, instancePath }) => ({ keyword, pointer: instancePath })) };
}

for await (const line of createInterface({ input: process.stdin })) {
  const { name, schema, document } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(schema === undefined ? judge(name, document) : add(name, schema))}\n`);
}
