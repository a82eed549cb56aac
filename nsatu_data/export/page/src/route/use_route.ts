// The route as state of the page, kept equal to the address.

import { useEffect, useState } from "preact/hooks";
import { format, parse, type Route } from "./hash.ts";

/** The current route. It changes with the address, by a link, by the back button or by `go`. */
export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const update = (): void => setHash(location.hash);
    addEventListener("hashchange", update);
    addEventListener("popstate", update);
    return () => {
      removeEventListener("hashchange", update);
      removeEventListener("popstate", update);
    };
  }, []);
  return parse(hash);
}

/** Shows a route. With `replace`, the back button does not return to the route before: for each letter typed. */
export function go(route: Route, { replace = false } = {}): void {
  const hash = format(route);
  if (hash === location.hash) return;
  if (replace) history.replaceState(null, "", hash);
  else history.pushState(null, "", hash);
  dispatchEvent(new PopStateEvent("popstate"));
}
