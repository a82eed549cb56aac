import type { JSX } from "preact";
import type { ViewProps } from "./page.tsx";

export function OwnText({ route }: ViewProps): JSX.Element {
  return <h1>Your own copy of the text {route.subject}</h1>;
}
