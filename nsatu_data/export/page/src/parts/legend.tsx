// What each mark of a claim means, in the words of the vocabularies.

import type { ComponentChildren, JSX } from "preact";
import type { Claim } from "../data/payload.ts";
import { CLAIM_KINDS, definition, readable, termInData } from "../data/wording.ts";
import { useDataset } from "./context.ts";
import { BasisIcon, CertaintyIcon, PolarityIcon, VoiceIcon } from "./icons.tsx";

const CERTAINTIES: readonly Claim["certainty"][] = ["certain", "probable", "possible", "open"];
// The definitions are read in this order: the last one holds if no other does.
const BASES: readonly Claim["basis"][] = ["inferred", "implied", "stated"];
const POLARITIES: readonly Claim["polarity"][] = ["affirmed", "denied"];

/** On a screen it is closed, because it is longer than what it explains. */
export function Legend({ isOpen = false }: { isOpen?: boolean }): JSX.Element {
  const dataset = useDataset();
  return (
    <details class="legend" open={isOpen}>
      <summary>
        <h2>What each mark means</h2>
      </summary>
      <div class="legend-groups">
        <Group name="Voice" question="who commits to the statement">
          <Entry icon={<VoiceIcon />} term="a name">
            the text itself, an actor whom it quotes, or nobody who is named
          </Entry>
        </Group>
        <Group name="Basis" question="how the voice comes to the statement">
          {BASES.map((basis) => (
            <Term key={basis} icon={<BasisIcon basis={basis} />} vocabulary="Basis" term={basis} />
          ))}
        </Group>
        <Group name="Certainty" question="how sure the voice is, not whether it is right">
          {CERTAINTIES.map((certainty) => (
            <Term key={certainty} icon={<CertaintyIcon certainty={certainty} />} vocabulary="Certainty" term={certainty} />
          ))}
        </Group>
        <Group name="Polarity" question="whether the statement has a “not”">
          {POLARITIES.map((polarity) => (
            <Term key={polarity} icon={<PolarityIcon polarity={polarity} />} vocabulary="Polarity" term={polarity} />
          ))}
        </Group>
        <Group name="Kind" question="what sort of thing the statement is">
          {CLAIM_KINDS.map((kind) => (
            <div key={kind} class={`kind-${kind}`}>
              <dt>
                <span class="kind">{readable(kind)}</span>
              </dt>
              <dd>{definition(dataset, "Kind", kind)}</dd>
            </div>
          ))}
        </Group>
      </div>
    </details>
  );
}

function Group(props: { name: string; question: string; children: ComponentChildren }): JSX.Element {
  return (
    <section>
      <h3>
        {props.name}: <span class="quiet">{props.question}</span>
      </h3>
      <dl>{props.children}</dl>
    </section>
  );
}

function Term(props: { icon: ComponentChildren; vocabulary: string; term: string }): JSX.Element {
  const meaning = definition(useDataset(), props.vocabulary, props.term);
  const inData = termInData(props.term);
  return (
    <Entry icon={props.icon} term={readable(props.term)}>
      {meaning}
      {inData !== undefined && ` (in the data: ${inData})`}
    </Entry>
  );
}

function Entry({ icon, term, children }: { icon: ComponentChildren; term: string; children: ComponentChildren }): JSX.Element {
  return (
    <div>
      <dt>
        {icon} {term}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
