// The first view: what the texts say, how to read it, and how far to trust it.

import type { JSX } from "preact";
import { kindShares, termShares, voiceShares } from "../../data/counts.ts";
import type { Claim } from "../../data/payload.ts";
import { count } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { Legend } from "../../parts/legend.tsx";
import { WorkedExample } from "../../parts/worked_example.tsx";
import { ShareBars } from "../../parts/share_bars.tsx";
import { href } from "../../route/hash.ts";
import { Caution } from "./caution.tsx";
import { Events } from "./events.tsx";
import { Motives } from "./motives.tsx";
import { Sample } from "./sample.tsx";
import { SourceCard } from "./source_card.tsx";
import { Who } from "./who.tsx";

const SHOWN_SOURCES = 6;

export function Overview(): JSX.Element {
  const dataset = useDataset();
  const { manifest, sources, claims } = dataset;
  const those = <Kind extends Claim["kind"]>(kind: Kind): readonly Extract<Claim, { kind: Kind }>[] =>
    claims.filter((claim): claim is Extract<Claim, { kind: Kind }> => claim.kind === kind);
  return (
    <>
      <h1>{sources.length === 1 ? "What the text says" : "What the texts say"}</h1>
      <div class="overview-top">
        <div>
          <p class="lead">{manifest.description}</p>
          <WorkedExample />
        </div>
        <Caution />
      </div>
      <Legend />
      <Events events={those("event")} />
      <section class="charts">
        <h2>
          {count(claims.length, "claim")}, {count(dataset.actors.length, "actor")}, {count(sources.length, "text")}
        </h2>
        <div class="chart-grid">
          <ShareBars heading="What is claimed" facet="kind" shares={kindShares(dataset)} whole={claims.length} />
          <ShareBars heading="How surely" facet="certainty" shares={termShares(dataset, "certainty", "Certainty")} whole={claims.length} />
          <ShareBars heading="On what basis" facet="basis" shares={termShares(dataset, "basis", "Basis")} whole={claims.length} />
          <ShareBars heading="In whose voice" facet="voice" shares={voiceShares(dataset).slice(0, 6)} whole={claims.length} />
          <ShareBars
            heading="Affirmed or negated"
            facet="polarity"
            shares={termShares(dataset, "polarity", "Polarity")}
            whole={claims.length}
          />
        </div>
      </section>
      <Who />
      <Motives motives={those("motive")} />
      <Sample kind="risk" heading="Risks and costs" claims={those("risk")} />
      <Sample kind="reaction" heading="Who reacts how" claims={those("reaction")} />
      <Sample kind="implication" heading="What it means, and what may follow" claims={those("implication")} />
      <Sample kind="context" heading="Context" claims={those("context")} />
      <section>
        <h2>{sources.length === 1 ? "The text" : "The texts"}</h2>
        <p>
          The dataset points into {sources.length === 1 ? "the text" : "the texts"} but does not contain{" "}
          {sources.length === 1 ? "it" : "them"}. If you have a copy, <a href={href("text")}>open it here</a>: the page
          then shows the words under each claim, and verifies them.
        </p>
        {sources.slice(0, SHOWN_SOURCES).map((source) => (
          <SourceCard key={source.id} source={source} />
        ))}
        {sources.length > SHOWN_SOURCES && (
          <p>
            And {(sources.length - SHOWN_SOURCES).toLocaleString("en")} more; <a href={href("map")}>the article map</a>{" "}
            finds each of them.
          </p>
        )}
      </section>
    </>
  );
}
