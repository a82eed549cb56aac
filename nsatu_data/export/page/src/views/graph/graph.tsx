// The graph: who and what is linked by what, as a picture and as a list.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { count, labelOf } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { RecordFinder } from "../../parts/record_finder.tsx";
import { href } from "../../route/hash.ts";
import type { ViewProps } from "../page.tsx";
import { readChoice, recordChoiceHref } from "./choice.ts";
import { Drawn } from "./drawn.tsx";
import { MOST, mainRecord } from "./whole.ts";

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
