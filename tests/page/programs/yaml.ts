// Writes values as YAML, as the page copies them.

import { writeYaml } from "../../../nsatu_data/export/page/src/data/yaml.ts";
import { answer } from "./rows.ts";

answer((values: Readonly<Record<string, unknown>>) => writeYaml(values));
