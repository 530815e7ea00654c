"use client";

import { Field, Textarea } from "@/components/ui/field";
import { SCOPE_LISTS, type ScopeList } from "@/lib/hubspot-apps/scopes/scope-lists";
import { useSay } from "#say";

/** The name of each list's field: what is sent, and what the server's messages stand at. */
export const SCOPE_FIELDS = {
  required: "requiredScopes",
  conditional: "conditionalScopes",
  optional: "optionalScopes",
} as const satisfies Record<ScopeList, string>;

export const SCOPE_LABELS = {
  required: "Required scopes",
  conditional: "Conditionally required",
  optional: "Optional scopes",
} as const satisfies Record<ScopeList, string>;

const HINTS = {
  required: "Every portal must grant these.",
  conditional: "Asked for only when chosen for a connection, and then required.",
  optional: "HubSpot drops those a portal's plan does not include.",
} as const satisfies Record<ScopeList, string>;

export type ScopeTexts = Record<ScopeList, string>;

type ScopeTextsProps = {
  texts: ScopeTexts;
  counts: Record<ScopeList, number>;
  errors: Record<string, string | undefined>;
  onText: (list: ScopeList, text: string) => void;
};

/** The three lists as text: what is sent. They can be pasted in any form, and they work before scripts arrive. */
export function ScopeTextFields({ texts, counts, errors, onText }: ScopeTextsProps) {
  const say = useSay();
  return (
    <div className="grid gap-4 lg:grid-cols-3">
      {SCOPE_LISTS.map((list) => {
        const name = SCOPE_FIELDS[list];
        return (
          <Field
            key={list}
            id={name}
            label={say(SCOPE_LABELS[list])}
            hint={`${say.count(counts[list], "{count:number} scope.", "{count:number} scopes.")} ${say(HINTS[list])}`}
            error={errors[name]}
            optional={list !== "required"}
          >
            {(ids) => (
              <Textarea
                {...ids}
                name={name}
                value={texts[list]}
                onChange={(event) => onText(list, event.target.value)}
                rows={Math.min(8, Math.max(3, counts[list] + 1))}
                spellCheck={false}
                autoCapitalize="none"
                autoComplete="off"
                className="font-mono text-sm"
              />
            )}
          </Field>
        );
      })}
    </div>
  );
}
