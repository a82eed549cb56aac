// Measures the words on the arrows of every neighbourhood of a dataset, and of its graph without a chosen record.

import { makeDataset } from "../../../nsatu_data/export/page/src/data/dataset.ts";
import type { Payload } from "../../../nsatu_data/export/page/src/data/payload.ts";
import { startChoice } from "../../../nsatu_data/export/page/src/views/graph/choice.ts";
import { neighbourhood } from "../../../nsatu_data/export/page/src/views/graph/neighbourhood.ts";
import { capacity, picture } from "../../../nsatu_data/export/page/src/views/graph/picture.ts";
import { whole } from "../../../nsatu_data/export/page/src/views/graph/whole.ts";
import { measure, measured, sum } from "../units/edge_words.ts";
import { finished } from "../units/support.ts";
import { answer } from "./rows.ts";

interface Row {
  readonly payload: Payload;
  readonly width: number;
  readonly steps: 1 | 2;
}

answer(({ payload, width, steps }: Row) => {
  const dataset = makeDataset(payload);
  const start = startChoice(dataset, "");
  const drawings = [
    whole(dataset, start.fields, start.kinds, capacity(width)),
    ...dataset.records.map(({ id }) =>
      neighbourhood(dataset, id, { ...startChoice(dataset, id), steps }, capacity(width)),
    ),
  ];
  const drawn = drawings.filter(({ nodes }) => nodes.length > 0);
  return sum(drawn.map((drawing) => measured(finished(picture(dataset, drawing, width, measure)))));
});
