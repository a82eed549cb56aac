// The roving tab stop of the graph: one node takes the focus at a time, and arrow keys move it.

import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Picture } from "./picture.ts";

export interface Walk {
  /** The key of the node with the tab stop. */
  readonly current: string;
  /** Whether the focus is on a node. */
  readonly isFocused: boolean;
  /** Moves the tab stop to a node, and the focus if it is in the graph. */
  to(key: string): void;
}

export function useWalk(svg: RefObject<SVGSVGElement | null>, picture: Picture, onWalk: (key: string) => void): Walk {
  const { nodes, drawing } = picture;
  const [wanted, want] = useState("");
  const [isFocused, setFocused] = useState(false);
  const last = useRef({ drawing, group: [] as readonly string[] });
  // After another choice the tab stop is at the chosen record, or at the first record of the group that was unfolded.
  const first =
    [...last.current.group, drawing.centre ?? ""].find((key) => nodes.has(key)) ?? [...nodes.keys()][0] ?? "";
  const isNew = last.current.drawing.centre !== drawing.centre;
  const current = nodes.has(wanted) && !isNew ? wanted : first;
  useEffect(() => {
    const shown = svg.current;
    if (shown === null) return undefined;
    const enter = (): void => setFocused(true);
    const leave = (event: FocusEvent): void => {
      // A node that is taken away has no successor; the effect below finds one.
      if (event.relatedTarget instanceof Node && !shown.contains(event.relatedTarget)) setFocused(false);
    };
    shown.addEventListener("focusin", enter);
    shown.addEventListener("focusout", leave);
    return () => {
      shown.removeEventListener("focusin", enter);
      shown.removeEventListener("focusout", leave);
    };
  }, [svg]);
  useLayoutEffect(() => {
    const node = nodes.get(current)?.node;
    last.current = { drawing, group: node?.type === "group" ? node.ids : [] };
    if (wanted !== current) want(current);
    if (isFocused || drawing.centre !== undefined) onWalk(current);
    const isLost = document.activeElement === document.body || svg.current?.contains(document.activeElement) === true;
    if (isFocused && isLost) focusNode(svg.current, current);
  }, [svg, nodes, drawing, current, wanted, isFocused, onWalk]);
  return {
    current,
    isFocused,
    to: (key) => {
      want(key);
      if (isFocused) focusNode(svg.current, key);
    },
  };
}

function focusNode(svg: SVGSVGElement | null, key: string): void {
  const nodes = svg?.querySelectorAll<SVGAElement>("a[data-key]") ?? [];
  for (const node of nodes) if (node.dataset["key"] === key && node !== document.activeElement) node.focus();
}
