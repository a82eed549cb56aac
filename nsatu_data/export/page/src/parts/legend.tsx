// How to read a claim: what each mark means, in the words of the vocabularies.

import type { ComponentChildren, JSX } from "preact";
import type { Claim } from "../data/payload.ts";
import { definition, readable } from "../data/wording.ts";
import { useDataset } from "./context.ts";
import { BasisIcon, CertaintyIcon, PolarityIcon, VoiceIcon } from "./icons.tsx";

const CERTAINTIES: readonly Claim["certainty"][] = ["certain", "probable", "possible", "open"];
// The definitions are read in this order: the last one holds if no other does.
const BASES: readonly Claim["basis"][] = ["inferred", "implied", "stated"];
const POLARITIES: readonly Claim["polarity"][] = ["affirmed", "denied"];

/** Unless the view wants it closed, it is open where it has room. */
export function Legend({ isClosed = false }: { isClosed?: boolean }): JSX.Element {
  return (
    <details class="legend" open={!isClosed && isWide()}>
      <summary>
        <h2>How to read a claim</h2>
      </summary>
      <p>A statement is whole by itself: it keeps its “might” and its “not”. The marks describe it, and add nothing to it.</p>
      <dl>
        <Entry icon={<VoiceIcon />} term="voice">
          who commits to the claim: the text itself, an actor whom it quotes, or nobody who is named
        </Entry>
        {CERTAINTIES.map((certainty) => (
          <TermEntry key={certainty} icon={<CertaintyIcon certainty={certainty} />} vocabulary="Certainty" term={certainty} />
        ))}
        {BASES.map((basis) => (
          <TermEntry key={basis} icon={<BasisIcon basis={basis} />} vocabulary="Basis" term={basis} />
        ))}
        {POLARITIES.map((polarity) => (
          <TermEntry key={polarity} icon={<PolarityIcon polarity={polarity} />} vocabulary="Polarity" term={polarity} />
        ))}
      </dl>
    </details>
  );
}

/** On a narrow screen the legend would hide what it explains; on paper it is always open. */
function isWide(): boolean {
  return matchMedia("(min-width: 40rem), print").matches;
}

function TermEntry(props: { icon: ComponentChildren; vocabulary: string; term: string }): JSX.Element {
  const meaning = definition(useDataset(), props.vocabulary, props.term);
  return (
    <Entry icon={props.icon} term={readable(props.term)}>
      {meaning}
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
