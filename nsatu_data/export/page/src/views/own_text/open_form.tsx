// Opens a text: a file that is chosen or dropped, or a text that is pasted.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Source } from "../../data/payload.ts";
import { type Canonical, type Refusal, readFile, readText } from "../../text/canonical_text.ts";
import { openText } from "../../text/opened_texts.ts";

export function OpenForm({ source, hasOthers }: { source: Source; hasOthers: boolean }): JSX.Element {
  const [refusal, refuse] = useState<Refusal | null>(null);
  const [isOver, setOver] = useState(false);
  const which = hasOthers ? ` of ${source.label}` : "";
  const take = (canonical: Canonical): void => {
    if ("problem" in canonical) refuse(canonical);
    else openText(source, canonical.text);
  };
  const takeFile = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    take(await readFile(file));
  };
  return (
    <div
      class={isOver ? "open-form open-form-over" : "open-form"}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (!hasFiles(event)) return;
        event.preventDefault();
        void takeFile(event.dataTransfer?.files[0]);
      }}
    >
      <label>
        Open the file with the text{which} (UTF-8, or drop it here){" "}
        <input
          type="file"
          accept="text/plain,.txt,.md"
          onChange={(event) => {
            void takeFile(event.currentTarget.files?.[0]);
            // So that choosing the same file again, after it was mended, is a change.
            event.currentTarget.value = "";
          }}
        />
      </label>
      <PasteForm which={which} take={(text) => take(readText(text))} />
      <p role="alert">{refusal && `${refusal.problem} ${refusal.help}`}</p>
    </div>
  );
}

/** Whether files are dragged; words that are dragged belong into the field for pasting. */
export function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

function PasteForm({ which, take }: { which: string; take: (text: string) => void }): JSX.Element {
  const [text, setText] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        take(text);
      }}
    >
      <label>
        Or paste the text{which}
        <textarea
          rows={4}
          autocomplete="off"
          spellcheck={false}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <button type="submit">Use the pasted text</button>
    </form>
  );
}
