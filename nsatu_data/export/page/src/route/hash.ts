// The state of the page as the hash of its address: `#view/subject?key=value`, so that every view can be linked.

export const VIEWS = ["overview", "claims", "map", "graph", "record", "text"] as const;
export type View = (typeof VIEWS)[number];

/** The names of the views that a reader can choose, in their order. */
export const VIEW_NAMES = {
  overview: "Overview",
  claims: "Claims",
  map: "Article map",
  graph: "Graph",
  text: "Your own copy",
} as const satisfies Partial<Record<View, string>>;
export type NamedView = keyof typeof VIEW_NAMES;

/** What the page shows. The subject is the id of a record, or empty. A key with an empty value is left out. */
export interface Route {
  readonly view: View;
  readonly subject: string;
  readonly query: Readonly<Record<string, string>>;
}

export const HOME: Route = { view: "overview", subject: "", query: {} };

/** Reads a hash. Whatever it does not understand becomes the overview, or is left out. */
export function parse(hash: string): Route {
  const whole = hash.replace(/^#/, "");
  const mark = whole.indexOf("?");
  const path = mark < 0 ? whole : whole.slice(0, mark);
  const slash = path.indexOf("/");
  const view = slash < 0 ? path : path.slice(0, slash);
  if (!isView(view)) return HOME;
  const pairs = mark < 0 ? [] : [...new URLSearchParams(whole.slice(mark + 1))];
  const query = Object.fromEntries(pairs.filter(([key, value]) => key && value));
  return { view, subject: slash < 0 ? "" : decoded(path.slice(slash + 1)), query };
}

/** Writes a hash, with the keys in a fixed order. `parse` gives the same route again. */
export function format(route: Route): string {
  const subject = route.subject ? `/${encodeURIComponent(route.subject).replaceAll("%2F", "/")}` : "";
  const pairs = Object.entries(route.query).filter(([key, value]) => key && value);
  // A solidus and a comma may be in a fragment; ids are easier to read with them.
  const query = new URLSearchParams(pairs.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)))
    .toString()
    .replaceAll("%2F", "/")
    .replaceAll("%2C", ",");
  return `#${route.view}${subject}${query && `?${query}`}`;
}

/** The address of a record's own view. */
export function recordHref(id: string): string {
  return format({ view: "record", subject: id, query: {} });
}

export function href(view: View, query: Readonly<Record<string, string>> = {}, subject = ""): string {
  return format({ view, subject, query });
}

function isView(text: string): text is View {
  return (VIEWS as readonly string[]).includes(text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
