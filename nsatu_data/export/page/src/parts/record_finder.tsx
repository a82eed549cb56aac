// Finds a record by the words of its label or id, among any number of them.

import type { JSX } from "preact";
import { useId, useMemo, useState } from "preact/hooks";
import type { AnyRecord } from "../data/payload.ts";
import { count, readable } from "../data/wording.ts";
import { KindIcon } from "./kind_shape.tsx";
import { finder } from "./matching.ts";

/** How many of the records that match are listed. */
const LISTED = 8;

interface Props {
  readonly label: string;
  readonly records: readonly AnyRecord[];
  /** The address that a record in the list leads to. */
  readonly to: (id: string) => string;
}

export function RecordFinder({ label, records, to }: Props): JSX.Element {
  const field = useId();
  const [words, setWords] = useState("");
  // The index of a large dataset takes a while, so it is made when the reader comes to the field.
  const [isWanted, want] = useState(false);
  const find = useMemo(() => (isWanted ? finder(records) : undefined), [records, isWanted]);
  const found = (words.trim() && find?.(words)) || [];
  return (
    <div class="record-finder" role="search">
      <label for={field}>{label}</label>
      <input
        id={field}
        type="search"
        autocomplete="off"
        spellcheck={false}
        value={words}
        onFocus={() => want(true)}
        onInput={(event) => setWords(event.currentTarget.value)}
      />
      <p role="status" class="quiet">
        {words.trim() && message(found.length)}
      </p>
      {found.length > 0 && (
        <ul class="record-finder-results">
          {found.slice(0, LISTED).map((record) => (
            <li key={record.id} class={`kind-${record.kind}`}>
              <a href={to(record.id)} onClick={() => setWords("")}>
                <KindIcon kind={record.kind} />
                <span class="visually-hidden">{readable(record.kind)}: </span> {record.label}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function message(number: number): string {
  if (number === 0) return "No record has all these words in its label or id.";
  return number <= LISTED
    ? `${count(number, "record")} found.`
    : `${count(number, "record")} found; the first ${LISTED} are shown.`;
}
