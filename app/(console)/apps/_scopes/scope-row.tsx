"use client";

import clsx from "clsx";
import { useId } from "react";
import { SCOPE_LISTS, type ScopeList } from "@/lib/hubspot-apps/scopes/scope-lists";
import type { CatalogueScope } from "@/lib/hubspot-apps/scopes/scope-meanings";
import { useSay } from "#say";
import type { BrowserSay } from "@/components/words/say-provider";

export const LIST_WORDS = {
  required: "Required",
  conditional: "Conditional",
  optional: "Optional",
} as const satisfies Record<ScopeList, string>;

/** Always required, in every app. */
export const LOCKED = "oauth";

type ScopeRowProps = {
  name: string;
  /** Undefined when the catalogue does not know it. */
  known: CatalogueScope | undefined;
  list: ScopeList | undefined;
  onMove: (to: ScopeList | undefined) => void;
};

/** One scope, what it means, and in which list it stands: four radio buttons that look like one switch. */
export function ScopeRow({ name, known, list, onMove }: ScopeRowProps) {
  const say = useSay();
  const group = useId();
  const meaningId = `${group}-meaning`;
  return (
    <li className="px-3 py-2">
      <div
        role="radiogroup"
        aria-labelledby={`${group}-name`}
        aria-describedby={meaningId}
        className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5"
      >
        <div className="min-w-0 flex-1 basis-64">
          <p id={`${group}-name`} className="font-mono text-sm wrap-anywhere">
            {name}
          </p>
          <p id={meaningId} className="text-sm text-ink-faint">
            {describe(known, say)}
          </p>
        </div>
        {name === LOCKED ? (
          <p className="text-sm text-ink-faint">{say("Required in every app")}</p>
        ) : (
          <div className="flex max-w-full rounded-md border border-line-strong/60 bg-surface p-0.5 max-sm:w-full">
            {[undefined, ...SCOPE_LISTS].map((value) => (
              <label
                key={value ?? "off"}
                className={clsx(
                  "flex min-h-7 cursor-pointer items-center justify-center rounded px-2 text-sm max-sm:min-h-9 max-sm:flex-1",
                  "has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-ring",
                  value === list
                    ? "bg-accent-soft font-medium text-accent-text forced-colors:underline"
                    : "text-ink-muted hover:bg-hover",
                )}
              >
                <input
                  type="radio"
                  // Belongs to no form: what is sent are the lists as text.
                  form=""
                  name={group}
                  checked={value === list}
                  onChange={() => onMove(value)}
                  className="sr-only"
                />
                {say(value ? LIST_WORDS[value] : "Off")}
              </label>
            ))}
          </div>
        )}
      </div>
    </li>
  );
}

function describe(scope: CatalogueScope | undefined, say: BrowserSay): string {
  if (!scope)
    return say("Not in the catalogue. That is fine if HubSpot knows it; check the spelling.");
  const { meaning, tier } = scope;
  return tier ? say("{meaning}. Needs {tier}.", { meaning, tier }) : `${meaning}.`;
}
