// The records that cite a sentence, by kind, each with the part of the sentence that it cites.

import type { JSX } from "preact";
import type { Covered } from "../../data/coverage.ts";
import { evidenceOf, isClaim } from "../../data/dataset.ts";
import type { AnyRecord, Kind } from "../../data/payload.ts";
import { PLURALS, numeral } from "../../data/wording.ts";
import { ClaimCard } from "../../parts/claim_card.tsx";
import { useDataset } from "../../parts/context.ts";
import { Folded } from "../../parts/folded.tsx";
import { KindIcon } from "../../parts/kind_shape.tsx";
import { RecordLink } from "../../parts/record_link.tsx";
import { Words } from "../../parts/words.tsx";
import { useOpenedTexts } from "../../parts/use_opened_texts.ts";
import type { OpenedText } from "../../text/opened_texts.ts";
import { CitedPart } from "./cited_part.tsx";

/** How many records of a kind are shown at first. */
const SHOWN = 12;

interface Props {
  readonly source: string;
  readonly row: Covered;
}

export function SentenceRecords({ source, row }: Props): JSX.Element {
  const { byId } = useDataset();
  const opened = useOpenedTexts().get(source);
  const records = [...row.cited.keys()].flatMap((id) => byId.get(id) ?? []);
  return (
    <div class="map-kinds">
      {byKind(records).map(([kind, members]) => (
        <section key={kind} class={`map-kind kind-${kind}`}>
          <h4>
            <KindIcon kind={kind} /> {PLURALS[kind]} <span class="quiet">({numeral(members.length)})</span>
          </h4>
          <Folded items={members} first={SHOWN}>
            {(record) => {
              const verified = opened !== undefined && isVerified(opened, record, row) ? opened : undefined;
              return (
                <li key={record.id}>
                  <CitedPart row={row} id={record.id} opened={verified} />
                  {isClaim(record) ? (
                    <ClaimCard claim={record} hasWords={verified !== undefined} />
                  ) : (
                    <>
                      <RecordLink id={record.id} />
                      {verified === undefined && <Words evidence={evidenceOf(record)} />}
                    </>
                  )}
                </li>
              );
            }}
          </Folded>
        </section>
      ))}
    </div>
  );
}

/** Whether an opened text has the words of the sentence that a record cites. Other pointers show their own verdict. */
function isVerified(opened: OpenedText, record: AnyRecord, { sentence }: Covered): boolean {
  const here = evidenceOf(record).filter(
    (pointer) => pointer.source === opened.source.id && pointer.sentence === sentence.number,
  );
  return here.every((pointer) => opened.verdict(pointer) === "verified");
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
