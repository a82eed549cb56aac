// The pointer to the selected words, ready to paste into a record.

import type { JSX } from "preact";
import { CopyButton } from "../../parts/copy_button.tsx";
import { href } from "../../route/hash.ts";
import type { OpenedText } from "../../text/opened_texts.ts";
import { pointerTo, pointerYaml } from "../../text/pointer.ts";
import type { TextRange } from "./selected_range.ts";

interface Props {
  readonly opened: OpenedText;
  readonly selected: TextRange | null;
  readonly clear: () => void;
}

export function PointerPanel({ opened, selected, clear }: Props): JSX.Element {
  const { source, text, comparison } = opened;
  if (!comparison.isSame) {
    return (
      <section class="pointer-panel">
        <h3>Pointer</h3>
        <p>Only the text that was encoded can be cited. Run <code>nsatu-data cite --realign</code> if the text has changed.</p>
      </section>
    );
  }
  const made = selected === null ? { problem: "No words are selected." } : pointerTo(source, text, selected.start, selected.end);
  return (
    <section class={selected === null ? "pointer-panel" : "pointer-panel pointer-panel-made"}>
      <h3>Pointer</h3>
      <div role="status">
        {"problem" in made ? (
          <p>{made.problem}</p>
        ) : (
          <>
            <p>
              Characters {made.pointer.start} to {made.pointer.end}, in{" "}
              <a href={href("map", { sentence: String(made.pointer.sentence) }, source.id)}>
                sentence {made.pointer.sentence}
              </a>
              .
            </p>
            {made.isCut && <p class="finding">The words begin or end inside a word or number.</p>}
            <pre tabIndex={0} aria-label="The pointer as YAML">
              {pointerYaml(made.pointer)}
            </pre>
            <CopyButton text={() => pointerYaml(made.pointer)}>Copy the pointer</CopyButton>
          </>
        )}
      </div>
      {selected !== null && (
        <p>
          <button type="button" onClick={clear}>
            Clear the selection
          </button>
        </p>
      )}
    </section>
  );
}
