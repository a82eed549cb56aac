// The article map: what each sentence of a source says, by the records that cite it.

import type { JSX } from "preact";
import { useDataset } from "../../parts/context.ts";
import { coverage } from "../../data/coverage.ts";
import type { Source } from "../../data/payload.ts";
import { href, recordHref } from "../../route/hash.ts";
import type { ViewProps } from "../page.tsx";
import { KindTable } from "./kind_table.tsx";
import { readChoice } from "./choice.ts";
import { Rows } from "./rows.tsx";
import { SourceChooser } from "./source_chooser.tsx";
import { Summary } from "./summary.tsx";

export function ArticleMap({ route }: ViewProps): JSX.Element {
  const { sources } = useDataset();
  const source = route.subject ? sources.find((each) => each.id === route.subject) : sources[0];
  return (
    <>
      <h1>What each sentence says</h1>
      <SourceChooser current={source?.id} />
      {source === undefined ? <NoSource id={route.subject} /> : <Whole key={source.id} source={source} route={route} />}
    </>
  );
}

function NoSource({ id }: { id: string }): JSX.Element {
  return (
    <p>
      {id ? (
        <>
          This dataset has no source <code>{id}</code>. <a href={href("map")}>Show the first source</a>
        </>
      ) : (
        "This dataset has no source."
      )}
    </p>
  );
}

function Whole({ source, route }: { source: Source } & ViewProps): JSX.Element {
  const dataset = useDataset();
  const rows = coverage(dataset, source);
  const choice = readChoice(route, rows.length);
  return (
    <>
      <p class="map-source">
        <a href={recordHref(source.id)}>{source.label}</a>
      </p>
      <Summary rows={rows} />
      <KindTable rows={rows} choice={choice} />
      <Rows source={source.id} rows={rows} choice={choice} />
    </>
  );
}
