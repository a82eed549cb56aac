// Starts the page: closes the ways out, reads the data, and shows the view that the address names.

import { render } from "preact";
import { makeDataset } from "./data/dataset.ts";
import { readPayload } from "./data/payload.ts";
import { closeWaysOut } from "./guards.ts";
import { showOnPaper } from "./printing.tsx";
import { rememberPlaces } from "./route/places.ts";
import { Page } from "./views/page.tsx";

closeWaysOut(window);
rememberPlaces(window);
const root = document.getElementById("page");
const paper = document.getElementById("paper");
if (root !== null && paper !== null) {
  const dataset = makeDataset(readPayload(document));
  root.replaceChildren();
  render(<Page dataset={dataset} />, root);
  showOnPaper(paper, dataset);
}
