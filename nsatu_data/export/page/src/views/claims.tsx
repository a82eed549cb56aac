import type { JSX } from "preact";
import type { ViewProps } from "./page.tsx";

export function Claims({ route }: ViewProps): JSX.Element {
  return <h1>Claims {route.subject}</h1>;
}
