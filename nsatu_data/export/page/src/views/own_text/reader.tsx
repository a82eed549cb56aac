// The opened text to read, and the pointer to the words that the reader selects in it.

import { Fragment, type JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { coverage } from "../../data/coverage.ts";
import { useDataset } from "../../parts/context.ts";
import { countCodePoints } from "../../text/code_points.ts";
import type { OpenedText } from "../../text/opened_texts.ts";
import { pagesOf } from "./passages.ts";
import { type TextRange, selectedRange } from "./selected_range.ts";
import { PointerPanel } from "./pointer_panel.tsx";
import { WordChooser } from "./word_chooser.tsx";

export function Reader({ opened }: { opened: OpenedText }): JSX.Element {
  const dataset = useDataset();
  const { text, source, comparison } = opened;
  // The stretches belong to the encoded text; in another text they would mark other words.
  const rows = useMemo(
    () => (comparison.isSame ? coverage(dataset, source) : []),
    [dataset, source, comparison],
  );
  const pages = useMemo(() => pagesOf(text, rows), [text, rows]);
  const [number, setNumber] = useState(0);
  const [selected, select] = useState<TextRange | null>(null);
  const body = useRef<HTMLDivElement>(null);
  const page = pages[Math.min(number, pages.length - 1)];
  useEffect(() => {
    const update = (): void => {
      const range = body.current && selectedRange(getSelection(), body.current);
      if (!range || page === undefined) return;
      // The element holds this page alone.
      const shown = countCodePoints(text.slice(page.start, page.end));
      select({ start: page.start + shown.before(range.start), end: page.start + shown.before(range.end) });
    };
    document.addEventListener("selectionchange", update);
    return () => document.removeEventListener("selectionchange", update);
  }, [page, text]);
  // On a narrow screen, the pointer covers a part of the text.
  const clear = (): void => {
    getSelection()?.removeAllRanges();
    select(null);
    body.current?.focus({ preventScroll: true });
  };
  if (page === undefined) return <></>;
  return (
    <div class="reader">
      <div>
        <h3>The text</h3>
        <p class="quiet">
          {comparison.isSame && "Underlined words are evidence of some record. Select words to get the pointer to them."}
        </p>
        {/* A browser that translates a page sends its words away. */}
        <div
          ref={body}
          class="text-body"
          lang={source.language}
          dir="auto"
          translate={false}
          tabIndex={0}
          role="region"
          aria-label="The text"
        >
          {page.paragraphs.map((pieces, index) => (
            <Fragment key={index}>
              {index > 0 && "\n"}
              <p>
                {pieces.map(({ start, end, isCovered }) => (
                  <span key={start} class={isCovered ? "covered" : undefined}>
                    {text.slice(start, end)}
                  </span>
                ))}
              </p>
            </Fragment>
          ))}
        </div>
        {pages.length > 1 && (
          <p class="pager">
            <button type="button" disabled={number === 0} onClick={() => setNumber(number - 1)}>
              Previous part
            </button>
            <span>
              Part {number + 1} of {pages.length}
            </span>
            <button type="button" disabled={number === pages.length - 1} onClick={() => setNumber(number + 1)}>
              Next part
            </button>
          </p>
        )}
      </div>
      <div class="reader-side">
        <PointerPanel opened={opened} selected={selected} clear={clear} />
        <WordChooser opened={opened} choose={select} />
      </div>
    </div>
  );
}
