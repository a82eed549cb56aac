// What the reader has chosen in the article map, as the address holds it.

import type { Kind } from "../../data/payload.ts";
import { PLURALS } from "../../data/wording.ts";
import { type Route, href } from "../../route/hash.ts";

/** How many sentences are shown at once. A longer source has pages. */
export const PAGE = 150;

export interface Choice {
  /** The source, or an empty string for the first. */
  readonly subject: string;
  /** The number of a sentence, from 1. */
  readonly sentence: number | undefined;
  /** The only kind of record that is shown. */
  readonly kind: Kind | undefined;
  /** The page of sentences, from 0. */
  readonly page: number;
}

/** Reads an address for a source with this many sentences. What it does not understand is left out. */
export function readChoice(route: Route, sentences: number): Choice {
  const sentence = whole(route.query["sentence"], sentences);
  const kind = Object.keys(PLURALS).find((each): each is Kind => each === route.query["kind"]);
  const page =
    sentence === undefined ? (whole(route.query["page"], Math.ceil(sentences / PAGE)) ?? 1) : pageOf(sentence);
  return { subject: route.subject, sentence, kind, page: page - 1 };
}

/** The address of a choice that differs from another one. */
export function choiceHref(choice: Choice, change: Partial<Choice>): string {
  const { subject, sentence, kind, page } = { ...choice, ...change };
  const query = {
    sentence: sentence === undefined ? "" : String(sentence),
    kind: kind ?? "",
    page: sentence === undefined && page > 0 ? String(page + 1) : "",
  };
  return href("map", query, subject);
}

function pageOf(sentence: number): number {
  return Math.ceil(sentence / PAGE);
}

/** A number from 1 to a largest one; undefined if the text is none. */
function whole(text: string | undefined, largest: number): number | undefined {
  const number = /^[1-9][0-9]{0,8}$/.test(text ?? "") ? Number(text) : 0;
  return number >= 1 && number <= largest ? number : undefined;
}
