// Whether an opened text is the one that was encoded; if not, where the two begin to differ.

import type { JSX } from "preact";
import { count } from "../../data/wording.ts";
import { VerdictIcon } from "../../parts/icons.tsx";
import type { OpenedText } from "../../text/opened_texts.ts";
import type { Judged } from "./judge.ts";

/** The characters of the reader's own text that show where it differs. */
const SHOWN = 120;

export function ComparisonReport({ opened, judged }: { opened: OpenedText; judged: readonly Judged[] }): JSX.Element {
  const verified = judged.filter(({ verdict }) => verdict === "verified").length;
  const { isSame } = opened.comparison;
  return (
    <>
      <p class="comparison-result">
        <VerdictIcon verdict={isSame ? "verified" : "mismatch"} />{" "}
        {isSame ? "This is the text that was encoded, to the last character." : "This is not the text that was encoded."}
      </p>
      {!isSame && <Difference opened={opened} />}
      <p>
        {verified.toLocaleString("en")} of {count(judged.length, "pointer")} verified.
      </p>
    </>
  );
}

function Difference({ opened }: { opened: OpenedText }): JSX.Element {
  const { source, comparison } = opened;
  const { codePoints, kept, changed } = comparison;
  const first = source.sentences.find(({ number }) => number === changed[0]);
  return (
    <>
      <p>
        It has {count(codePoints, "character")}; the encoded text has {source.text.code_points.toLocaleString("en")}.{" "}
        {kept === 0
          ? "It has none of the sentences, so it is another text."
          : `It has ${kept.toLocaleString("en")} of the ${count(source.sentences.length, "sentence")}.`}
        {kept > 0 && first === undefined && " The texts differ between the sentences."}
        {kept > 0 && first !== undefined && ` The first that differs is sentence ${first.number}.`}
      </p>
      {kept > 0 && first !== undefined && <AtItsPlace opened={opened} start={first.start} end={first.end} />}
      {kept > 0 && (
        <p class="quiet">
          A pointer counts characters, so one more character before its sentence is enough: a headline, a caption or
          other quotation marks. Spaces and empty lines do not matter.
        </p>
      )}
    </>
  );
}

function AtItsPlace({ opened, start, end }: { opened: OpenedText; start: number; end: number }): JSX.Element {
  const words = opened.text.slice(start, Math.min(end, start + SHOWN));
  if (words === "") return <p>Your copy ends before that sentence.</p>;
  return (
    <figure class="quotation verdict-mismatch">
      <figcaption>Your copy has at its place:</figcaption>
      <blockquote dir="auto" translate={false}>
        {words}
        {end - start > SHOWN && "…"}
      </blockquote>
    </figure>
  );
}
