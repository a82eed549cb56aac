// The graph: who and what is linked by what, as a picture and as a list.

import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Dataset } from "../../data/dataset.ts";
import { PLURALS, count, labelOf } from "../../data/wording.ts";
import type { Kind } from "../../data/payload.ts";
import { useDataset } from "../../parts/context.ts";
import { RecordFinder } from "../../parts/record_finder.tsx";
import { useWidth } from "../../parts/use_width.ts";
import { format, href } from "../../route/hash.ts";
import type { ViewProps } from "../page.tsx";
import { Canvas } from "./canvas.tsx";
import { type Choice, choiceHref, readChoice, recordChoiceHref, startChoice } from "./choice.ts";
import { Controls } from "./controls.tsx";
import { Details } from "./details.tsx";
import type { Drawing } from "./drawing.ts";
import { DrawnList } from "./drawn_list.tsx";
import { neighbourhood } from "./neighbourhood.ts";
import { capacity } from "./picture.ts";
import { RecordLinks } from "./record_links.tsx";
import { usePicture } from "./use_picture.ts";
import { MOST, mainRecord, whole } from "./whole.ts";

export function Graph({ route }: ViewProps): JSX.Element {
  const dataset = useDataset();
  const isLarge = dataset.records.length > MOST;
  const main = useMemo(() => (isLarge ? mainRecord(dataset) : undefined), [dataset, isLarge]);
  const subject = route.subject || (main ?? "");
  const choice = readChoice(dataset, { ...route, subject });
  const isKnown = subject === "" || dataset.byId.has(subject);
  return (
    <>
      <h1>Who and what is linked</h1>
      <RecordFinder
        label="Find a record"
        records={dataset.records}
        to={(id) => recordChoiceHref(dataset, choice, id)}
      />
      {isLarge && !route.subject && (
        <p>
          The dataset has {count(dataset.records.length, "record")}. The graph begins with{" "}
          {main !== undefined && labelOf(dataset, main)}; find another record above.
        </p>
      )}
      {isKnown ? <Drawn choice={choice} /> : <NoRecord id={subject} />}
    </>
  );
}

function NoRecord({ id }: { id: string }): JSX.Element {
  return (
    <p>
      The dataset has no record <code>{id}</code>. <a href={href("graph")}>Show the graph from its start</a>
    </p>
  );
}

function Drawn({ choice }: { choice: Choice }): JSX.Element {
  const dataset = useDataset();
  const [frame, width] = useWidth<HTMLDivElement>();
  const [walkedTo, walkTo] = useState("");
  const state = useMemo(() => choice, [format({ view: "graph", subject: choice.subject, query: queryOf(choice) })]);
  const drawing = useMemo(() => (width === 0 ? undefined : draw(dataset, state, width)), [dataset, state, width]);
  const picture = usePicture(dataset, drawing, width);
  const node = picture?.nodes.get(walkedTo)?.node;
  const heading = useFocusOnChoice(choice.subject);
  return (
    <div class="graph-columns">
      <section class="graph-picture">
        <h2 ref={heading} tabIndex={-1}>
          {choice.subject ? labelOf(dataset, choice.subject) : kindsInWords(choice.kinds)}
        </h2>
        <p class="quiet">
          {choice.subject && (
            <>
              <a href={href("graph")}>Back to the start of the graph</a>.{" "}
            </>
          )}
          {choice.opened.size > 0 && (
            <>
              <a href={choiceHref(dataset, choice, { opened: new Set() })}>Draw groups as one again</a>.{" "}
            </>
          )}
          {drawing !== undefined && drawing.leftOut > 0 && (
            <>
              The {drawing.nodes.length} records with the most links are drawn, {drawing.leftOut} are not.{" "}
            </>
          )}
          An arrow leads from a record to one that it names; the word on it is the field. Choose a record to see its
          links.
        </p>
        <div ref={frame} class="graph-frame">
          {picture === undefined ? (
            <p role="status">The graph is being drawn.</p>
          ) : (
            <Canvas picture={picture} choice={choice} onWalk={walkTo} />
          )}
        </div>
        {node !== undefined && <Details node={node} choice={choice} />}
        <Controls choice={choice} />
      </section>
      {choice.subject ? (
        <RecordLinks key={choice.subject} id={choice.subject} choice={choice} />
      ) : (
        drawing !== undefined && <DrawnList drawing={drawing} choice={choice} />
      )}
    </div>
  );
}

function kindsInWords(kinds: ReadonlySet<Kind>): string {
  const names = [...kinds].map((kind, index) => (index === 0 ? PLURALS[kind] : PLURALS[kind].toLowerCase()));
  const last = names.pop();
  if (last === undefined) return "No kind of record is chosen";
  return names.length === 0 ? `${last} and their links` : `${names.join(", ")} and ${last}`;
}

function draw(dataset: Dataset, choice: Choice, width: number): Drawing {
  const { subject, fields, kinds } = choice;
  if (subject) return neighbourhood(dataset, subject, choice, capacity(width));
  const start = startChoice(dataset, "");
  // A reader who chose kinds wants to see them all; a start shows as many as are legible.
  const isStart = choice.kinds.size === start.kinds.size && [...kinds].every((kind) => start.kinds.has(kind));
  return whole(dataset, fields, kinds, isStart ? capacity(width) : MOST);
}

function queryOf({ steps, fields, kinds, opened }: Choice): Readonly<Record<string, string>> {
  return { steps: String(steps), fields: [...fields].join(), kinds: [...kinds].join(), open: [...opened].join() };
}

/** After a choice outside the picture, begins at the heading; a choice in the picture keeps the focus there. */
function useFocusOnChoice(subject: string): { readonly current: HTMLHeadingElement | null } {
  const heading = useRef<HTMLHeadingElement>(null);
  const last = useRef(subject);
  useLayoutEffect(() => {
    if (last.current === subject) return;
    last.current = subject;
    if (document.activeElement?.closest(".graph-canvas")) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: "nearest" });
  }, [subject]);
  return heading;
}
