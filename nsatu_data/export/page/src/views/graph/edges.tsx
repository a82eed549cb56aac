// The links of the graph as lines with arrow heads, each with its words where they have room.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { arrowHead, tenth } from "./edge_lines.ts";
import type { Picture } from "./picture.ts";
import { type PictureEdge, isAside, pointedPlaces } from "./picture_edges.ts";

interface Props {
  readonly picture: Picture;
  /** The node that the reader points at: its links stand out. */
  readonly pointed: string | undefined;
}

export function Edges({ picture: { edges, drawing }, pointed }: Props): JSX.Element {
  return (
    <g class={pointed === undefined ? "edges" : "edges has-pointed"} aria-hidden="true">
      {edges.map((each) => (
        <g
          key={each.key}
          class={`edge${isNear(each, pointed) ? " is-near" : ""}${isAside(each.edge, drawing.centre) ? " is-aside" : ""}`}
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

/** The words of the links, above all lines. While a reader points at a node, they are those of its links alone. */
export function EdgeWords({ picture: { edges, nodes }, pointed }: Props): JSX.Element {
  const places = useMemo(
    () =>
      pointed === undefined
        ? undefined
        : pointedPlaces(
            edges,
            [...nodes.values()].map(({ box }) => box),
            pointed,
          ),
    [edges, nodes, pointed],
  );
  return (
    <g aria-hidden="true">
      {edges.map((each) => {
        const place = places === undefined ? each.place : places.get(each.key);
        return place === undefined ? null : (
          <text
            key={each.key}
            class={places === undefined ? "edge-words" : "edge-words is-near"}
            x={place.x}
            y={place.y}
            dy="0.35em"
          >
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
