// The ways to the page before and after.

import type { JSX } from "preact";
import { type ClaimsQuery, writeQuery } from "../../data/claims_query.ts";
import { href } from "../../route/hash.ts";

interface Props {
  readonly page: number;
  readonly pages: number;
  readonly state: ClaimsQuery;
}

export function Pager({ page, pages, state }: Props): JSX.Element {
  const to = (number: number): string => href("claims", writeQuery({ ...state, page: number }));
  return (
    <nav class="pager" aria-label="Pages of claims">
      {page > 1 ? <a href={to(page - 1)}>Previous</a> : <span class="pager-end">Previous</span>}
      <span>
        Page {page} of {pages}
      </span>
      {page < pages ? <a href={to(page + 1)}>Next</a> : <span class="pager-end">Next</span>}
    </nav>
  );
}
