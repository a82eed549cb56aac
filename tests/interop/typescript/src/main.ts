import { readFileSync } from "node:fs";
import { about } from "./about.js";
import { conform } from "./conform.js";
import { compile, decode } from "./decode.js";
import { example } from "./example.js";
import { judge } from "./judge.js";
import { read } from "./read.js";
import { slice } from "./slice.js";

const usage = `about
read PARSER FOLDER
judge SCHEMAS DOCUMENTS
conform KIT
decode BUNDLE
slice BUNDLE TEXT
example RECORDS SCHEMAS RECORD TEXT`;

function print(...values: unknown[]): void {
  process.stdout.write(values.map((value) => `${JSON.stringify(value)}\n`).join(""));
}

function run(command: string | undefined, args: string[]): 0 | 1 | 2 {
  const [first = "", second = "", third = "", fourth = ""] = args;
  switch (`${command} ${args.length}`) {
    case "about 0":
      print(about());
      return 0;
    case "read 2": {
      const readings = read(first, second);
      print(...readings);
      return readings.some((reading) => "error" in reading) ? 1 : 0;
    }
    case "judge 2":
      print(...judge(first, second));
      return 0;
    case "conform 1": {
      const { disagreements, ...counts } = conform(first);
      print(...disagreements, { ...counts, disagreements: disagreements.length });
      return disagreements.length > 0 || counts.cases === 0 ? 1 : 0;
    }
    case "decode 1":
      return attempt(() => {
        const bundle = decode(readFileSync(first, "utf8"));
        compile(bundle);
        print(bundle);
      });
    case "slice 2": {
      const found = slice(first, second);
      print(found);
      return found.disagreements > 0 || found.slices === 0 ? 1 : 0;
    }
    case "example 4":
      return attempt(() => console.log(example(first, second, third, fourth)));
    default:
      console.error(usage);
      return 2;
  }
}

/** Tells a fault of the data apart from a file that cannot be read. */
function attempt(action: () => void): 0 | 1 {
  try {
    action();
    return 0;
  } catch (error) {
    if (!(error instanceof Error) || "syscall" in error) throw error;
    console.error(error.message);
    return 1;
  }
}

const [command, ...args] = process.argv.slice(2);
try {
  process.exitCode = run(command, args);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
