import type { JSX } from "preact";
import type { ViewProps } from "./page.tsx";

export function Graph({ route }: ViewProps): JSX.Element {
  return <h1>Graph {route.subject}</h1>;
}
