// Who makes a claim, on what basis, how surely, and whether it is denied: by words and by shape.

import type { ComponentChildren, JSX } from "preact";
import type { Dataset } from "../data/dataset.ts";
import type { Claim } from "../data/payload.ts";
import { definition, readable, voiceName } from "../data/wording.ts";
import { useDataset } from "./context.ts";
import { BasisIcon, CertaintyIcon, PolarityIcon, VoiceIcon } from "./icons.tsx";

export function Marks({ claim }: { claim: Claim }): JSX.Element {
  const dataset = useDataset();
  return (
    <dl class="marks">
      <Mark name="voice" icon={<VoiceIcon />} value={voiceName(dataset, claim.voice)} />
      <TermMark dataset={dataset} vocabulary="Basis" term={claim.basis} icon={<BasisIcon basis={claim.basis} />} />
      <TermMark
        dataset={dataset}
        vocabulary="Certainty"
        term={claim.certainty}
        icon={<CertaintyIcon certainty={claim.certainty} />}
      />
      <TermMark
        dataset={dataset}
        vocabulary="Polarity"
        term={claim.polarity}
        icon={<PolarityIcon polarity={claim.polarity} />}
      />
    </dl>
  );
}

interface TermMarkProps {
  readonly dataset: Dataset;
  readonly vocabulary: string;
  readonly term: string;
  readonly icon: ComponentChildren;
}

function TermMark({ dataset, vocabulary, term, icon }: TermMarkProps): JSX.Element {
  const name = vocabulary.toLowerCase();
  return <Mark name={name} icon={icon} value={readable(term)} title={definition(dataset, vocabulary, term)} />;
}

interface MarkProps {
  readonly name: string;
  readonly icon: ComponentChildren;
  readonly value: string;
  readonly title?: string | undefined;
}

function Mark({ name, icon, value, title }: MarkProps): JSX.Element {
  return (
    <div class={`mark mark-${name}`} data-value={value} title={title}>
      <dt class="visually-hidden">{name}</dt>
      <dd>
        {icon}
        {value}
      </dd>
    </div>
  );
}
