import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Bundle } from "../generated/bundle.js";

const home = fileURLToPath(new URL("..", import.meta.url));

/** The bundle in a text, checked when the program runs, by the schema that its type was generated from. */
export function decode(text: string): Bundle {
  const schema = JSON.parse(readFileSync(join(home, "generated/bundle.schema.json"), "utf8"));
  const ajv = new Ajv2020({ ownProperties: true, strictTypes: false, validateFormats: false });
  const isBundle = ajv.compile<Bundle>(schema);
  const value: unknown = JSON.parse(text);
  if (isBundle(value)) return value;
  throw new TypeError(`no Bundle: ${ajv.errorsText(isBundle.errors, { dataVar: "" })}`);
}

/** Writes a bundle as a constant of the generated type and has it compiled; fails with what the compiler says. */
export function compile(bundle: Bundle): void {
  const folder = mkdtempSync(join(tmpdir(), "bundle-"));
  try {
    const type = JSON.stringify(join(home, "generated/bundle.js"));
    const constant = `import type { Bundle } from ${type};\nexport const bundle = `;
    writeFileSync(join(folder, "dataset.mts"), `${constant}${JSON.stringify(bundle, null, 2)} satisfies Bundle;\n`);
    const tsconfig = {
      extends: join(home, "tsconfig.json"),
      compilerOptions: { noEmit: true, rootDir: "/", types: [] },
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ ...tsconfig, include: ["dataset.mts"] }));
    const compiler = spawnSync(process.execPath, [join(home, "node_modules/typescript/bin/tsc"), "-p", "."], {
      cwd: folder,
      encoding: "utf8",
    });
    if (compiler.error) throw compiler.error;
    if (compiler.status !== 0) throw new TypeError(`no Bundle: ${compiler.stdout}${compiler.stderr}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
