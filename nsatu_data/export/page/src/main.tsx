// Starts the page: closes the ways out, reads the data, and shows the view that the address names.

import { render } from "preact";
import { makeDataset } from "./data/dataset.ts";
import { readPayload } from "./data/payload.ts";
import { closeWaysOut } from "./guards.ts";
import { Page } from "./views/page.tsx";

closeWaysOut(window);
const root = document.getElementById("page");
if (root !== null) {
  root.replaceChildren();
  render(<Page dataset={makeDataset(readPayload(document))} />, root);
}
