// A source's sentences, in brief; the article map shows them one by one.

import type { JSX } from "preact";
import type { Source } from "../../data/payload.ts";
import { count } from "../../data/wording.ts";
import { href } from "../../route/hash.ts";

export function Sentences({ source }: { source: Source }): JSX.Element {
  const skipped = source.sentences.filter((sentence) => sentence.skip !== undefined);
  return (
    <section>
      <h2>Sentences</h2>
      <p>
        {count(source.sentences.length, "sentence")} in {count(source.sentences.at(-1)?.paragraph ?? 0, "paragraph")}.{" "}
        <a href={href("map", {}, source.id)}>See what each sentence says</a>
      </p>
      {skipped.length > 0 && (
        <ul>
          {skipped.map((sentence) => (
            <li key={sentence.number}>
              Sentence {sentence.number} is skipped: {sentence.skip}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
