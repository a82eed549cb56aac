// How far to trust the claims: whose they are, how they were coded, and which version this is.

import type { JSX } from "preact";
import type { Source } from "../../data/payload.ts";
import { count } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { unknownFacts } from "./source_card.tsx";

/** What is not known of the only text. */
function Unknown({ source }: { source: Source }): JSX.Element | null {
  const unknown = unknownFacts(source);
  return unknown.length === 0 ? null : <p>Unknown about the text: {unknown.join(", ")}.</p>;
}

export function Caution(): JSX.Element {
  const { manifest, sources } = useDataset();
  return (
    <section class="caution">
      <h2>Before you quote it</h2>
      <p>
        These are the claims of {sources.length === 1 ? "one text" : count(sources.length, "text")}, not established
        facts. Each claim says who makes it, on what basis and how surely.
      </p>
      {manifest.method && <p>{manifest.method}</p>}
      {sources.length === 1 && sources[0] !== undefined && <Unknown source={sources[0]} />}
      <p>
        Version {manifest.version}
        {manifest.released && `, released on ${manifest.released}`}, licence {manifest.licences.data}.
      </p>
    </section>
  );
}
