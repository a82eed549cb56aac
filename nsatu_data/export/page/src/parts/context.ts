// What every part of the page may need: the dataset and the texts that the reader has opened.

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Dataset } from "../data/dataset.ts";

export const DatasetContext = createContext<Dataset | null>(null);

/** The dataset of the page. Throws outside the page. */
export function useDataset(): Dataset {
  const dataset = useContext(DatasetContext);
  if (dataset === null) throw new Error("a part of the page is used outside the page");
  return dataset;
}
