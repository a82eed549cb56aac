import type { JSX } from "preact";
import type { ViewProps } from "./page.tsx";

export function Overview({ route }: ViewProps): JSX.Element {
  return <h1>Overview {route.subject}</h1>;
}
