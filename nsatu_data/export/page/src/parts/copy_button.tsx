// A button that copies a text, and says that it did.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

interface Props {
  readonly children: string;
  /** Makes the text when the button is pressed. */
  readonly text: () => string;
}

const SHOWN_FOR = 2500;

export function CopyButton({ children, text }: Props): JSX.Element {
  const [said, say] = useState("");
  useEffect(() => {
    const timer = said ? setTimeout(() => say(""), SHOWN_FOR) : undefined;
    return () => clearTimeout(timer);
  }, [said]);
  const run = async (): Promise<void> => say((await copy(text())) ? "copied" : "the browser refused; select and copy");
  return (
    <span class="copy">
      <button type="button" onClick={run}>
        {children}
      </button>
      <span role="status" class="copy-status">
        {said}
      </span>
    </span>
  );
}

/** Puts a text on the clipboard. Says whether the browser allowed it. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // A page that was opened over plain HTTP has no clipboard of that kind.
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  const focused = document.activeElement;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}
