// The box for words to search for. Each letter changes the address, but leaves no trace for the back button.

import type { JSX } from "preact";
import type { ClaimsQuery } from "../../data/claims_query.ts";
import type { Change } from "./claims.tsx";

export function SearchBox({ state, change }: { state: ClaimsQuery; change: Change }): JSX.Element {
  return (
    <form role="search" onSubmit={(event) => event.preventDefault()}>
      <label for="search">Search the statements</label>
      <input
        id="search"
        type="search"
        autocomplete="off"
        spellcheck={false}
        value={state.search}
        aria-describedby="search-help"
        onInput={(event) => change({ ...state, search: event.currentTarget.value, page: 1 }, { replace: true })}
      />
      <p id="search-help" class="quiet">
        All words, in any order. The beginning of a word is enough.
      </p>
    </form>
  );
}
