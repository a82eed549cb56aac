// What the page makes of texts: canonical forms, pointers to selected words, and verdicts on pointers.

import { countCodePoints } from "../../../nsatu_data/export/page/src/text/code_points.ts";
import { canonicalise, readBytes } from "../../../nsatu_data/export/page/src/text/canonical_text.ts";
import { makeDataset, evidenceOf } from "../../../nsatu_data/export/page/src/data/dataset.ts";
import type { Payload, Source } from "../../../nsatu_data/export/page/src/data/payload.ts";
import { pointerTo, pointerYaml } from "../../../nsatu_data/export/page/src/text/pointer.ts";
import { compareText, verdictOf } from "../../../nsatu_data/export/page/src/text/verify.ts";
import { isBoundary, wordsIn } from "../../../nsatu_data/export/page/src/text/word_boundaries.ts";
import { answer } from "./rows.ts";

type Row =
  | { readonly ask: "canonical"; readonly text: string }
  | { readonly ask: "bytes"; readonly base64: string }
  | { readonly ask: "boundaries" | "words"; readonly text: string }
  | { readonly ask: "pointers"; readonly text: string; readonly source: Source; readonly ranges: readonly (readonly [number, number])[] }
  | { readonly ask: "verdicts"; readonly payload: Payload; readonly source: string; readonly text: string };

answer((row: Row): unknown => {
  switch (row.ask) {
    case "canonical":
      return canonicalise(row.text);
    case "bytes": {
      const read = readBytes(Uint8Array.from(Buffer.from(row.base64, "base64")));
      return "problem" in read ? null : read.text;
    }
    case "boundaries": {
      const characters = Array.from(row.text);
      return [...characters.keys(), characters.length].filter((offset) => isBoundary(characters, offset));
    }
    case "words": {
      const characters = Array.from(row.text);
      return wordsIn(characters).map(({ start, end }) => characters.slice(start, end).join(""));
    }
    case "pointers": {
      const text = countCodePoints(row.text);
      return row.ranges.map(([start, end]) => {
        const made = pointerTo(row.source, text, start, end);
        return "problem" in made ? null : { yaml: pointerYaml(made.pointer), isCut: made.isCut };
      });
    }
    case "verdicts": {
      const dataset = makeDataset(row.payload);
      const source = dataset.sources.find((one) => one.id === row.source);
      if (source === undefined) throw new Error(`no source ${row.source}`);
      const text = countCodePoints(row.text);
      const verdicts = dataset.records.flatMap((record) =>
        evidenceOf(record).flatMap((pointer, index) =>
          pointer.source === source.id ? [[record.id, index, verdictOf(pointer, source, text)]] : [],
        ),
      );
      const { isSame, changed, kept } = compareText(source, text);
      return { isSame, changed, kept, verdicts };
    }
  }
});
