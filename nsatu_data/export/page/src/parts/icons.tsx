// Small pictures that say by shape what the word beside them says. They are hidden from screen readers.

import type { ComponentChildren, JSX } from "preact";
import type { Claim } from "../data/payload.ts";
import type { Verdict } from "../text/verify.ts";

function Icon({ children }: { children: ComponentChildren }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

/** Three bars for certain, two for probable, one for possible; a question mark for open. */
export function CertaintyIcon({ certainty }: { certainty: Claim["certainty"] }): JSX.Element {
  if (certainty === "open") {
    return (
      <Icon>
        <path class="line" d="M5 5.5a3 3 0 1 1 4.2 2.7c-.8.4-1.2.9-1.2 1.8v.5" />
        <circle class="full" cx="8" cy="13.2" r="1.1" />
      </Icon>
    );
  }
  const filled = { certain: 3, probable: 2, possible: 1 }[certainty];
  return (
    <Icon>
      {[0, 1, 2].map((bar) => (
        <rect
          key={bar}
          class={bar < filled ? "full" : "empty"}
          x={1.5 + bar * 4.75}
          y={10 - bar * 3.5}
          width="3.5"
          height={4.5 + bar * 3.5}
          rx="0.5"
        />
      ))}
    </Icon>
  );
}

/** A quotation mark for stated, an ellipsis for implied, an eye for inferred. */
export function BasisIcon({ basis }: { basis: Claim["basis"] }): JSX.Element {
  return (
    <Icon>
      {basis === "stated" && <path class="full" d="M2 9c0-3 1.2-5 4-6v2C5 5.6 4.6 6.4 4.6 7.500H6.500V12H2zm7.5 0c0-3 1.2-5 4-6v2c-1 .6-1.4 1.4-1.4 2.500H14V12H9.500z" />}
      {basis === "implied" && [3, 8, 13].map((x) => <circle key={x} class="full" cx={x} cy="8" r="1.6" />)}
      {basis === "inferred" && (
        <>
          <path class="line" d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z" />
          <circle class="full" cx="8" cy="8" r="2.2" />
        </>
      )}
    </Icon>
  );
}

/** A plus in a circle for affirmed, a barred circle for denied. */
export function PolarityIcon({ polarity }: { polarity: Claim["polarity"] }): JSX.Element {
  return (
    <Icon>
      <circle class="line" cx="8" cy="8" r="6" />
      <path class="line" d={polarity === "denied" ? "M3.8 12.2 12.2 3.8" : "M8 5v6M5 8h6"} />
    </Icon>
  );
}

/** A speech bubble. */
export function VoiceIcon(): JSX.Element {
  return (
    <Icon>
      <path class="line" d="M2 3h12v8H8l-3 3v-3H2z" />
    </Icon>
  );
}

/** A tick for verified, a cross for words that differ, a bar for words that cannot be compared. */
export function VerdictIcon({ verdict }: { verdict: Verdict }): JSX.Element {
  const drawn = { verified: "M2.5 8.5 6.5 12.5 13.5 4", mismatch: "M3.5 3.500l9 9m0-9-9 9", unverifiable: "M3 8h10" };
  return (
    <Icon>
      <path class="line" d={drawn[verdict]} />
    </Icon>
  );
}

/** A triangle that points up for ascending and down for descending. */
export function SortIcon({ isDescending }: { isDescending: boolean }): JSX.Element {
  return (
    <Icon>
      <path class="full" d={isDescending ? "M3 5h10l-5 7z" : "M3 11h10L8 4z"} />
    </Icon>
  );
}
