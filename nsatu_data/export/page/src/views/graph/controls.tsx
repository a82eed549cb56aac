// What the graph draws: kinds of records, kinds of links, and one step or two.

import type { ComponentChildren, JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { Kind } from "../../data/payload.ts";
import { briefPhrases } from "../../data/link_phrases.ts";
import { usedFields } from "../../data/links.ts";
import { PLURALS } from "../../data/wording.ts";
import { useDataset } from "../../parts/context.ts";
import { KindIcon } from "../../parts/kind_shape.tsx";
import { parse } from "../../route/hash.ts";
import { go } from "../../route/use_route.ts";
import { type Choice, choiceHref } from "./choice.ts";

export function Controls({ choice }: { choice: Choice }): JSX.Element {
  const dataset = useDataset();
  // A large dataset is looked through once, and not at each choice.
  const kinds = useMemo(() => [...new Set(dataset.records.map((record) => record.kind))], [dataset]);
  const fields = useMemo(() => usedFields(dataset), [dataset]);
  const choose = (change: Partial<Choice>): void => go(parse(choiceHref(dataset, choice, change)));
  return (
    <div class="graph-controls">
      <fieldset class="graph-kinds">
        <legend>Kinds of records</legend>
        {kinds.map((kind) => (
          <Box
            key={kind}
            isOn={choice.kinds.has(kind)}
            onChange={() => choose({ kinds: toggled<Kind>(choice.kinds, kind) })}
          >
            <span class={`kind-${kind}`}>
              <KindIcon kind={kind} />
            </span>{" "}
            {PLURALS[kind]}
          </Box>
        ))}
      </fieldset>
      {choice.subject && (
        <fieldset>
          <legend>How far</legend>
          {([1, 2] as const).map((steps) => (
            <label key={steps}>
              <input type="radio" name="steps" checked={choice.steps === steps} onChange={() => choose({ steps })} />{" "}
              {steps === 1 ? "its links" : "and their links"}
            </label>
          ))}
        </fieldset>
      )}
      <details>
        <summary>
          Links that are drawn: {fields.filter((field) => choice.fields.has(field)).length} of {fields.length}
        </summary>
        <fieldset>
          <legend class="visually-hidden">Links</legend>
          {fields.map((field) => (
            <Box
              key={field}
              isOn={choice.fields.has(field)}
              onChange={() => choose({ fields: toggled(choice.fields, field) })}
            >
              {briefPhrases(field, dataset.fields)}
            </Box>
          ))}
        </fieldset>
      </details>
    </div>
  );
}

interface BoxProps {
  readonly isOn: boolean;
  readonly onChange: () => void;
  readonly children: ComponentChildren;
}

function Box({ isOn, onChange, children }: BoxProps): JSX.Element {
  return (
    <label>
      <input type="checkbox" checked={isOn} onChange={onChange} /> {children}
    </label>
  );
}

function toggled<Name>(chosen: ReadonlySet<Name>, name: Name): ReadonlySet<Name> {
  return chosen.has(name) ? new Set([...chosen].filter((each) => each !== name)) : new Set([...chosen, name]);
}
