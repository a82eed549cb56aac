// Where the text supports a record: sentences and characters, and the words if the text is open.

import type { JSX } from "preact";
import type { Evidence } from "../../data/payload.ts";
import { labelOf, range } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { useOpenedTexts } from "../../parts/use_opened_texts.ts";
import { Words } from "../../parts/words.tsx";
import { href } from "../../route/hash.ts";

export function EvidenceList({ evidence }: { evidence: readonly Evidence[] }): JSX.Element {
  const dataset = useDataset();
  const texts = useOpenedTexts();
  return (
    <section>
      <h2>Evidence</h2>
      <ul class="evidence">
        {evidence.map((pointer) => (
          <li key={`${pointer.source} ${pointer.start} ${pointer.end}`}>
            <a href={href("map", { sentence: String(pointer.sentence) }, pointer.source)}>
              Sentence {pointer.sentence}
            </a>
            {dataset.sources.length > 1 && <> of {labelOf(dataset, pointer.source)}</>}, characters{" "}
            {range(pointer.start, pointer.end)}
            <span class="digest">
              SHA-256 of the words: <code>{pointer.sha256}</code>
            </span>
            <Words evidence={[pointer]} />
          </li>
        ))}
      </ul>
      {texts.size === 0 && (
        <p class="quiet">
          <a href={href("text")}>Open your copy of the text</a> to see these words.
        </p>
      )}
    </section>
  );
}
