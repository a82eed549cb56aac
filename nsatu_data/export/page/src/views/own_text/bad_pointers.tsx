// The pointers that an opened text does not bear out.

import type { JSX } from "preact";
import { count } from "../../data/wording.ts";
import { VerdictIcon } from "../../parts/icons.tsx";
import { RecordLink } from "../../parts/record_link.tsx";
import { VERDICTS } from "../../parts/words.tsx";
import type { Judged } from "./judge.ts";

const LISTED = 100;
/** So many are shown at once; more are folded, so that the text is not far below. */
const FEW = 5;

export function BadPointers({ judged }: { judged: readonly Judged[] }): JSX.Element | null {
  const bad = judged.filter(({ verdict }) => verdict !== "verified");
  if (bad.length === 0) return null;
  return (
    <details open={bad.length <= FEW}>
      <summary>{count(bad.length, "pointer")} not verified</summary>
      <ul class="bad-pointers">
        {bad.slice(0, LISTED).map(({ record, sentence, verdict }, index) => (
          <li key={index}>
            <RecordLink id={record.id} />, sentence {sentence}: <VerdictIcon verdict={verdict} /> {VERDICTS[verdict]}
          </li>
        ))}
        {bad.length > LISTED && <li>and {count(bad.length - LISTED, "other")}</li>}
      </ul>
    </details>
  );
}
