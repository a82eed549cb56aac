// The reader's own copy of each text: opened from disk or pasted, compared with the record, read and cited.

import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Source } from "../../data/payload.ts";
import { count } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { RecordFinder } from "../../parts/record_finder.tsx";
import { useOpenedTexts } from "../../parts/use_opened_texts.ts";
import { href } from "../../route/hash.ts";
import { closeText } from "../../text/opened_texts.ts";
import type { ViewProps } from "../page.tsx";
import { BadPointers } from "./bad_pointers.tsx";
import { ComparisonReport } from "./comparison_report.tsx";
import { judge } from "./judge.ts";
import { OpenForm, hasFiles } from "./open_form.tsx";
import { Reader } from "./reader.tsx";

/** The most texts that are shown at once; among more of them, one searches. */
const SHOWN = 6;

export function OwnText({ route }: ViewProps): JSX.Element {
  const { sources } = useDataset();
  const opened = useOpenedTexts();
  const isMany = sources.length > SHOWN;
  const shown = isMany ? sources.filter(({ id }) => id === route.subject || opened.has(id)) : sources;
  useStrayDrops();
  return (
    <>
      <h1>Your own copy of {sources.length === 1 ? "the text" : "the texts"}</h1>
      <p class="lead">
        The text is not part of this page. If you have a copy, open it here: its words then appear under every claim,
        and the page verifies each pointer to them.
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
  const { records } = useDataset();
  const opened = useOpenedTexts().get(source.id);
  const judged = useMemo(() => (opened === undefined ? [] : judge(records, opened)), [records, opened]);
  const heading = useFocusOnOpening(opened !== undefined);
  return (
    <section class="own-text" aria-labelledby={`heading-${source.id}`}>
      <h2 id={`heading-${source.id}`} ref={heading} tabIndex={-1}>
        {source.label}
      </h2>
      <div class="comparison" role="status">
        {opened !== undefined && <ComparisonReport opened={opened} judged={judged} />}
      </div>
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
          <BadPointers judged={judged} />
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

/** After a text is opened or closed: the button or field that did it is gone, and the focus goes to the heading. */
function useFocusOnOpening(isOpen: boolean): { readonly current: HTMLHeadingElement | null } {
  const heading = useRef<HTMLHeadingElement>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (wasOpen.current !== isOpen) heading.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return heading;
}

/** A browser shows a file in place of the page that the file is dropped on. Files that miss the form are ignored. */
function useStrayDrops(): void {
  useEffect(() => {
    const ignore = (event: DragEvent): void => {
      if (event.defaultPrevented || !hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = "none";
    };
    addEventListener("dragover", ignore);
    addEventListener("drop", ignore);
    return () => {
      removeEventListener("dragover", ignore);
      removeEventListener("drop", ignore);
    };
  }, []);
}
