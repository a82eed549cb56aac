// Where the text supports a record: sentences and characters, and the words if the text is open.

import type { JSX } from "preact";
import type { Evidence } from "../../data/payload.ts";
import { labelOf } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { Words } from "../../parts/words.tsx";
import { href } from "../../route/hash.ts";

export function EvidenceList({ evidence }: { evidence: readonly Evidence[] }): JSX.Element {
  const dataset = useDataset();
  return (
    <section>
      <h2>Evidence</h2>
      <ul class="evidence">
        {evidence.map((pointer) => (
          <li key={`${pointer.source} ${pointer.start} ${pointer.end}`}>
            <a href={href("map", { sentence: String(pointer.sentence) }, pointer.source)}>
              Sentence {pointer.sentence}
            </a>
            {dataset.sources.length > 1 && <> of {labelOf(dataset, pointer.source)}</>}, characters {pointer.start} to{" "}
            {pointer.end}
            <code class="digest" title="SHA-256 of the words">
              {pointer.sha256}
            </code>
            <Words evidence={[pointer]} />
          </li>
        ))}
      </ul>
    </section>
  );
}
