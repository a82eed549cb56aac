// The words of an opened text that evidence points at. Without an opened text there is nothing to show.

import type { JSX } from "preact";
import type { Evidence } from "../data/payload.ts";

export function Words(_: { evidence: readonly Evidence[] }): JSX.Element | null {
  return null;
}
