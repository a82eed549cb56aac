// Leads to the map of another source, where there are several.

import type { JSX } from "preact";
import { PLURALS } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { RecordFinder } from "../../parts/record_finder.tsx";
import { href } from "../../route/hash.ts";

/** The most sources that are listed; among more of them, one searches. */
const LISTED = 12;

export function SourceChooser({ current }: { current: string | undefined }): JSX.Element | null {
  const dataset = useDataset();
  const { sources } = dataset;
  if (sources.length < 2) return null;
  if (sources.length > LISTED) {
    return <RecordFinder label="Find a source" records={sources} to={(id) => href("map", {}, id)} />;
  }
  return (
    <nav aria-label={PLURALS.source}>
      <ul class="source-chooser">
        {sources.map((source) => (
          <li key={source.id}>
            <a href={href("map", {}, source.id)} aria-current={source.id === current ? "true" : undefined}>
              {source.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
