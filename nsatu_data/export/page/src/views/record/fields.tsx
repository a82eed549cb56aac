// The fields of a record in the order of the models, with the meaning of each field and term.

import type { ComponentChildren, JSX } from "preact";
import { type Dataset, valueOf } from "../../data/dataset.ts";
import { briefPhrase } from "../../data/link_phrases.ts";
import type { AnyRecord, Claim, Field } from "../../data/payload.ts";
import { definition, readable, termInData, voiceName } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { RecordLinks } from "../../parts/record_link.tsx";

/** Fields that the view shows elsewhere. */
const ELSEWHERE = new Set(["id", "kind", "statement", "evidence", "sentences"]);

export function Fields({ record }: { record: AnyRecord }): JSX.Element {
  const dataset = useDataset();
  const shown = dataset.fields[record.kind].filter(
    (field) => !ELSEWHERE.has(field.name) && valueOf(record, field.name) !== undefined,
  );
  return (
    <dl class="fields">
      {shown.map((field) => (
        <div key={field.name}>
          <dt title={`${field.name}: ${field.description}`}>
            {field.reference ? briefPhrase(field.name, record.kind) : readable(field.name)}
          </dt>
          <dd>
            <Value field={field} value={valueOf(record, field.name)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ field, value }: { field: Field; value: unknown }): JSX.Element {
  if (field.name === "voice") return <Voice voice={value as Claim["voice"]} />;
  if (value === null) return <span class="quiet">the source does not say</span>;
  if (field.reference) return <RecordLinks ids={strings(value)} />;
  if (field.vocabulary !== undefined) return <Terms vocabulary={field.vocabulary} terms={strings(value)} />;
  return <>{shown(value)}</>;
}

/** The text is called as the marks call it, and by its label. */
function Voice({ voice }: { voice: Claim["voice"] }): JSX.Element {
  const name = voiceName(useDataset(), voice);
  if (voice === null) return <>{name} (null in the data)</>;
  const link = <RecordLinks ids={[voice]} />;
  return name === "the text" ? (
    <>
      {name}: {link}
    </>
  ) : (
    link
  );
}

function Terms({ vocabulary, terms }: { vocabulary: string; terms: readonly string[] }): JSX.Element {
  const dataset = useDataset();
  return (
    <ul class="terms">
      {terms.map((term) => (
        <li key={term}>
          {readable(term)} <span class="quiet">{meaning(dataset, vocabulary, term)}</span>
        </li>
      ))}
    </ul>
  );
}

function meaning(dataset: Dataset, vocabulary: string, term: string): string {
  const inData = termInData(term);
  const defined = definition(dataset, vocabulary, term) ?? "";
  return inData === undefined ? defined : `in the data: ${inData}; ${defined}`;
}

/** A value without references or terms: text, a number, a list of these, or a mapping. */
function shown(value: unknown): ComponentChildren {
  if (Array.isArray(value)) {
    return value.map((item, index) => <div key={index}>{shown(item)}</div>);
  }
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).map(([name, item]) => (
      <div key={name}>
        <span class="quiet">{readable(name)}:</span> {shown(item)}
      </div>
    ));
  }
  return value === null ? "null" : String(value);
}

function strings(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map(String);
}
