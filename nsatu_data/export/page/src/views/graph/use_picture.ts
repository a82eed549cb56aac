// Makes the picture of a drawing after the first paint, in slices that leave the page responsive.

import { useEffect, useMemo, useState } from "preact/hooks";
import type { Dataset } from "../../data/dataset.ts";
import type { Drawing } from "./drawing.ts";
import type { Measure } from "./label.ts";
import { type Picture, picture } from "./picture.ts";

/** How long a slice may take, in milliseconds. */
const SLICE = 12;

/** The picture of a drawing. Until it is made, the picture before it; undefined at first. */
export function usePicture(dataset: Dataset, drawing: Drawing | undefined, width: number): Picture | undefined {
  const [made, setMade] = useState<Picture>();
  const measure = useMemo(textMeasure, []);
  useEffect(() => {
    if (drawing === undefined || drawing.nodes.length === 0) return undefined;
    const making = picture(dataset, drawing, width, measure);
    const run = (): void => {
      const until = performance.now() + SLICE;
      do {
        const step = making.next();
        if (step.done) {
          setMade(step.value);
          return;
        }
      } while (performance.now() < until);
      timer = setTimeout(run);
    };
    let timer = setTimeout(run);
    return () => clearTimeout(timer);
  }, [dataset, drawing, width, measure]);
  return made;
}

/** Measures text in the font of the graph's labels. */
function textMeasure(): Measure {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) return (text) => 7.5 * text.length;
  context.font = `13px ${getComputedStyle(document.body).fontFamily}`;
  return (text) => context.measureText(text).width;
}
