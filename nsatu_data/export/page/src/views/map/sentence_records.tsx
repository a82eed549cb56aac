// The records that cite a sentence, by kind, each with the part of the sentence that it cites.

import type { JSX } from "preact";
import type { Covered } from "../../data/coverage.ts";
import { isClaim } from "../../data/dataset.ts";
import type { AnyRecord, Kind } from "../../data/payload.ts";
import { PLURALS } from "../../data/wording.ts";
import { ClaimCard } from "../../parts/claim_card.tsx";
import { useDataset } from "../../parts/context.ts";
import { Folded } from "../../parts/folded.tsx";
import { KindIcon } from "../../parts/kind_shape.tsx";
import { RecordLink } from "../../parts/record_link.tsx";
import { CitedPart } from "./cited_part.tsx";

/** How many records of a kind are shown at first. */
const SHOWN = 12;

export function SentenceRecords({ row }: { row: Covered }): JSX.Element {
  const { byId } = useDataset();
  const records = [...row.cited.keys()].flatMap((id) => byId.get(id) ?? []);
  return (
    <>
      {byKind(records).map(([kind, members]) => (
        <section key={kind} class={`map-kind kind-${kind}`}>
          <h3>
            <KindIcon kind={kind} /> {PLURALS[kind]} <span class="quiet">({members.length})</span>
          </h3>
          <Folded items={members} first={SHOWN}>
            {(record) => (
              <li key={record.id}>
                <CitedPart row={row} id={record.id} />
                {isClaim(record) ? <ClaimCard claim={record} /> : <RecordLink id={record.id} />}
              </li>
            )}
          </Folded>
        </section>
      ))}
    </>
  );
}

/** Records by kind. Claims come first, because they say something. */
export function byKind(records: readonly AnyRecord[]): readonly (readonly [Kind, readonly AnyRecord[]])[] {
  const groups = new Map<Kind, AnyRecord[]>();
  for (const record of [...records.filter(isClaim), ...records.filter((each) => !isClaim(each))]) {
    const members = groups.get(record.kind) ?? [];
    groups.set(record.kind, members);
    members.push(record);
  }
  return [...groups];
}
