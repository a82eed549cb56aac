// Buttons that zoom and shift the graph, and the keys that do the same.

import type { JSX } from "preact";
import type { Camera } from "./camera.ts";

interface Props {
  readonly camera: Camera;
  readonly step: number;
  readonly zoom: (by: number) => void;
  readonly shift: (right: number, down: number) => void;
  readonly whole: () => void;
}

/** The id of the text that tells the keys. */
export const KEYS_HINT = "graph-keys";
const MINUS = "\u2212";

const SHIFTS = [
  ["\u2190", "Show more on the left", -1, 0],
  ["\u2192", "Show more on the right", 1, 0],
  ["\u2191", "Show more above", 0, -1],
  ["\u2193", "Show more below", 0, 1],
] as const;

export function CanvasTools({ camera, step, zoom, shift, whole }: Props): JSX.Element {
  // A disabled button would lose the focus, so a button that can do nothing only says so.
  const isWhole = camera.scale === 1;
  return (
    <>
      <div class="graph-tools" role="group" aria-label="Zoom and shift">
        <button type="button" onClick={() => zoom(step)}>
          Zoom in
        </button>
        <button type="button" aria-disabled={isWhole} onClick={() => zoom(1 / step)}>
          Zoom out
        </button>
        <button type="button" aria-disabled={isWhole} onClick={whole}>
          Show the whole
        </button>
        {SHIFTS.map(([sign, words, right, down]) => (
          <button key={sign} type="button" aria-disabled={isWhole} onClick={() => shift(right, down)}>
            <span aria-hidden="true">{sign}</span>
            <span class="visually-hidden">{words}</span>
          </button>
        ))}
      </div>
      <p class="quiet hint-keys" id={KEYS_HINT}>
        Keys in the picture: arrows go from record to record, Enter shows the links of a record, + and {MINUS} zoom, 0
        shows the whole. The wheel zooms with Ctrl, and a drag moves a zoomed picture.
      </p>
      <p class="quiet hint-touch">
        Two fingers zoom the picture, and one finger moves it while it is zoomed. A tap on a box shows its links.
      </p>
    </>
  );
}
