// Why actors act, as the texts have it, and whether the actors say so themselves.

import type { JSX } from "preact";
import type { Motive } from "../../data/payload.ts";
import { count } from "../../data/wording.ts";
import { Sample } from "./sample.tsx";

export function Motives({ motives }: { motives: readonly Motive[] }): JSX.Element {
  const own = motives.filter((motive) => motive.voice === motive.actor).length;
  return (
    <Sample kind="motive" heading="Why" claims={motives}>
      <p class="finding">
        {own === 0
          ? "No motive is in the voice of the actor whose motive it is. Others ascribe all of them."
          : `${count(own, "motive is", "motives are")} in the voice of the actor whose motive it is; ` +
            `${motives.length - own} ${motives.length - own === 1 ? "is" : "are"} ascribed by others.`}
      </p>
    </Sample>
  );
}
