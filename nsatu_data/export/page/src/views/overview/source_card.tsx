// What kind of text a source is, and what is not known of it.

import type { JSX } from "preact";
import type { Source } from "../../data/payload.ts";
import { count, readable } from "../../data/wording.ts";
import { href, recordHref } from "../../route/hash.ts";

const FACTS = ["title", "author", "publisher", "published", "url"] as const;

export function SourceCard({ source }: { source: Source }): JSX.Element {
  const known = FACTS.filter((fact) => source[fact] !== null);
  const unknown = unknownFacts(source);
  const skipped = source.sentences.filter((sentence) => sentence.skip !== undefined).length;
  return (
    <article class="source-card">
      <h3>
        <a href={recordHref(source.id)}>{source.label}</a>
        {source.title === null && <span class="quiet"> (what this dataset calls it)</span>}
      </h3>
      <p>
        {readable(source.genre)}, in the language {languageName(source.language)},{" "}
        {count(source.sentences.length, "sentence")}
        {skipped > 0 && ` (${skipped} with nothing to encode)`}, {count(source.text.code_points, "character")}.{" "}
        <a href={href("map", {}, source.id)}>See what each sentence says</a>
      </p>
      {known.length > 0 && (
        <dl class="facts">
          {known.map((fact) => (
            <div key={fact}>
              <dt>{NAMES[fact]}</dt>
              <dd>{source[fact]}</dd>
            </div>
          ))}
        </dl>
      )}
      {unknown.length > 0 && <p class="finding">Not known: {unknown.join(", ")}.</p>}
      <p class="quiet">{source.rights}</p>
    </article>
  );
}

const NAMES = { title: "title", author: "author", publisher: "publisher", published: "date", url: "address" };

/** The names of the facts about a text that are not known. */
export function unknownFacts(source: Source): readonly string[] {
  return FACTS.filter((fact) => source[fact] === null).map((fact) => NAMES[fact]);
}

function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames("en", { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
