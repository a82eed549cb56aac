// The opened texts as state of a part of the page.

import { useEffect, useState } from "preact/hooks";
import { type OpenedTexts, onChange, openedTexts } from "../text/opened_texts.ts";

export function useOpenedTexts(): OpenedTexts {
  const [texts, setTexts] = useState(openedTexts);
  useEffect(() => {
    const update = (): void => setTexts(openedTexts());
    // A text may have been opened between the first drawing and this call.
    update();
    return onChange(update);
  }, []);
  return texts;
}
