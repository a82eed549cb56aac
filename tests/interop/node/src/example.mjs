import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import ZSchema from "z-schema";

/** Validates a motive, follows it to its actor, and verifies the words that it points at. */
export function example(records, schemas, id, text) {
  const schema = JSON.parse(readFileSync(`${schemas}/motive.schema.json`, "utf8"));
  const validator = ZSchema.create({ version: "draft2020-12", safe: true });

  const motive = load(readFileSync(`${records}/${id}.yaml`, "utf8"));
  const { valid, err } = validator.validate(motive, schema);
  if (!valid) throw new Error(`${id} is not valid: ${JSON.stringify(err.details)}`);
  const actor = load(readFileSync(`${records}/${motive.actor}.yaml`, "utf8"));

  // Pointers count code points; indices of a string in JavaScript count UTF-16 units.
  const [pointer] = motive.evidence;
  const words = Array.from(readFileSync(text, "utf8")).slice(pointer.start, pointer.end).join("");
  const digest = createHash("sha256").update(words).digest("hex");
  if (digest !== pointer.sha256) throw new Error(`${id}: the text has other words at ${pointer.start}`);

  return `${id}: ${motive.statement}\n${actor.id}: ${actor.label}\nsentence ${pointer.sentence}: ${words}`;
}
