import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { conform } from "./conform.mjs";
import { decode } from "./decode.mjs";
import { example } from "./example.mjs";
import { judge } from "./judge.mjs";
import { read } from "./read.mjs";
import { slice } from "./slice.mjs";

const usage = `about
read PARSER FOLDER
judge SCHEMAS DOCUMENTS
conform KIT
decode BUNDLE
slice BUNDLE TEXT
example RECORDS SCHEMAS RECORD TEXT`;

const require = createRequire(import.meta.url);

function installed(name) {
  const file = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return { name, version: JSON.parse(readFileSync(file, "utf8")).version };
}

function print(values) {
  process.stdout.write(values.map((value) => `${JSON.stringify(value)}\n`).join(""));
}

function run(command, args) {
  switch (`${command} ${args.length}`) {
    case "about 0":
      print([{ language: "JavaScript", parsers: [installed("js-yaml")], validator: installed("z-schema") }]);
      return 0;
    case "read 2": {
      const readings = read(...args);
      print(readings);
      return readings.some((reading) => "error" in reading) ? 1 : 0;
    }
    case "judge 2":
      print(judge(...args));
      return 0;
    case "conform 1": {
      const { disagreements, ...counts } = conform(...args);
      print([...disagreements, { ...counts, disagreements: disagreements.length }]);
      return disagreements.length > 0 || counts.cases === 0 ? 1 : 0;
    }
    case "decode 1":
      process.stdout.write(`${decode(readFileSync(args[0], "utf8"), require("../generated/bundle.cjs"))}\n`);
      return 0;
    case "slice 2": {
      const found = slice(...args);
      print([found]);
      return found.disagreements > 0 || found.slices === 0 ? 1 : 0;
    }
    case "example 4":
      console.log(example(...args));
      return 0;
    default:
      console.error(usage);
      return 2;
  }
}

const [command, ...args] = process.argv.slice(2);
try {
  process.exitCode = run(command, args);
} catch (error) {
  console.error(error.message);
  process.exitCode = "syscall" in error ? 2 : 1;
}
