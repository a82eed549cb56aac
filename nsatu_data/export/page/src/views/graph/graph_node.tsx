// A node as a link: a record leads to its own neighbourhood, a group unfolds.

import type { JSX } from "preact";
import type { Dataset } from "../../data/dataset.ts";
import { labelOf, readable } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { recordHref } from "../../route/hash.ts";
import { type Choice, choiceHref, recordChoiceHref } from "./choice.ts";
import { type Node, groupPhrase, isRest } from "./drawing.ts";
import { NodeShape } from "./node_shape.tsx";
import { type PictureNode, textOf } from "./picture.ts";

interface Props {
  readonly shown: PictureNode;
  readonly choice: Choice;
  readonly isChosen: boolean;
  readonly isCurrent: boolean;
  readonly onFocus: (key: string) => void;
  readonly onHover: (key: string | undefined) => void;
}

export function GraphNode({ shown, choice, isChosen, isCurrent, onFocus, onHover }: Props): JSX.Element {
  const dataset = useDataset();
  const { node } = shown;
  const classes = ["node", `node-${node.type}`, `kind-${node.kind ?? "any"}`, isChosen && "is-chosen"]
    .filter(Boolean)
    .join(" ");
  return (
    <a
      class={classes}
      data-key={node.key}
      href={nodeHref(dataset, choice, node)}
      // Preact keeps the case of attributes in SVG, and `tabIndex` would have no effect there.
      tabindex={isCurrent ? 0 : -1}
      aria-current={isChosen ? "true" : undefined}
      onFocus={() => onFocus(node.key)}
      onPointerEnter={() => onHover(node.key)}
      onPointerLeave={() => onHover(undefined)}
    >
      <title>{nodeName(dataset, node)}</title>
      <NodeShape {...shown} />
    </a>
  );
}

function nodeHref(dataset: Dataset, choice: Choice, node: Node): string {
  if (node.type === "record") return recordChoiceHref(dataset, choice, node.key);
  if (node.opens) return choiceHref(dataset, choice, { opened: new Set([...choice.opened, node.key]) });
  // The record lists what the picture has no room for.
  return isRest(node) ? recordHref(node.of) : recordChoiceHref(dataset, choice, node.of);
}

/** A node in words: the kind and label of a record, or what a group has to do with its record. */
function nodeName(dataset: Dataset, node: Node): string {
  const text = textOf(dataset, node);
  if (node.type === "group") return `${labelOf(dataset, node.of)} ${groupPhrase(node)} ${text}`;
  return `${readable(node.kind)}: ${text}`;
}
