import type { JSX } from "preact";
import type { ViewProps } from "./page.tsx";

export function RecordView({ route }: ViewProps): JSX.Element {
  return <h1>Record {route.subject}</h1>;
}
