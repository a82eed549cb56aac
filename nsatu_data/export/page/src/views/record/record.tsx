// Everything about one record, its references both ways, and copies to take along.

import type { JSX } from "preact";
import { asCitation, asJson, asYaml } from "../../data/copies.ts";
import { isClaim } from "../../data/dataset.ts";
import type { AnyRecord } from "../../data/payload.ts";
import { definition, readable } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { CopyButton } from "../../parts/copy_button.tsx";
import { Marks } from "../../parts/marks.tsx";
import { Roles } from "../../parts/roles.tsx";
import { href } from "../../route/hash.ts";
import type { ViewProps } from "../page.tsx";
import { EvidenceList } from "./evidence_list.tsx";
import { Fields } from "./fields.tsx";
import { Referring } from "./referring.tsx";
import { Sentences } from "./sentences.tsx";
import { Trail } from "./trail.tsx";

export function RecordView({ route }: ViewProps): JSX.Element {
  const record = useDataset().byId.get(route.subject);
  // The key makes a new view for another record, with nothing unfolded.
  return record === undefined ? <NoRecord id={route.subject} /> : <Whole key={record.id} record={record} />;
}

function NoRecord({ id }: { id: string }): JSX.Element {
  const { manifest } = useDataset();
  const retired: readonly string[] = manifest.retired ?? [];
  return (
    <>
      <h1>{retired.includes(id) ? "This id is retired" : "There is no such record"}</h1>
      {retired.includes(id) ? (
        <p>
          An earlier version had the record <code>{id}</code>. No other record gets this id.
        </p>
      ) : (
        <p>
          The dataset has no record <code>{id || "without an id"}</code>. It may be in another version.
        </p>
      )}
      <p>
        <a href={href("claims")}>Look for it among the claims</a>
      </p>
    </>
  );
}

function Whole({ record }: { record: AnyRecord }): JSX.Element {
  const dataset = useDataset();
  return (
    <article class={`record kind-${record.kind}`}>
      <Trail id={record.id} />
      <p class="record-head">
        <span class="kind" title={definition(dataset, "Kind", record.kind)}>
          {readable(record.kind)}
        </span>
      </p>
      {isClaim(record) ? (
        <>
          <h1 class="record-statement">{record.statement}</h1>
          <div class="claim-line">
            <Roles claim={record} />
            <Marks claim={record} />
          </div>
        </>
      ) : (
        <h1>{record.label}</h1>
      )}
      <p class="record-actions">
        <CopyButton text={() => location.href}>Copy the link</CopyButton>
        <CopyButton text={() => asYaml(dataset, record)}>Copy as YAML</CopyButton>
        <CopyButton text={() => asJson(dataset, record)}>Copy as JSON</CopyButton>
        <CopyButton text={() => asCitation(dataset, record)}>Copy the citation</CopyButton>
        <a href={href("graph", {}, record.id)}>Show it in the graph</a>
        {record.kind === "actor" && <a href={href("claims", { actor: record.id })}>Show its claims as a table</a>}
      </p>
      <div class="record-columns">
        <section>
          <h2>Fields</h2>
          <Fields record={record} />
        </section>
        <div>
          {record.kind === "source" ? <Sentences source={record} /> : <EvidenceList evidence={record.evidence} />}
          <Referring id={record.id} />
        </div>
      </div>
    </article>
  );
}
