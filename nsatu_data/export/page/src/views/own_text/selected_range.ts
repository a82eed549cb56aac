// What the reader has selected in an element, counted in UTF-16 units of the element's text.

export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** The selected part of the element's text; null if nothing in it is selected. */
export function selectedRange(selection: Selection | null, element: HTMLElement): TextRange | null {
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const inside = document.createRange();
  inside.selectNodeContents(element);
  if (!range.intersectsNode(element)) return null;
  // A selection may begin before the element or end after it.
  if (range.compareBoundaryPoints(Range.START_TO_START, inside) > 0) {
    inside.setStart(range.startContainer, range.startOffset);
  }
  if (range.compareBoundaryPoints(Range.END_TO_END, inside) < 0) {
    inside.setEnd(range.endContainer, range.endOffset);
  }
  const leading = document.createRange();
  leading.selectNodeContents(element);
  leading.setEnd(inside.startContainer, inside.startOffset);
  const start = leading.toString().length;
  const length = inside.toString().length;
  return length === 0 ? null : { start, end: start + length };
}
