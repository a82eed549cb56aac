// The links of the graph as lines with arrow heads, each with the name of its field where there is room.

import type { JSX } from "preact";
import { arrowHead, tenth } from "./edge_lines.ts";
import type { PictureEdge } from "./picture.ts";

interface Props {
  /** The key of the chosen record: its own links stand out. */
  readonly centre: string | undefined;
  readonly edges: readonly PictureEdge[];
  /** The node that the reader points at: its links stand out. */
  readonly pointed: string | undefined;
}

export function Edges({ centre, edges, pointed }: Props): JSX.Element {
  return (
    <g class={pointed === undefined ? "edges" : "edges has-pointed"} aria-hidden="true">
      {edges.map((each) => (
        <g
          key={each.key}
          class={`edge${isNear(each, pointed) ? " is-near" : ""}${isAside(each, centre) ? " is-aside" : ""}`}
        >
          <path
            class="edge-line"
            d={`M${tenth(each.from.x)} ${tenth(each.from.y)}L${tenth(each.to.x)} ${tenth(each.to.y)}`}
          />
          <path class="edge-head" d={arrowHead(each)} />
        </g>
      ))}
    </g>
  );
}

/** The names of the fields, above all lines. */
export function EdgeWords({ centre, edges, pointed }: Props): JSX.Element {
  return (
    <g aria-hidden="true">
      {edges.map((each) => {
        const near = isNear(each, pointed);
        const place = isAside(each, centre) && !near ? undefined : (each.place ?? (near ? middle(each) : undefined));
        return place === undefined ? null : (
          <text key={each.key} class={near ? "edge-words is-near" : "edge-words"} x={place.x} y={place.y} dy="0.35em">
            {each.words}
          </text>
        );
      })}
    </g>
  );
}

function isNear({ edge }: PictureEdge, pointed: string | undefined): boolean {
  return pointed !== undefined && (edge.from === pointed || edge.to === pointed);
}

/** Whether a link is one between two other records than the chosen one. */
function isAside({ edge }: PictureEdge, centre: string | undefined): boolean {
  return centre !== undefined && edge.from !== centre && edge.to !== centre;
}

function middle({ from, to }: PictureEdge): { readonly x: number; readonly y: number } {
  return { x: tenth((from.x + to.x) / 2), y: tenth((from.y + to.y) / 2) };
}
