// The frame around every view: the heading, the ways between views, and the licences.

import type { FunctionComponent, JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { type Dataset, kindOf } from "../data/dataset.ts";
import { count } from "../data/wording.ts";
import { DatasetContext } from "../parts/context.ts";
import { type NamedView, type Route, VIEW_NAMES, type View, href } from "../route/hash.ts";
import { returnToPlace } from "../route/places.ts";
import { useRoute } from "../route/use_route.ts";
import { Claims } from "./claims/claims.tsx";
import { Footer } from "./footer.tsx";
import { Graph } from "./graph/graph.tsx";
import { ArticleMap } from "./map/map.tsx";
import { Overview } from "./overview/overview.tsx";
import { RecordView } from "./record/record.tsx";
import { listingView } from "./record/trail.tsx";
import { OwnText } from "./own_text/own_text.tsx";

export interface ViewProps {
  readonly route: Route;
}

const TABS = Object.entries(VIEW_NAMES) as readonly (readonly [NamedView, string])[];

const VIEW_OF: Readonly<Record<View, FunctionComponent<ViewProps>>> = {
  overview: Overview,
  claims: Claims,
  map: ArticleMap,
  graph: Graph,
  record: RecordView,
  text: OwnText,
};

export function Page({ dataset }: { dataset: Dataset }): JSX.Element {
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  useFocusOnChange(route, main);
  useEffect(() => {
    const tab = TABS.find(([view]) => view === route.view)?.[1] ?? route.subject;
    document.title = route.view === "overview" ? dataset.manifest.title : `${tab} · ${dataset.manifest.title}`;
  }, [dataset, route.view, route.subject]);
  const Shown = VIEW_OF[route.view];
  return (
    <DatasetContext.Provider value={dataset}>
      <button type="button" class="skip-link" onClick={() => main.current?.focus()}>
        Skip to the content
      </button>
      <header class="page-header">
        <p class="page-title">
          <a href={href("overview")}>{dataset.manifest.title}</a>
        </p>
        <p class="page-note">
          The claims of {dataset.sources.length === 1 ? "one text" : count(dataset.sources.length, "text")}, not
          established facts
        </p>
        <nav aria-label="Views">
          <ul class="tabs">
            {TABS.map(([view, label]) => (
              <li key={view}>
                <a href={href(view)} aria-current={currency(view, route)}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main ref={main} tabIndex={-1} class={`view view-${route.view}`}>
        <Shown key={route.view} route={route} />
      </main>
      <Footer />
    </DatasetContext.Provider>
  );
}

/** The tab of the view is the current page. A record is below the tab of the view that lists its kind. */
function currency(tab: NamedView, route: Route): "page" | "true" | undefined {
  if (tab === route.view) return "page";
  return route.view === "record" && tab === listingView(kindOf(route.subject)) ? "true" : undefined;
}

/** Views in which another subject is one step further in the same picture. They move the focus themselves. */
const STAYS: ReadonlySet<View> = new Set(["graph"]);

/** After a change of view, begins at its top, or where the reader was before going back: for the eye and the keyboard. */
function useFocusOnChange(route: Route, main: { readonly current: HTMLElement | null }): void {
  const place = STAYS.has(route.view) ? route.view : `${route.view}/${route.subject}`;
  const last = useRef(place);
  useLayoutEffect(() => {
    if (last.current === place) return;
    last.current = place;
    if (main.current === null || returnToPlace(window, main.current)) return;
    scrollTo(0, 0);
    main.current.focus({ preventScroll: true });
  }, [place]);
}
