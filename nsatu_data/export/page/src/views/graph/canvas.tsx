// The graph as a picture that one can walk through by arrow keys, and zoom and shift.

import type { JSX } from "preact";
import { useCallback, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useDataset } from "../../parts/context.ts";
import { type Camera, WHOLE, shifted, showing, zoomed } from "./camera.ts";
import { CanvasTools, KEYS_HINT } from "./canvas_tools.tsx";
import type { Choice } from "./choice.ts";
import { EdgeWords, Edges } from "./edges.tsx";
import { GraphNode } from "./graph_node.tsx";
import { actionOf } from "./keys.ts";
import { hintPlace } from "./label_places.ts";
import { Card } from "./node_shape.tsx";
import type { Picture } from "./picture.ts";
import { useGestures } from "./use_gestures.ts";
import { useTouch } from "./use_touch.ts";
import { useWalk } from "./use_walk.ts";

interface Props {
  readonly picture: Picture;
  readonly choice: Choice;
  /** The node of the roving tab stop, for the details beside the picture. */
  readonly onWalk: (key: string) => void;
}

const ZOOM = 1.4;
/** Above this number of nodes the lines are thinner. */
const DENSE = 60;

export function Canvas({ picture, choice, onWalk }: Props): JSX.Element {
  const { size, nodes } = picture;
  const subject = useDataset().byId.get(choice.subject);
  const svg = useRef<SVGSVGElement>(null);
  const [camera, setCamera] = useState(WHOLE);
  const [hovered, hover] = useState<string>();
  const walk = useWalk(svg, picture, onWalk);
  const change = useCallback((next: (camera: Camera) => Camera) => setCamera(next), []);
  useGestures(svg, size, change);
  useTouch(svg, camera, size, change);
  useLayoutEffect(() => setCamera(WHOLE), [picture]);
  const middle = { x: size.width / 2, y: size.height / 2 };
  const zoom = (by: number): void => setCamera(zoomed(camera, by, middle, size));
  const shift = (right: number, down: number): void =>
    setCamera(shifted(camera, (-right * size.width) / 4, (-down * size.height) / 4, size));
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const points = new Map([...nodes].map(([key, { box }]) => [key, box]));
    const action = actionOf(event.key, walk.current, points);
    if (action === undefined) return;
    event.preventDefault();
    if ("zoom" in action) {
      if (action.zoom === "whole") setCamera(WHOLE);
      else zoom(action.zoom === "in" ? ZOOM : 1 / ZOOM);
      return;
    }
    walk.to(action.to);
    const point = points.get(action.to);
    if (point !== undefined) setCamera(showing(camera, point, size));
  };
  const pointed = hovered ?? (walk.isFocused ? walk.current : undefined);
  const shown = pointed === undefined ? undefined : nodes.get(pointed);
  return (
    <>
      <svg
        ref={svg}
        class={`graph-canvas${camera.scale > 1 ? " is-zoomed" : ""}${nodes.size > DENSE ? " is-dense" : ""}`}
        viewBox={`0 0 ${size.width} ${size.height}`}
        style={{ height: `${size.height}px` }}
        role="group"
        aria-label={describe(picture, subject?.label)}
        aria-describedby={KEYS_HINT}
        onKeyDown={press}
      >
        <g transform={`translate(${camera.x} ${camera.y}) scale(${camera.scale})`}>
          <Edges picture={picture} pointed={pointed} />
          {[...nodes.values()].map((each) => (
            <GraphNode
              key={each.node.key}
              shown={each}
              choice={choice}
              isChosen={each.node.key === picture.drawing.centre}
              isCurrent={each.node.key === walk.current}
              onFocus={walk.to}
              onHover={hover}
            />
          ))}
          <EdgeWords picture={picture} pointed={pointed} />
          {shown !== undefined && !shown.isCard && (
            <g class={`node-hint kind-${shown.node.kind ?? "any"}`} aria-hidden="true">
              <Card
                at={shown.labelAt ?? hintPlace(shown.box, shown.label, size)}
                label={shown.label}
                node={shown.node}
              />
            </g>
          )}
        </g>
      </svg>
      <CanvasTools camera={camera} zoom={zoom} shift={shift} whole={() => setCamera(WHOLE)} step={ZOOM} />
    </>
  );
}

function describe({ drawing }: Picture, label: string | undefined): string {
  const what = label === undefined ? "Graph" : `Graph around ${label}`;
  return `${what}: ${drawing.nodes.length} nodes and ${drawing.edges.length} links`;
}
