// Prints every claim as a document, whatever view is on the screen; a record is printed by itself.

import { render } from "preact";
import type { Dataset } from "./data/dataset.ts";
import { DatasetContext } from "./parts/context.ts";
import { parse } from "./route/hash.ts";
import { Paper } from "./views/paper.tsx";

/** Fills an element with the document while the browser prints, and empties it afterwards. */
export function showOnPaper(element: HTMLElement, dataset: Dataset): void {
  addEventListener("beforeprint", () => {
    if (parse(location.hash).view === "record") return;
    document.body.classList.add("prints-document");
    // Rendering into an empty element is synchronous; the browser prints what is there when this function returns.
    render(
      <DatasetContext.Provider value={dataset}>
        <Paper />
      </DatasetContext.Provider>,
      element,
    );
  });
  addEventListener("afterprint", () => {
    document.body.classList.remove("prints-document");
    render(null, element);
  });
}
