// The reader's own copy of each text: opened from disk or pasted, compared with the record, read and cited.

import type { JSX } from "preact";
import type { Source } from "../../data/payload.ts";
import { count } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { RecordFinder } from "../../parts/record_finder.tsx";
import { useOpenedTexts } from "../../parts/use_opened_texts.ts";
import { href } from "../../route/hash.ts";
import { closeText } from "../../text/opened_texts.ts";
import type { ViewProps } from "../page.tsx";
import { ComparisonReport } from "./comparison_report.tsx";
import { OpenForm } from "./open_form.tsx";
import { Reader } from "./reader.tsx";

/** The most texts that are shown at once; among more of them, one searches. */
const SHOWN = 6;

export function OwnText({ route }: ViewProps): JSX.Element {
  const { sources } = useDataset();
  const opened = useOpenedTexts();
  const isMany = sources.length > SHOWN;
  const shown = isMany ? sources.filter(({ id }) => id === route.subject || opened.has(id)) : sources;
  return (
    <>
      <h1>Your own copy of {sources.length === 1 ? "the text" : "the texts"}</h1>
      <p class="lead">
        The text is not part of this page. If you have a copy, open it here: its words then stand under every claim,
        and each pointer is verified against them.
      </p>
      <p>
        <strong>Your copy stays in this browser tab.</strong> The page makes no connection, and its security policy
        forbids any. It keeps the text in memory until you close the text or the tab.
      </p>
      {sources.length === 0 && <p>This dataset has no source.</p>}
      {isMany && <RecordFinder label="Find a text" records={sources} to={(id) => href("text", {}, id)} />}
      {shown.map((source) => (
        <OneText key={source.id} source={source} hasOthers={sources.length > 1} />
      ))}
    </>
  );
}

function OneText({ source, hasOthers }: { source: Source; hasOthers: boolean }): JSX.Element {
  const opened = useOpenedTexts().get(source.id);
  return (
    <section class="own-text" aria-labelledby={`heading-${source.id}`}>
      <h2 id={`heading-${source.id}`}>{source.label}</h2>
      {opened === undefined ? (
        <>
          <p class="quiet">
            The text has {count(source.text.code_points, "character")} in{" "}
            {count(source.sentences.length, "sentence")}.
          </p>
          <OpenForm source={source} hasOthers={hasOthers} />
        </>
      ) : (
        <>
          <ComparisonReport opened={opened} />
          <p>
            <button type="button" onClick={() => closeText(source.id)}>
              Close the text
            </button>
          </p>
          <Reader opened={opened} />
        </>
      )}
    </section>
  );
}
