// The words of an opened text that evidence points at, each with its verdict. Without a text there is nothing to show.

import type { JSX } from "preact";
import type { Evidence } from "../data/payload.ts";
import type { OpenedText } from "../text/opened_texts.ts";
import type { Verdict } from "../text/verify.ts";
import { VerdictIcon } from "./icons.tsx";
import { useOpenedTexts } from "./use_opened_texts.ts";

export const VERDICTS: Readonly<Record<Verdict, string>> = {
  verified: "the words match your copy",
  mismatch: "the words do not match your copy",
  unverifiable: "this text has another sentence here",
};

export function Words({ evidence }: { evidence: readonly Evidence[] }): JSX.Element | null {
  const texts = useOpenedTexts();
  if (texts.size === 0) return null;
  const places = new Map(evidence.map((pointer) => [Object.values(pointer).join(" "), pointer]));
  const shown = [...places].flatMap(([place, pointer]) => {
    const opened = texts.get(pointer.source);
    return opened === undefined ? [] : [<Quotation key={place} pointer={pointer} opened={opened} />];
  });
  return shown.length === 0 ? null : <div class="words">{shown}</div>;
}

function Quotation({ pointer, opened }: { pointer: Evidence; opened: OpenedText }): JSX.Element {
  const verdict = opened.verdict(pointer);
  return (
    <figure class={`quotation verdict-${verdict}`}>
      {verdict !== "unverifiable" && <blockquote dir="auto" translate={false}>{opened.text.slice(pointer.start, pointer.end)}</blockquote>}
      <figcaption>
        sentence {pointer.sentence}: <VerdictIcon verdict={verdict} /> {VERDICTS[verdict]}
      </figcaption>
    </figure>
  );
}
