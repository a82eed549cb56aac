// The verdict on each pointer into an opened text.

import { evidenceOf } from "../../data/dataset.ts";
import type { AnyRecord } from "../../data/payload.ts";
import type { OpenedText } from "../../text/opened_texts.ts";
import type { Verdict } from "../../text/verify.ts";

export interface Judged {
  readonly record: AnyRecord;
  readonly sentence: number;
  readonly verdict: Verdict;
}

export function judge(records: readonly AnyRecord[], opened: OpenedText): readonly Judged[] {
  return records.flatMap((record) =>
    evidenceOf(record)
      .filter((pointer) => pointer.source === opened.source.id)
      .map((pointer) => ({ record, sentence: pointer.sentence, verdict: opened.verdict(pointer) })),
  );
}
