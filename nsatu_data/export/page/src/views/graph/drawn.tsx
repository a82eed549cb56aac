// The graph of a choice: the picture with what it draws, and the list that says the same.

import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Dataset } from "../../data/dataset.ts";
import type { Kind } from "../../data/payload.ts";
import { PLURALS, labelOf } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { useWidth } from "../../parts/use_width.ts";
import { href } from "../../route/hash.ts";
import { Canvas } from "./canvas.tsx";
import { type Choice, choiceHref, hasStartKinds } from "./choice.ts";
import { Controls } from "./controls.tsx";
import { Details } from "./details.tsx";
import type { Drawing } from "./drawing.ts";
import { DrawnList } from "./drawn_list.tsx";
import { Guide } from "./guide.tsx";
import { neighbourhood } from "./neighbourhood.ts";
import { capacity } from "./picture.ts";
import { RecordLinks } from "./record_links.tsx";
import { usePicture } from "./use_picture.ts";
import { MOST, whole } from "./whole.ts";

export function Drawn({ choice }: { choice: Choice }): JSX.Element {
  const dataset = useDataset();
  const [frame, width] = useWidth<HTMLDivElement>();
  const [walkedTo, walkTo] = useState("");
  // The address stands for the choice, which is another object each time.
  const address = choiceHref(dataset, choice, {});
  const drawing = useMemo(() => (width === 0 ? undefined : draw(dataset, choice, width)), [dataset, address, width]);
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
              The {drawing.nodes.length} records with the most links are drawn. Find the other {drawing.leftOut} above.{" "}
            </>
          )}
        </p>
        <div ref={frame} class="graph-frame">
          {drawing?.nodes.length === 0 ? (
            <p>None of these records has such a link to another.</p>
          ) : picture === undefined ? (
            <p role="status">The graph is being drawn.</p>
          ) : (
            <>
              <Guide picture={picture} />
              <Canvas picture={picture} choice={choice} onWalk={walkTo} />
            </>
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
  // A reader who chose kinds wants to see them all; a start shows as many as are legible.
  return whole(dataset, fields, kinds, hasStartKinds(dataset, choice) ? capacity(width) : MOST);
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
