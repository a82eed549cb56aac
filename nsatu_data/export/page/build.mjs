// Builds page.html: one file with the program, the styles and the licences of the bundled libraries.
// `make page` runs it. The same sources and lock give the same bytes, in any folder.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));

const common = {
  absWorkingDir: here,
  bundle: true,
  charset: "utf8",
  legalComments: "none", // the licences are added whole
  metafile: true,
  minify: true,
  target: ["chrome111", "firefox113", "safari16.4"],
  write: false,
};

const program = await build({ ...common, entryPoints: ["src/main.tsx"], format: "iife" });
const styles = await build({ ...common, entryPoints: ["src/styles/main.css"] });

/** The licence texts of the packages whose files are in the bundle, in the order of their names. */
function licences() {
  const inputs = Object.keys(program.metafile.inputs);
  const packages = inputs.map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  return [...new Set(packages.filter((name) => name !== undefined))].sort().map((name) => {
    const folder = join(here, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, "LICENSE"), "utf8").trim()}\n`;
  });
}

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const script = program.outputFiles[0].text.trim();
const style = styles.outputFiles[0].text.trim();
const policy = [
  "default-src 'none'",
  `script-src ${hash(script)}`,
  `style-src ${hash(style)}`,
  "form-action 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

const values = { policy, style, script, licences: licences().join(`\n${"-".repeat(72)}\n\n`).replaceAll("<", "&lt;") };
const template = readFileSync(join(here, "src", "template.html"), "utf8");
const page = template.replace(/\{\{(\w+)\}\}/g, (_, name) => {
  if (!(name in values)) throw new Error(`the template names ${name}, which the build does not have`);
  return values[name];
});
if (/<\/script/i.test(script)) throw new Error("the program would end its own script element");
writeFileSync(process.argv[2] ?? join(here, "page.html"), page);
