// The dataset on paper: every claim in reading order, as a document.

import type { JSX } from "preact";
import { inReadingOrder } from "../data/reading_order.ts";
import { CLAIM_KINDS, PLURALS, count, definition, labelOf } from "../data/wording.ts";
import { useDataset } from "../parts/context.ts";
import { Marks } from "../parts/marks.tsx";
import { Roles } from "../parts/roles.tsx";
import type { Claim } from "../data/payload.ts";
import { Caution } from "./overview/caution.tsx";
import { Legend } from "../parts/legend.tsx";
import { WorkedExample } from "../parts/worked_example.tsx";
import { SourceCard } from "./overview/source_card.tsx";

export function Paper(): JSX.Element {
  const dataset = useDataset();
  const { manifest, claims, sources, digest } = dataset;
  return (
    <div class="paper">
      <h1>{manifest.title}</h1>
      <p class="lead">{manifest.description}</p>
      <Caution />
      <WorkedExample />
      <Legend isOpen />
      {sources.map((source) => (
        <SourceCard key={source.id} source={source} />
      ))}
      {CLAIM_KINDS.map((kind) => {
        const members = claims.filter((claim) => claim.kind === kind);
        return (
          members.length > 0 && (
            <section key={kind}>
              <h2>
                {PLURALS[kind]} ({members.length.toLocaleString("en")})
              </h2>
              <p class="quiet">{definition(dataset, "Kind", kind)}</p>
              {inReadingOrder(dataset, members).map((claim) => (
                <PaperClaim key={claim.id} claim={claim} />
              ))}
            </section>
          )
        );
      })}
      <p class="quiet">
        {manifest.title}, version {manifest.version}, {count(claims.length, "claim")}. Licence {manifest.licences.data}. SHA-256
        of the bundle: {digest}
      </p>
    </div>
  );
}

function PaperClaim({ claim }: { claim: Claim }): JSX.Element {
  const dataset = useDataset();
  const isOneSource = dataset.sources.length === 1;
  const places = claim.evidence.map(({ source, sentence }) =>
    isOneSource ? String(sentence) : `${labelOf(dataset, source)}, ${sentence}`,
  );
  return (
    <article class="claim">
      <p class="statement">{claim.statement}</p>
      <div class="claim-line">
        <Roles claim={claim} />
        <Marks claim={claim} />
        <span>
          {places.length === 1 ? "sentence" : "sentences"} {[...new Set(places)].join("; ")}
        </span>
        <code>{claim.id}</code>
      </div>
    </article>
  );
}
