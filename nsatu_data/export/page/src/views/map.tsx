import type { JSX } from "preact";
import type { ViewProps } from "./page.tsx";

export function ArticleMap({ route }: ViewProps): JSX.Element {
  return <h1>Article map {route.subject}</h1>;
}
