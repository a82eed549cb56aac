// A node of the graph: a card with shape and label, or the shape alone.

import type { JSX } from "preact";
import type { Point } from "./layout.ts";
import { KindOutline } from "../../parts/kind_shape.tsx";
import { LINE_HEIGHT, type Label } from "./label.ts";
import type { PictureNode } from "./picture.ts";

export function NodeShape({ box, label, isCard, node, labelAt }: PictureNode): JSX.Element {
  if (isCard) return <Card at={box} label={label} node={node} />;
  return (
    <>
      <circle class="node-ground" cx={box.x} cy={box.y} r="11" />
      <g transform={`translate(${box.x} ${box.y})`}>{node.kind && <KindOutline kind={node.kind} />}</g>
      {labelAt !== undefined && <LabelText at={{ x: labelAt.x - label.width / 2 + 8, y: labelAt.y }} label={label} />}
    </>
  );
}

interface CardProps {
  readonly at: Point;
  readonly label: Label;
  readonly node: PictureNode["node"];
}

/** A card around a point. A group looks like a pile of cards. */
export function Card({ at, label, node }: CardProps): JSX.Element {
  const { width, height } = label;
  const left = at.x - width / 2;
  const top = at.y - height / 2;
  return (
    <>
      {node.type === "group" && (
        <rect class="node-pile" x={left + 4} y={top + 4} width={width} height={height} rx="5" />
      )}
      <rect class="node-card" x={left} y={top} width={width} height={height} rx="5" />
      <g transform={`translate(${left + 16} ${at.y})`}>
        {node.kind === undefined ? (
          <path class="shape-any" d="M-6 0h0M0 0h0M6 0h0" />
        ) : (
          <KindOutline kind={node.kind} />
        )}
      </g>
      <LabelText at={{ x: left + 30, y: at.y }} label={label} />
    </>
  );
}

function LabelText({ at, label }: { at: Point; label: Label }): JSX.Element {
  const first = at.y - ((label.lines.length - 1) * LINE_HEIGHT) / 2;
  return (
    // The space after each line keeps its last word apart from the next line in what programs read.
    <text class="node-label">
      {label.lines.map((line, index) => (
        <tspan key={index} x={at.x} y={first + index * LINE_HEIGHT} dy="0.35em">
          {`${line} `}
        </tspan>
      ))}
    </text>
  );
}
