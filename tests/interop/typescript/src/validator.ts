import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

export interface Fault {
  pointer: string;
  keyword: string;
}

/** The schemas of a folder, each compiled when it is first asked. */
export class Schemas {
  readonly #ajv = new Ajv2020({ allErrors: true, ownProperties: true, strict: true, validateFormats: false });
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(readonly folder: string) {}

  /** What a schema, named by its kind, has against a document; nothing where the document is valid. */
  faults(kind: string, document: unknown): Fault[] {
    const validate = this.#compiled.get(kind) ?? this.#compile(kind);
    if (validate(document)) return [];
    return (validate.errors ?? []).map(({ instancePath, keyword }) => ({ pointer: instancePath, keyword }));
  }

  #compile(kind: string): ValidateFunction {
    const text = readFileSync(join(this.folder, `${kind}.schema.json`), "utf8");
    const validate = this.#ajv.compile(JSON.parse(text));
    this.#compiled.set(kind, validate);
    return validate;
  }
}
