import { readFileSync } from "node:fs";
import { join } from "node:path";
import ZSchema from "z-schema";

/** The keywords of faults for which z-schema names another keyword, or none. */
const KEYWORDS = new Map([
  ["CONST", "const"],
  ["OBJECT_ADDITIONAL_PROPERTIES", "additionalProperties"],
]);

/** The schemas of a folder, each compiled when it is first asked. z-schema checks each pattern before it uses it. */
export class Schemas {
  #validator = ZSchema.create({ version: "draft2020-12", safe: true, reportPathAsArray: true, pedanticCheck: true });
  #read = new Map();

  constructor(folder) {
    this.folder = folder;
  }

  /** What a schema, named by its kind, has against a document; nothing where the document is valid. */
  faults(kind, document) {
    const { valid, err } = this.#validator.validate(document, this.#schema(kind));
    return valid ? [] : [...flat(err.details)];
  }

  #schema(kind) {
    if (!this.#read.has(kind)) {
      const schema = JSON.parse(readFileSync(join(this.folder, `${kind}.schema.json`), "utf8"));
      const { valid, err } = this.#validator.validateSchema(schema);
      if (!valid) throw new Error(`${kind} is refused: ${JSON.stringify(err.details)}`);
      this.#read.set(kind, schema);
    }
    return this.#read.get(kind);
  }
}

/** Every fault, those too that z-schema tells below another. */
function* flat(details) {
  for (const { code, path, keyword, inner } of details) {
    const steps = path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`);
    yield { pointer: steps.join(""), keyword: KEYWORDS.get(code) ?? keyword };
    yield* flat(inner ?? []);
  }
}
