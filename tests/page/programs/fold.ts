// Folds texts, and cuts them at the places of a query's words.

import { fold, pieces, wordsOf } from "../../../nsatu_data/export/page/src/data/fold.ts";
import { answer } from "./rows.ts";

interface Row {
  readonly text: string;
  readonly query: string;
}

answer(({ text, query }: Row) => ({ folded: fold(text), pieces: pieces(text, wordsOf(query)) }));
