import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { load } from "js-yaml";
import type { Actor, Motive } from "../generated/bundle.js";

/** Validates a motive, follows it to its actor, and verifies the words that it points at. */
export function example(records: string, schemas: string, id: string, text: string): string {
  const schema = JSON.parse(readFileSync(`${schemas}/motive.schema.json`, "utf8"));
  const isMotive = new Ajv2020().compile<Motive>(schema);

  const motive = load(readFileSync(`${records}/${id}.yaml`, "utf8"));
  if (!isMotive(motive)) throw new Error(`${id} is not valid: ${JSON.stringify(isMotive.errors)}`);
  const actor = load(readFileSync(`${records}/${motive.actor}.yaml`, "utf8")) as Actor;

  // Pointers count code points; indices of a string in JavaScript count UTF-16 units.
  const characters = Array.from(readFileSync(text, "utf8"));
  const [pointer] = motive.evidence;
  if (pointer === undefined) throw new Error(`${id} has no evidence`);
  const words = characters.slice(pointer.start, pointer.end).join("");
  const digest = createHash("sha256").update(words).digest("hex");
  if (digest !== pointer.sha256) throw new Error(`${id}: the text has other words at ${pointer.start}`);

  return `${id}: ${motive.statement}\n${actor.id}: ${actor.label}\nsentence ${pointer.sentence}: ${words}`;
}
