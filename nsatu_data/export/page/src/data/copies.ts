// What the page copies of a record. Each copy names the record, the version and the digest of the whole dataset.

import { valueOf } from "./dataset.ts";
import type { Dataset } from "./dataset.ts";
import type { AnyRecord } from "./payload.ts";
import { writeYaml } from "./yaml.ts";

/** The record as its file, below two comments that say where it comes from. */
export function asYaml(dataset: Dataset, record: AnyRecord): string {
  const { title, version } = dataset.manifest;
  return `# ${title}, version ${version}\n# SHA-256 of the bundle: ${dataset.digest}\n${writeYaml(fieldsOf(dataset, record))}`;
}

/** The record with the dataset that it comes from. */
export function asJson(dataset: Dataset, record: AnyRecord): string {
  const { title, version } = dataset.manifest;
  const whole = { dataset: { title, version, sha256: dataset.digest }, record: fieldsOf(dataset, record) };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** A line for a bibliography or a footnote. */
export function asCitation(dataset: Dataset, record: AnyRecord): string {
  const { title, version, licences, creators } = dataset.manifest;
  const names = creators.map((creator) => creator.name).join(", ");
  const said = "statement" in record ? record.statement : record.label;
  return (
    `${names}: ${title}. Version ${version}, record ${record.id}: \u201c${said}\u201d ` +
    `Licence ${licences.data}. SHA-256 of the bundle: ${dataset.digest}\n`
  );
}

/** The fields that a record has, in the order of the models. */
function fieldsOf(dataset: Dataset, record: AnyRecord): Record<string, unknown> {
  const present = dataset.fields[record.kind].filter((field) => valueOf(record, field.name) !== undefined);
  return Object.fromEntries(present.map((field) => [field.name, valueOf(record, field.name)]));
}
