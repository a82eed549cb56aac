// Whether an opened text is the one that was encoded, and whether each pointer matches it.

import type { JSX } from "preact";
import { evidenceOf } from "../../data/dataset.ts";
import type { AnyRecord } from "../../data/payload.ts";
import { count } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { VerdictIcon } from "../../parts/icons.tsx";
import { RecordLink } from "../../parts/record_link.tsx";
import { VERDICTS } from "../../parts/words.tsx";
import type { OpenedText } from "../../text/opened_texts.ts";
import type { Verdict } from "../../text/verify.ts";

const LISTED = 100;

interface Judged {
  readonly record: AnyRecord;
  readonly sentence: number;
  readonly verdict: Verdict;
}

export function ComparisonReport({ opened }: { opened: OpenedText }): JSX.Element {
  const judged = judge(useDataset().records, opened);
  const bad = judged.filter(({ verdict }) => verdict !== "verified");
  return (
    <div class="comparison" role="status">
      <p class="comparison-result">
        <VerdictIcon verdict={opened.comparison.isSame ? "verified" : "mismatch"} />{" "}
        {opened.comparison.isSame
          ? "This is the text that was encoded, to the last character."
          : "This is not the text that was encoded."}
      </p>
      {!opened.comparison.isSame && <Difference opened={opened} />}
      <p>
        {judged.length - bad.length} of {count(judged.length, "pointer")} verified.
      </p>
      {bad.length > 0 && (
        <ul class="bad-pointers">
          {bad.slice(0, LISTED).map(({ record, sentence, verdict }, index) => (
            <li key={index}>
              <RecordLink id={record.id} />, sentence {sentence}: <VerdictIcon verdict={verdict} /> {VERDICTS[verdict]}
            </li>
          ))}
          {bad.length > LISTED && <li>and {count(bad.length - LISTED, "other")}</li>}
        </ul>
      )}
    </div>
  );
}

function Difference({ opened }: { opened: OpenedText }): JSX.Element {
  const { changed, codePoints } = opened.comparison;
  const { source } = opened;
  const same = source.sentences.length - changed.length;
  return (
    <p>
      It has {count(codePoints, "character")}; the encoded text has {source.text.code_points.toLocaleString("en")}.{" "}
      {same === 0
        ? "No sentence is the same at its place."
        : `${same} of ${count(source.sentences.length, "sentence")} are the same at their places.`}
      {same > 0 && changed[0] !== undefined && ` The first that differs is sentence ${changed[0]}.`}
    </p>
  );
}

function judge(records: readonly AnyRecord[], opened: OpenedText): readonly Judged[] {
  return records.flatMap((record) =>
    evidenceOf(record)
      .filter((pointer) => pointer.source === opened.source.id)
      .map((pointer) => ({ record, sentence: pointer.sentence, verdict: opened.verdict(pointer) })),
  );
}
