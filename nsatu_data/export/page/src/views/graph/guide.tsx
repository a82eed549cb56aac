// How to read the picture: what its shapes, piles and lines mean, and one of its arrows as a sentence.

import type { ComponentChildren, JSX } from "preact";
import type { Kind } from "../../data/payload.ts";
import { PLURALS } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { KindIcon } from "../../parts/kind_shape.tsx";
import { exampleOf } from "./example.ts";
import type { Picture } from "./picture.ts";
import { isAside } from "./picture_edges.ts";

const KINDS = Object.keys(PLURALS) as readonly Kind[];

export function Guide({ picture }: { picture: Picture }): JSX.Element {
  const dataset = useDataset();
  const { nodes, edges, centre } = picture.drawing;
  const kinds = new Set(nodes.map((node) => node.kind));
  const example = exampleOf(dataset, picture);
  return (
    <div class="graph-guide">
      <ul>
        {KINDS.filter((kind) => kinds.has(kind)).map((kind) => (
          <li key={kind} class={`kind-${kind}`}>
            <KindIcon kind={kind} /> {PLURALS[kind].toLowerCase()}
          </li>
        ))}
        {nodes.some((node) => node.type === "group") && (
          <Sign picture={<path class="guide-pile" d="M-5-3v-4h14v9h-3M-9-3H6v9H-9z" />}>several records</Sign>
        )}
        {edges.some((edge) => isAside(edge, centre)) && (
          <Sign picture={<path class="guide-aside" d="M-10 0h20" />}>a link between two others</Sign>
        )}
      </ul>
      <p>
        {example !== undefined && (
          <>
            Read along an arrow: <q>{example.from}</q> <b>{example.words}</b> <q>{example.to}</q>.{" "}
          </>
        )}
        Choose a box to see its links.
      </p>
    </div>
  );
}

function Sign({ picture, children }: { picture: JSX.Element; children: ComponentChildren }): JSX.Element {
  return (
    <li>
      <svg class="kind-icon" viewBox="-10 -10 20 20" aria-hidden="true" focusable="false">
        {picture}
      </svg>{" "}
      {children}
    </li>
  );
}
