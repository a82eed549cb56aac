// A link to a record by its label. An id that the dataset lacks is shown as it is.

import type { JSX } from "preact";
import { recordHref } from "../route/hash.ts";
import { useDataset } from "./context.ts";

export function RecordLink({ id }: { id: string }): JSX.Element {
  const record = useDataset().byId.get(id);
  return record === undefined ? <code>{id}</code> : <a href={recordHref(id)}>{record.label}</a>;
}

/** Several links, joined by commas. */
export function RecordLinks({ ids }: { ids: readonly string[] }): JSX.Element {
  return (
    <>
      {ids.map((id, index) => (
        <span key={id}>
          {index > 0 && ", "}
          <RecordLink id={id} />
        </span>
      ))}
    </>
  );
}
